"""Tables read by what their columns and rows are about, never by position."""
