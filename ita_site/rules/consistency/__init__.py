"""7xx: what items say of each other: report and plan, rows and sums, months, signatures, the year of titles."""

from ita_site.rules.consistency import follow, money, months, progress, signature, sums, titles

FAMILIES = (follow, money, sums, progress, months, signature, titles)

__all__ = ["FAMILIES"]
