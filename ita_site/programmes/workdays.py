"""Working days of Thai public offices: Monday to Friday, without public holidays.

Source of the holidays: the `holidays` library (categories public and government: lunar days, days in lieu and special
days of the cabinet), without the days on which only banks and firms rest, and as the cabinet moved them. What nobody
can know yet, such as a special day announced later, `site_config.yml` adds or takes away.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Protocol

_SATURDAY = 5
_NOT_OF_OFFICES = frozenset({"วันแรงงานแห่งชาติ", "ชดเชยวันแรงงานแห่งชาติ", "วันเด็กแห่งชาติ"})
"""«Public» in the library, but not in the cabinet's yearly list of office holidays: offices work on Labour Day."""
_MOVED_TO = {date(2019, 12, 30): "วันหยุดพิเศษ (เพิ่มเติม)", date(2021, 10, 22): "ชดเชยวันปิยมหาราช"}
_MOVED_FROM = frozenset({date(2021, 10, 25), date(2023, 1, 3)})
"""Where the library (to 0.108) differs from resolutions of the cabinet, since 2562: a special day that banks did not
keep, King Chulalongkorn Day's day in lieu (29 Dec 2563), and no day in lieu of New Year's Eve 2565 beside 30 Dec."""
_LONGEST = 31
"""No stretch of days off is longer; a calendar that says otherwise is not followed."""


class _Calendar(Protocol):
    @property
    def holidays(self) -> tuple[date, ...]: ...
    @property
    def working_days(self) -> tuple[date, ...]: ...


class Workdays:
    """The calendar of one agency: the public one, with the days (CE) that its configuration adds or takes away."""

    def __init__(self, calendar: _Calendar | None = None) -> None:
        self._off = frozenset(calendar.holidays if calendar else ())
        self._on = frozenset(calendar.working_days if calendar else ())

    def is_working(self, day: date) -> bool:
        """Whether offices are open on `day` (CE)."""
        if day in self._on:
            return True
        return day.weekday() < _SATURDAY and day not in self._off and day not in public_holidays(day.year)

    def last_on_or_before(self, day: date) -> date:
        """The last working day (CE) on or before `day`; `day` itself where a month holds none."""
        for back in range(_LONGEST):
            if self.is_working(found := day - timedelta(days=back)):
                return found
        return day

    def why_off(self, day: date) -> str:
        """The Thai name of what closes offices on `day`; blank on a working day."""
        if self.is_working(day):
            return ""
        if named := public_holidays(day.year).get(day):
            return named
        if day in self._off:
            return "วันหยุดของหน่วยงาน"
        return "วันเสาร์" if day.weekday() == _SATURDAY else "วันอาทิตย์"


@cache
def public_holidays(year: int) -> Mapping[date, str]:
    """The public holidays of government offices in a year (CE) by day, with their Thai names. None after 2100."""
    # heavy, and only needed where a day off can matter
    from holidays.countries.thailand import Thailand  # noqa: PLC0415

    found = Thailand(  # type: ignore[no-untyped-call]
        years=year, categories=("public", "government"), language="th", expand=False
    )
    names = {day: [n for n in str(name).split("; ") if n not in _NOT_OF_OFFICES] for day, name in found.items()}
    kept = {day: " · ".join(said) for day, said in names.items() if said and day not in _MOVED_FROM}
    moved = {day: name for day, name in _MOVED_TO.items() if day.year == year}
    return MappingProxyType(dict(sorted((kept | moved).items())))
