"""What the pages share: filters and the URL, wording, charts, evidence, exports."""
