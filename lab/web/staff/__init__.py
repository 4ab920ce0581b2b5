"""The staff's application: studies, live counts, the comparison, withdrawals, previews."""
