"""Procurements as records, and what is told of them."""
