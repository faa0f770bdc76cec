"""The release: its schema, how it is opened and published, and every question asked of it."""
