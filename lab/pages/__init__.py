"""What does a version look like? Version, answers and errors in, HTML out."""
