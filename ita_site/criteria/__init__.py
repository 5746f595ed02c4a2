"""Criteria are data: one fiscal year's list (an *edition*) is one YAML file beside this module.

`load_edition(2566)` gives the checked, frozen `Edition`. All years are of the Buddhist era.
"""

from ita_site.criteria.loader import edition_years, load_edition, load_edition_file
from ita_site.criteria.model import (
    Choice,
    Column,
    Confidence,
    CriteriaError,
    Dependency,
    Edition,
    Element,
    Group,
    Indicator,
    Instrument,
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

__all__ = [
    "Choice",
    "Column",
    "Confidence",
    "CriteriaError",
    "Dependency",
    "Edition",
    "Element",
    "Group",
    "Indicator",
    "Instrument",
    "Item",
    "Law",
    "MinCount",
    "NilRule",
    "Period",
    "PeriodRule",
    "Source",
    "SubIndicator",
    "SumRule",
    "Table",
    "Window",
    "edition_years",
    "load_edition",
    "load_edition_file",
]
