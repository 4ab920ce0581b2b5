"""Reads an office's own table of attempts, as a spreadsheet program saved it."""
