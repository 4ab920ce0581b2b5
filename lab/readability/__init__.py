"""How hard are the words? Readability of German (and English) form texts."""
