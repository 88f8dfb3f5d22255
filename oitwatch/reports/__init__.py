"""Read models of a run and what is printed of them."""
