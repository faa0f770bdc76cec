"""From documents to a release: sources, text, extract, resolve, validate, load."""
