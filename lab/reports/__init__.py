"""What does it mean? Findings, sentences, figures and the official's report."""
