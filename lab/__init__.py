"""Formwerkstatt: a form-usability testing lab for public administrations."""
