"""What follows from a programme and its reports: deadlines, months, scores, money. Pure; knows no rule and no page."""

from ita_site.programmes.deadlines import Deadline, deadline, due_date, months_due, months_owed
from ita_site.programmes.levels import LevelScore, RoundScore, band_score, round_scores
from ita_site.programmes.months import MonthKind, MonthStanding, is_waiting, standings
from ita_site.programmes.overview import Overview, overview
from ita_site.programmes.workdays import Workdays

__all__ = [
    "Deadline",
    "LevelScore",
    "MonthKind",
    "MonthStanding",
    "Overview",
    "RoundScore",
    "Workdays",
    "band_score",
    "deadline",
    "due_date",
    "is_waiting",
    "months_due",
    "months_owed",
    "overview",
    "round_scores",
    "standings",
]
