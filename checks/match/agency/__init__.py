"""Whose site and whose content it is: names and kinds of agencies."""
