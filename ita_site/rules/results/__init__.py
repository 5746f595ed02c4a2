"""72x and 73x: results as they were announced: figures that follow from each other, codes that exist, the right level."""

from ita_site.rules.results import announced, codes, decimals, items, levels, questions, sums, years

FAMILIES = (decimals, codes, sums, levels, items, questions, years, announced)

__all__ = ["FAMILIES"]
