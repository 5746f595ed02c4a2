"""Criteria are data: one fiscal year's list (an *edition*) is one YAML file beside this module.

A `Shelf` holds the editions that a site knows, its agency's own among them: `site.shelf.edition(2566)` gives the checked,
frozen `Edition`. All years are of the Buddhist era.
"""

from ita_site.criteria.assessment import Assessment, Instrument, Joint
from ita_site.criteria.model import (
    Choice,
    Column,
    Confidence,
    CriteriaError,
    Dependency,
    Edition,
    EditionDate,
    Element,
    Group,
    Indicator,
    Item,
    Law,
    MinCount,
    NilRule,
    Period,
    PeriodRule,
    Source,
    SubIndicator,
    SumRule,
    Table,
    Window,
)
from ita_site.criteria.scales import Level, Scale, scale_of, scales
from ita_site.criteria.shelf import BUILT_IN, Shelf

__all__ = [
    "BUILT_IN",
    "Assessment",
    "Choice",
    "Column",
    "Confidence",
    "CriteriaError",
    "Dependency",
    "Edition",
    "EditionDate",
    "Element",
    "Group",
    "Indicator",
    "Instrument",
    "Item",
    "Joint",
    "Law",
    "Level",
    "MinCount",
    "NilRule",
    "Period",
    "PeriodRule",
    "Scale",
    "Shelf",
    "Source",
    "SubIndicator",
    "SumRule",
    "Table",
    "Window",
    "load_edition",
    "scale_of",
    "scales",
]


def load_edition(year: int) -> Edition:
    """The edition of a year (BE) that comes with the tool. Raises LookupError when there is none."""
    return BUILT_IN.edition(year)
