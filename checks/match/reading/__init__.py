"""How the text of a document is read: lines, phrases, sentences, headings, values."""
