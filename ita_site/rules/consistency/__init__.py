"""7xx: what items say of each other: report and plan, rows and sums, months, signatures, the year of titles."""

from ita_site.rules.consistency import follow, money, months, nothing, progress, signature, spans, sums, titles

FAMILIES = (follow, money, sums, progress, months, spans, nothing, signature, titles)

__all__ = ["FAMILIES"]
