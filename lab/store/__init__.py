"""Where is it kept? The only code that opens sessions/ and the database."""
