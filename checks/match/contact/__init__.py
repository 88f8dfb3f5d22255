"""Contact details of an agency, and whose they are."""
