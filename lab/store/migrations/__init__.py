"""How an older database becomes one of today: one file a step, run by lab/store/schema.py."""
