"""What officers write, as frozen records: items, programmes, monthly reports, the site's configuration."""

from ita_site.records.activity import Activity, ActivityStatus, FollowUp
from ita_site.records.config import SiteConfig
from ita_site.records.item import Evidence, ItemRecord, NilStatement, Span, Status, TableData
from ita_site.records.levels import Band, Level, Measurement, Round
from ita_site.records.measures import FollowUpRound, Measure, MeasuresRecord, Step
from ita_site.records.problems import FieldProblem, read_record
from ita_site.records.programme import Programme, ProgrammeKind, Reporting
from ita_site.records.proof import ActivityEvidence
from ita_site.records.report import Action, LevelResult, Metric, MonthlyReport, NextStep, Reporter
from ita_site.records.result import Question, ResultRecord, ZeroItem

__all__ = [
    "Action",
    "Activity",
    "ActivityEvidence",
    "ActivityStatus",
    "Band",
    "Evidence",
    "FieldProblem",
    "FollowUp",
    "FollowUpRound",
    "ItemRecord",
    "Level",
    "LevelResult",
    "Measure",
    "Measurement",
    "MeasuresRecord",
    "Metric",
    "MonthlyReport",
    "NextStep",
    "NilStatement",
    "Programme",
    "ProgrammeKind",
    "Question",
    "Reporter",
    "Reporting",
    "ResultRecord",
    "Round",
    "SiteConfig",
    "Span",
    "Status",
    "Step",
    "TableData",
    "ZeroItem",
    "read_record",
]
