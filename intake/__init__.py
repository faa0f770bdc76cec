"""From an uploaded file to a draft that a person can review."""
