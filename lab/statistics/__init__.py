"""How sure can we be? Small-sample statistics for usability comparisons."""
