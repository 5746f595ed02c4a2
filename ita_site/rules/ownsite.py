"""4xx, links to the agency's own site: held against the pages that are about to go live."""
