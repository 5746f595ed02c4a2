"""4xx, links: what was seen when they were opened."""
