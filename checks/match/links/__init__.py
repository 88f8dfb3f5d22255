"""Links: whether words are content or only label a link, and how a place is reached."""
