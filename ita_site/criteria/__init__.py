"""Criteria are data: one fiscal year's list (an *edition*) is one YAML file beside this module.

`load_edition(2566)` gives the checked, frozen `Edition`. All years are of the Buddhist era.
"""

from ita_site.criteria.assessment import Assessment, Instrument, Joint
from ita_site.criteria.loader import assessment_of, edition_of, edition_years, load_edition, load_edition_file
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

__all__ = [
    "Assessment",
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
    "Joint",
    "Law",
    "Level",
    "MinCount",
    "NilRule",
    "Period",
    "PeriodRule",
    "Scale",
    "Source",
    "SubIndicator",
    "SumRule",
    "Table",
    "Window",
    "assessment_of",
    "edition_of",
    "edition_years",
    "load_edition",
    "load_edition_file",
    "scale_of",
    "scales",
]
