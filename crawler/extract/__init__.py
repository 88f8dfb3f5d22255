"""Readers: payload bytes to a Document, one module per file type."""
