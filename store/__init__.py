"""Keeps runs, verdicts, evidence and payloads; the only room that knows SQL and disk."""
