"""4xx, files: what was seen when they were looked into."""
