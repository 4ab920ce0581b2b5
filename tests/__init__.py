"""A package only so that `python -m tests.reference.run` finds it before any other `tests`."""
