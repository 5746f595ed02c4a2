"""74x and 75x: measures: for every weakness one, each with all that it takes, followed up, and the same in the items."""

from ita_site.rules.measures import complete, days, entries, followed, issues, items, needs, quoted

FAMILIES = (entries, needs, complete, followed, days, issues, items, quoted)

__all__ = ["FAMILIES"]
