"""The programmes as `status` shows them: a line of state, a strip of months, what is missing, what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.dates import SHORT_MONTHS, thai_date, thai_month
from ita_site.numerals import baht, plain, rounded
from ita_site.programmes import MonthKind, MonthStanding, Overview, RoundScore
from ita_site.programmes.faces import ALL_FACES, face_of
from ita_site.programmes.overview import Standing
from ita_site.reporters.text_format import safe_line
from ita_site.style import Style

STATES = {
    Standing.BEHIND: ("ค้างส่งรายงาน · behind", "red"),
    Standing.UNREADABLE: ("มีไฟล์ที่อ่านไม่ได้ · unreadable", "red"),
    Standing.DUE: ("ถึงรอบส่งแล้ว · report due", "yellow"),
    Standing.ON_TIME: ("ไม่มีรายงานค้าง · up to date", "green"),
    Standing.NOT_BEGUN: ("ยังไม่ถึงกำหนดรายงานแรก · no report due yet", "cyan"),
    Standing.COMPLETE: ("ส่งครบแล้ว · complete", "green"),
}
_COLOURS = {MonthKind.FILED: "green", MonthKind.LATE: "yellow", MonthKind.MISSING: "red", MonthKind.UNREADABLE: "red"}
_YEAR = 12
_MOST = 3
"""So many missing months get a line of their own; more share one."""


def programme_lines(overviews: tuple[Overview, ...], style: Style) -> Iterator[str]:
    """All programmes of the year, then the legend of the strips."""
    yield ""
    yield style.paint("แผนงานและรายงานประจำเดือน · programmes and monthly reports", "bold")
    for overview in overviews:
        yield from _programme(overview, style)
    seen = {face_of(standing) for overview in overviews for standing in overview.months}
    if seen:
        legend = "  ".join(f"{face.shape} {face.word}" for face in ALL_FACES if face in seen)
        yield style.paint(f"  ({legend})", "dim")


def _programme(overview: Overview, style: Style) -> Iterator[str]:
    word, colour = STATES[overview.standing]
    if overview.programme is None:
        yield f"{safe_line(f'  {overview.entry.id}')}: {style.paint('อ่าน programme.yml ไม่ได้ · cannot be read', colour)}"
    else:
        name = safe_line(f"  {' '.join(overview.programme.name.split())}")
        filed = f"ส่งแล้ว {overview.reported} จาก {overview.owed} ฉบับ"
        yield f"{name}: {style.paint(word, colour)} · {filed}"
    for start in range(0, len(overview.months), _YEAR):
        yield "    " + " ".join(_cell(standing, style) for standing in overview.months[start : start + _YEAR])
    for line in _missing(overview):
        yield style.paint(f"    {line}", "red")
    if coming := _coming(overview):
        yield safe_line(f"    {coming}")
    if facts := " · ".join(_facts(overview)):
        yield safe_line(f"    {facts}")


def _cell(standing: MonthStanding, style: Style) -> str:
    shape = face_of(standing).shape
    colour = _COLOURS.get(standing.kind)
    return f"{SHORT_MONTHS[standing.month.month - 1]} {style.paint(shape, colour) if colour else shape}"


def _missing(overview: Overview) -> Iterator[str]:
    """The months without a report, and those whose file cannot be used yet, with their due days."""
    missing = [_with_due(s) for s in overview.of_kind(MonthKind.MISSING)]
    for name, due in missing[:_MOST]:
        yield f"ขาดรายงาน {name} กำหนดส่ง {due}"
    if more := missing[_MOST:]:
        listed = " · ".join(f"{name} ({due})" for name, due in more)
        yield f"และอีก {len(more)} เดือน (กำหนดส่งในวงเล็บ): {listed}"
    unread = [_with_due(s) for s in overview.of_kind(MonthKind.UNREADABLE)]
    if unread:
        listed = " · ".join(f"{name} กำหนดส่ง {due}" if due else name for name, due in unread)
        yield f"อ่านไม่ได้ {listed}"


def _with_due(standing: MonthStanding) -> tuple[str, str]:
    due = thai_date(standing.deadline.due, short=True) if standing.deadline else ""
    return thai_month(standing.month, short=True), due


def _coming(overview: Overview) -> str:
    """The report to be filed next, its due day, and the advised day where that is another one."""
    days = overview.next
    if days is None:
        return ""
    line = f"ถัดไป {thai_month(days.month, short=True)} ภายใน {thai_date(days.due, short=True)}"
    if days.advised == days.due:
        return line
    return f"{line} แนะนำไม่เกิน {thai_date(days.advised, short=True)} (วันหยุด: {days.why})"


def _facts(overview: Overview) -> Iterator[str]:
    newest = newest_round(overview)
    if newest is not None:
        yield _score(newest)
    spent = overview.money
    if spent is not None and spent.percent is not None:
        yield f"ใช้เงิน {baht(spent.spent)} จาก {baht(spent.budget)} บาท (ร้อยละ {plain(rounded(spent.percent))})"
    elif spent is not None and spent.spent:
        yield f"ใช้เงิน {baht(spent.spent)} บาท"
    if overview.done is not None:
        yield f"กิจกรรมแล้วเสร็จร้อยละ {plain(rounded(overview.done))}"
    if overview.overdue:
        yield f"เลยกำหนด {len(overview.overdue)} กิจกรรม: {', '.join(a.id for a in overview.overdue[:8])}"


def newest_round(overview: Overview) -> RoundScore | None:
    """The latest scored round that has reports; None without one."""
    there = {standing.month for standing in overview.months if standing.record is not None}
    known = [score for score in overview.rounds if there & set(score.round.months)]
    return max(known, key=lambda score: max(score.round.months), default=None)


def _score(score: RoundScore) -> str:
    """`รอบ 5 เดือนหลัง 3.80 จาก 5 คะแนน (1: 1 · 2: 1 · … · 5: –)`."""
    name = score.round.name or ("คะแนน" if score.round.id == "all" else score.round.id)
    levels = " · ".join(f"{s.level.level}: {'–' if s.score is None else plain(s.score)}" for s in score.levels)
    return f"{' '.join(name.split())} {rounded(score.total)} จาก {plain(score.full)} คะแนน (ระดับ {levels})"
