"""The page that pairs the items of a year with their documents, however a site lays it out."""
