"""What is filled in? Versions of forms, as data: pages, fields, conditions, rules."""
