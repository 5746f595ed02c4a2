"""5xx: what reports say of the levels of their plan: values that can be counted, and evidence for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from ita_site.dates import Month
from ita_site.programmes.levels import ZERO, band_of, band_score, counted, round_of, rounds
from ita_site.programmes.shares import HUNDRED, agrees
from ita_site.records import Level, LevelResult, Measurement, MonthlyReport, Round
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.programmes.bands import are_sound
from ita_site.rules.programmes.plan import have_sound_months
from ita_site.rules.programmes.reported import Told, level_key, told
from ita_site.rules.said import NOTHING, month_said, number_said, points_said
from ita_site.source import Document
from ita_site.text import Text


def results(one: Told) -> Iterator[tuple[Document, MonthlyReport, Level, LevelResult]]:
    """Everything that the reports of a programme say of its levels, by month; a level's number counts once."""
    levels = {level.level: level for level in reversed(one.programme.levels)}
    for document, report in one.reports:
        for number, result in report.levels.items():
            if number in levels:
                yield document, report, levels[number], result


def countable(one: Told, level: Level, month: Month) -> tuple[Decimal, Decimal] | None:
    """The least and the most that the site counts for a level by the report of `month`; None where it cannot say.

    They differ where a month is missing, which another rule tells. Activities are known by what is done today, so only
    the latest report of a round is held against them.
    """
    round_ = round_of(one.programme, month)
    if round_ is None or not have_sound_months(one.programme):
        return None
    if level.measure is Measurement.ACTIVITIES and _last(one, round_) != month:
        return None
    count = counted(one.programme, level, round_, one.by_month, month)
    if count is None or level.measure is not Measurement.MONTHS:
        return None if count is None else (count, count)
    open_ = one.strays + sum(m <= month and m not in one.by_month for m in round_.months)
    return count, count + open_


def _last(one: Told, round_: Round) -> Month | None:
    return max((month for month in round_.months if month in one.by_month), default=None)


def _compared(context: Context, *, above: bool) -> Iterator[Hit]:
    """Places where a stated value lies above (or below) what the site counts."""
    for one in told(context):
        for document, report, level, result in results(one):
            counts = countable(one, level, report.month) if result.value is not None else None
            if counts is None or result.value is None:
                continue
            least, most = counts
            if level.measure is Measurement.ACTIVITIES and agrees(result.value, least):
                continue
            if result.value > most if above else result.value < least:
                count = most if above else least
                values: dict[str, Value] = {
                    "level": level.level, "value": number_said(result.value), "unit": _unit(level),
                    "count": points_said(count.quantize(Decimal("0.01"))),
                }  # fmt: skip
                yield Hit(document, ("levels", level_key(document, level.level), "value"), values)


def _unit(level: Level) -> Text:
    if level.measure is Measurement.MONTHS:
        return Text("เดือนที่มีรายงานในรอบ", "months of the round with a report")
    return Text("ร้อยละของกิจกรรมที่ถึงกำหนดในรอบซึ่งแล้วเสร็จ", "percent of the round's activities that are done")


@rule(
    "ITA533", "value-above-count", "error",
    title=("ค่าของระดับมากกว่าที่นับได้", "Value of a level is more than is counted"),
    message=("ระดับ {level} เขียนค่าไว้ {value} แต่นับได้ {count} ({unit})", "Level {level} states {value}, but {count} are counted ({unit})"),
    fix=("แก้ value: หรือลบออกให้ระบบนับ ถ้าทำมากกว่านี้จริง ให้เติมรายงานหรือสถานะกิจกรรมที่ขาด", "Mend value:, or leave it out and it is counted; if more was done, add the report or the status that is lacking"),
)  # fmt: skip
def value_above_count(context: Context) -> Iterator[Hit]:
    """ค่าที่เกินจำนวนรายงานหรือกิจกรรมที่มี แสดงให้ใครดูไม่ได้

    More than there are reports or activities cannot be shown to anybody."""
    yield from _compared(context, above=True)


@rule(
    "ITA534", "value-below-count", "notice",
    title=("ค่าของระดับน้อยกว่าที่นับได้", "Value of a level is less than is counted"),
    message=("ระดับ {level} เขียนค่าไว้ {value} แต่นับได้ {count} ({unit})", "Level {level} states {value}, but {count} are counted ({unit})"),
    fix=("แก้ value: หรือลบออกให้ระบบนับ", "Mend value:, or leave it out and it is counted"),
)  # fmt: skip
def value_below_count(context: Context) -> Iterator[Hit]:
    """หน่วยงานอาจทำได้มากกว่าที่เขียนไว้ คะแนนบนเว็บใช้ค่าที่นับได้

    The agency may have done more than it wrote; the site scores by what is counted."""
    yield from _compared(context, above=False)


@rule(
    "ITA525", "level-without-evidence", "error", gap=True,
    title=("ระดับที่ได้คะแนนแต่ไม่มีหลักฐาน", "Level earns points, but nothing shows it"),
    message=("ระดับ {level} «{name}» ได้ {score} คะแนนจากร้อยละ {value} แต่ยังไม่มีรายงานใดให้หลักฐาน", "Level {level} «{name}» earns {score} for {value} percent, but no report gives evidence"),
    fix=("เติม evidence: ใต้ระดับนี้ในรายงาน", "Add evidence: under this level in the report"),
)  # fmt: skip
def level_without_evidence(context: Context) -> Iterator[Hit]:
    """ร้อยละที่หน่วยงานพิมพ์เอง ผู้ตรวจให้คะแนนเมื่อเห็นหลักฐานเท่านั้น

    A percentage that the agency typed itself earns its points only with evidence."""
    for one in told(context):
        latest: dict[tuple[str, int], tuple[Document, Month, Level, Decimal]] = {}
        shown: dict[int, bool] = defaultdict(bool)
        shown_by: dict[tuple[str, int], bool] = {}
        for document, report, level, result in results(one):
            shown[level.level] |= bool(result.evidence)
            round_ = round_of(one.programme, report.month)
            if level.measure is Measurement.PERCENT and round_ is not None and result.value is not None:
                latest[round_.id, level.level] = document, report.month, level, result.value
            if round_ is not None:
                shown_by[round_.id, level.level] = shown[level.level]
        for place, (document, month, level, value) in latest.items():
            score = band_score(level, value)
            # a report that is missing may hold the evidence: it is asked for first
            is_open = shown_by[place] or one.lacking(month) > 0
            if score is not None and score > ZERO and not is_open:
                values: dict[str, Value] = {
                    "level": level.level, "name": level.name, "score": points_said(score), "value": number_said(value),
                }  # fmt: skip
                yield Hit(document, ("levels", level_key(document, level.level), "value"), values)


@rule(
    "ITA529", "value-outside-bands", "error", requires=("ITA533",),
    title=("ค่าของระดับไม่อยู่ในช่วงคะแนนใด", "Value of a level lies in no band"),
    message=("ระดับ {level}: ค่า {value}{whence} ไม่อยู่ในช่วงคะแนนใด", "Level {level}: {value}{whence} lies in no band"),
    fix=("ตรวจค่า หรือแก้ bands: ของระดับนี้ใน programme.yml ให้ครอบคลุม", "Check the value, or let bands: of the level in programme.yml hold it"),
)  # fmt: skip
def value_outside_bands(context: Context) -> Iterator[Hit]:
    """ค่าที่ไม่อยู่ในช่วงใดไม่มีคะแนน

    A value in no band has no score."""
    for one in told(context):
        for document, _, level, result in results(one):
            if result.value is not None and _is_outside(level, result.value):
                values: dict[str, Value] = {
                    "level": level.level, "value": number_said(result.value), "whence": NOTHING,
                }  # fmt: skip
                yield Hit(document, ("levels", level_key(document, level.level), "value"), values)
        yield from _counted_outside(one)


def _counted_outside(one: Told) -> Iterator[Hit]:
    """Counts that nobody typed and that lie in no band: the bands stand in the plan."""
    typed = {(level.level, r.month) for _, r, level, result in results(one) if result.value is not None}
    for i, level in enumerate(one.programme.levels):
        for round_ in rounds(one.programme):
            last = _last(one, round_)
            if last is None or level.measure is Measurement.PERCENT:
                continue
            if any((level.level, month) in typed for month in round_.months):
                continue
            counts = countable(one, level, last)
            if counts is not None and counts[0] == counts[1] and _is_outside(level, counts[0]):
                said = Text(f" ที่นับได้ถึงเดือน{month_said(last).th}", f", counted by {month_said(last).en},")
                values: dict[str, Value] = {
                    "level": level.level, "value": points_said(counts[0].quantize(Decimal("0.01"))), "whence": said,
                }  # fmt: skip
                yield Hit(one.document, ("levels", i, "bands"), values, on_key=True)
                break


def _is_outside(level: Level, value: Decimal) -> bool:
    """Whether sound bands hold no value like this; what lies in a hole is told once, by ITA526 to ITA528.

    Bands that are open at their ends mean 0 to 100 percent: 925 for 92.5 earns nobody a point.
    """
    if level.measure is Measurement.HOST or not level.bands or not are_sound(level):
        return False
    most = value if level.measure is Measurement.MONTHS else HUNDRED
    if not ZERO <= value <= most:
        found = band_of(level.bands, value)
        return found is None or found.low is None or found.high is None
    return band_score(level, value) is None


@rule(
    "ITA536", "unknown-level", "error",
    title=("ไม่มีระดับนี้ในแผน", "Plan has no such level"),
    message=("แผนงานไม่มีระดับ {level}{more}", "The plan has no level {level}{more}"),
    fix=("แก้เลขระดับ หรือเติมระดับนี้ใน levels: ของ programme.yml", "Mend the number, or add the level under levels: of programme.yml"),
)  # fmt: skip
def unknown_level(context: Context) -> Iterator[Hit]:
    """ผลของระดับที่ไม่มีในแผนไม่ได้คะแนน

    What is told of a level that the plan lacks earns no points."""
    for one in told(context):
        known = {level.level for level in one.programme.levels}
        if len(known) < len(one.programme.levels):
            continue  # of two levels with one number one lacks its own: ITA537 tells it
        lost: dict[int, list[Document]] = defaultdict(list)
        for document, report in one.reports:
            for number in report.levels:
                if number not in known:
                    lost[number].append(document)
        # told at the first report: it is the plan, or a habit, that is to be mended
        for number, documents in lost.items():
            rest = len(documents) - 1
            more = Text(f" (และในรายงานอีก {rest} เดือน)", f" (and {rest} more reports name it)") if rest else NOTHING
            at = ("levels", level_key(documents[0], number))
            yield Hit(documents[0], at, {"level": number, "more": more}, on_key=True)
