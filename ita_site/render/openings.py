"""What is known of each link that is evidence, in one line: a shape and a word, and the day."""

from __future__ import annotations

from dataclasses import dataclass

from ita_site.attestations import day_seen, valid
from ita_site.evidence.observation import Observation, Verdict
from ita_site.findings import Report
from ita_site.records import ActivityEvidence, Evidence
from ita_site.records.config import Attestation
from ita_site.render import words
from ita_site.render.links import Opening
from ita_site.site import Site


@dataclass(frozen=True, slots=True)
class Seen:
    """`kind` is that of a mark; the shape is for the eye alone, the word says it all."""

    kind: str
    shape: str
    word: str


class Openings:
    """What the check saw of links, and what people vouch for."""

    def __init__(self, site: Site, report: Report) -> None:
        self._observed = report.observed
        self._attested = valid(site.config, report.as_of)

    def told(self, evidence: Evidence, opening: Opening) -> Seen | None:
        """What is known of an evidence of an item, also of files on this site, and of links that nobody opened yet."""
        if opening.href is None:
            return None
        if evidence.file is not None or opening.is_hosted:
            return Seen("yes", words.YES, "ไฟล์อยู่ในเว็บไซต์นี้ ระบบยืนยันว่ามีอยู่จริงตอนสร้างหน้านี้")
        return self.seen(evidence) or Seen("unsaid", "·", "ระบบยังไม่ได้เปิดตรวจลิงก์นี้")

    def seen(self, evidence: Evidence | ActivityEvidence) -> Seen | None:
        """What is known of a link; None for one that nobody opened, and for hosted files."""
        if evidence.file is not None or (found := self._observed.link(evidence.url)) is None:
            return None
        return _seen(found, self._attested.get((evidence.url or "").strip()))


def _seen(found: Observation, attested: Attestation | None) -> Seen:
    day = words.day(day_seen(found), short=True)
    checked, on = (f" ตรวจเมื่อ {day}", f"เมื่อ {day}") if day else ("", "")
    by_machine = " โดยระบบ" if day else ""
    if found.verdict is Verdict.OK:
        return Seen("yes", words.YES, f"เปิดได้{checked}{by_machine}")
    if found.verdict is Verdict.BROKEN:
        return Seen("no", words.NO, f"เปิดไม่ได้{on}{by_machine}")
    if attested is not None:
        by_hand = f"ตรวจด้วยคนเมื่อ {words.day(attested.on, short=True)} โดย{attested.by}"
        return Seen("notice", "◐", f"{by_hand} ใช้ได้ถึง {words.day(attested.until, short=True)}")
    return Seen("warning", "?", f"ระบบบอกไม่ได้ว่าเปิดได้หรือไม่{checked}")
