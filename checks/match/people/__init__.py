"""Persons and executives that a site presents."""
