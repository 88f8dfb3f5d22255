"""Judges documents against the rulebook of a year: pure functions and the law they serve."""
