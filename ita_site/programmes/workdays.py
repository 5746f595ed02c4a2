"""Working days of Thai public offices: Monday to Friday, without public holidays.

Source of the holidays: the `holidays` library (categories public and government: lunar days, days in lieu and special
days of the cabinet). What it cannot know, such as a special day announced later, `site_config.yml` adds or takes away.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Protocol

_SATURDAY = 5
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
        named = public_holidays(day.year).get(day)
        if named is not None and day not in self._off:
            return named
        if day in self._off:
            return "วันหยุดของหน่วยงาน"
        return "วันเสาร์" if day.weekday() == _SATURDAY else "วันอาทิตย์"


@cache
def public_holidays(year: int) -> dict[date, str]:
    """The public holidays of government offices in a year (CE) by day, with their Thai names."""
    # heavy, and only needed where a day off can matter
    from holidays.countries.thailand import Thailand  # noqa: PLC0415

    found = Thailand(  # type: ignore[no-untyped-call]
        years=year, categories=("public", "government"), language="th", expand=False
    )
    return {day: str(name).replace("; ", " · ") for day, name in sorted(found.items())}
