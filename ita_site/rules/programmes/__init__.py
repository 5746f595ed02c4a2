"""5xx: programmes and their monthly reports: there, in time, in order, and no number that does not follow."""

from ita_site.rules.programmes import activities, bands, figures, levels, months, plan, reports, scores, spending

FAMILIES = (plan, months, reports, activities, bands, levels, scores, figures, spending)

__all__ = ["FAMILIES"]
