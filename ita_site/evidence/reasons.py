"""`reasons.yml`: what each verdict is based on, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ita_site.evidence.lists import read_list
from ita_site.evidence.observation import Observation, Verdict
from ita_site.text import Text


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. `passes` when it may be gone tomorrow."""

    code: str
    verdict: Verdict
    what: Text
    fix: Text
    passes: bool


class _Reasons(Mapping[str, Reason]):
    def __getitem__(self, code: str) -> Reason:
        return _loaded()[code]

    def __iter__(self) -> Iterator[str]:
        return iter(_loaded())

    def __len__(self) -> int:
        return len(_loaded())


REASONS = _Reasons()


@cache
def _loaded() -> dict[str, Reason]:
    raw = read_list("reasons.yml")
    return {
        code: Reason(code, Verdict(r["verdict"]), Text(**r["what"]), Text(**r["fix"]), r.get("passes", False))
        for code, r in raw.items()
    }


def what_of(observation: Observation) -> Text:
    """What was seen, in words; a reason of another version of the tool is named as it is."""
    reason = REASONS.get(observation.reason)
    return _filled(reason.what, observation) if reason else Text(observation.reason, observation.reason)


def fix_of(observation: Observation) -> Text:
    """What to do about it."""
    reason = REASONS.get(observation.reason)
    again = Text("ตรวจอีกครั้งด้วย ita-site evidence --recheck", "check again with: ita-site evidence --recheck")
    return _filled(reason.fix, observation) if reason else again


def passes(observation: Observation) -> bool:
    """Whether what was seen may be gone tomorrow."""
    reason = REASONS.get(observation.reason)
    return reason is not None and reason.passes


def _filled(text: Text, observation: Observation) -> Text:
    detail = observation.detail or "-"
    return Text(text.th.replace("{detail}", detail), text.en.replace("{detail}", detail))
