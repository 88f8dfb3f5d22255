"""Talks to agency websites and turns their bytes into documents; the only room that does either."""
