"""The served lab: one application for participants, one for staff; only Flask."""
