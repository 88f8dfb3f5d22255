"""What a page or link is about: the items' codes, titles, words, and the matter that they name."""
