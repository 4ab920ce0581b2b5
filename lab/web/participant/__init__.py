"""The participants' application: consent, task, form, questions, and the ways out."""
