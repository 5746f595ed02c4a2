"""5xx: programmes and their monthly reports: there, in time, in order, and no number that does not follow."""

from ita_site.rules.programmes import (
    activities,
    bands,
    entries,
    figures,
    levels,
    months,
    order,
    plan,
    reports,
    scores,
    spending,
)

FAMILIES = (plan, months, reports, order, activities, bands, levels, entries, scores, figures, spending)

__all__ = ["FAMILIES"]
