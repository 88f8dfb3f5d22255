"""Fields of a report or plan, however a page tells them: labels, columns, lists, sentences."""
