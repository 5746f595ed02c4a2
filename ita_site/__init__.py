"""ita_site: from YAML that officers write to a checked public disclosure site."""

__version__ = "0.1.0"
