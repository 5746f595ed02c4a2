"""Open data: documents (JSON), tables (CSV), their schemas, a badge, and what pages tell search engines."""
