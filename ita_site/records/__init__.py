"""What officers write, as frozen records: items, programmes, monthly reports, the site's configuration."""

from ita_site.records.config import SiteConfig
from ita_site.records.item import Evidence, ItemRecord, NilStatement, Span, Status, TableData
from ita_site.records.problems import FieldProblem, read_record
from ita_site.records.programme import Activity, ActivityEvidence, Band, Level, Programme, Round
from ita_site.records.report import Action, LevelResult, Metric, MonthlyReport, NextStep, Reporter

__all__ = [
    "Action",
    "Activity",
    "ActivityEvidence",
    "Band",
    "Evidence",
    "FieldProblem",
    "ItemRecord",
    "Level",
    "LevelResult",
    "Metric",
    "MonthlyReport",
    "NextStep",
    "NilStatement",
    "Programme",
    "Reporter",
    "Round",
    "SiteConfig",
    "Span",
    "Status",
    "TableData",
    "read_record",
]
