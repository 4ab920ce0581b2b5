"""The chapters of the report, one module each: findings in, blocks out."""
