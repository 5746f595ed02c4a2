"""What follows from a result and from the measures that answer it: computed once, for rules, pages and commands."""

from ita_site.results.computed import Computed, computed
from ita_site.results.follow_up import MeasureStanding, Rounds, standing_of
from ita_site.results.issues import Issue, IssueKind, issues_of, named_indicator, read_issue, read_issues
from ita_site.results.needs import Answer, Need, answers, is_misplaced, needs

__all__ = [
    "Answer",
    "Computed",
    "Issue",
    "IssueKind",
    "MeasureStanding",
    "Need",
    "Rounds",
    "answers",
    "computed",
    "is_misplaced",
    "issues_of",
    "named_indicator",
    "needs",
    "read_issue",
    "read_issues",
    "standing_of",
]
