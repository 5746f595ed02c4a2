"""5xx: the plan of a programme: there, under its own name, in its own year, its rounds in order."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from ita_site.dates import Month
from ita_site.programmes.plan import fiscal_year_of
from ita_site.records import Programme, Reporting, Round
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.periods import month_list
from ita_site.rules.programmes.reported import is_far, plans, told
from ita_site.rules.said import NOTHING, month_said, short
from ita_site.text import Text


@rule(
    "ITA506", "programme-file-missing", "error",
    title=("ไม่มี programme.yml", "No programme.yml"),
    message=("โฟลเดอร์แผนงาน «{id}» ไม่มี programme.yml", "The programme folder «{id}» has no programme.yml"),
    fix=("พิมพ์คำสั่ง ita-site new programme {id} หรือลบโฟลเดอร์{near}", "Run: ita-site new programme {id}, or delete the folder{near}"),
)  # fmt: skip
def programme_file_missing(context: Context) -> Iterator[Hit]:
    """ถ้าไม่มีแผน รายงานก็ไม่รู้ว่าเทียบกับอะไร

    Without the plan nothing tells what the reports are held against."""
    known = [entry.id for entry in context.programmes if entry.document is not None]
    for entry in context.programmes:
        if entry.document is None and not context.site.hides(entry.path):
            near = get_close_matches(entry.id, known, n=1, cutoff=0.6) if entry.reports else []
            meant = Text(
                f" ถ้าหมายถึงแผนงาน {near[0]} ให้ย้ายรายงานไปไว้ในโฟลเดอร์นั้น",
                f"; if {near[0]} is meant, move the reports into that folder",
            ) if near else NOTHING  # fmt: skip
            yield Hit(entry.path, values={"id": entry.id, "near": meant})


@rule(
    "ITA555", "two-plans", "error",
    title=("แผนงานเดียวกันมีสองไฟล์", "Two files of one plan"),
    message=("แผนงานนี้ใช้ {used} อยู่แล้ว ไฟล์นี้จึงไม่มีใครอ่าน", "The plan is read from {used}, so nothing reads this file"),
    fix=("รวมข้อมูลไว้ใน {used} แล้วลบไฟล์นี้", "Bring them together in {used} and delete this file"),
)  # fmt: skip
def two_plans(context: Context) -> Iterator[Hit]:
    """ไฟล์แผนที่ไม่มีใครอ่านทำให้เข้าใจว่าแก้แล้วทั้งที่หน้าเว็บไม่เปลี่ยน

    A plan that nothing reads lets one believe it was mended while the site stays as it was."""
    for entry in context.programmes:
        for path in entry.spare:
            yield Hit(path, values={"used": entry.path.rsplit("/", 1)[-1]})


@rule(
    "ITA508", "programme-id-mismatch", "error",
    title=("รหัสแผนงานไม่ตรงกับโฟลเดอร์", "Programme id and folder differ"),
    message=("โฟลเดอร์ชื่อ {folder} แต่ใน programme.yml เป็น {id}", "The folder is {folder}, but programme.yml says {id}"),
    fix=("แก้ id: เป็น {folder} หรือเปลี่ยนชื่อโฟลเดอร์", "Write id: {folder}, or rename the folder"),
)  # fmt: skip
def programme_id_mismatch(context: Context) -> Iterator[Hit]:
    """ที่อยู่หน้าเว็บใช้ชื่อโฟลเดอร์ ถ้ารหัสไม่ตรงกันจะอ้างถึงกันผิด

    Pages are addressed by the folder; another id leads to the wrong place."""
    for entry, document, programme in plans(context):
        if programme.id != entry.id:
            yield Hit(document, ("id",), {"folder": entry.id, "id": programme.id})


@rule(
    "ITA509", "programme-outside-year", "error",
    title=("ช่วงของแผนงานห่างจากปีงบประมาณ", "Programme reaches far beyond its fiscal year"),
    message=("แผนงานเริ่ม {start} สิ้นสุด {end} แต่อยู่ในโฟลเดอร์ปี {year}", "The programme runs from {start} to {end} but lies under {year}"),
    fix=("ตรวจปีของ start: และ end: มักพิมพ์ผิดหนึ่งตัว", "Check the years of start: and end:; usually one digit is wrong"),
)  # fmt: skip
def programme_outside_year(context: Context) -> Iterator[Hit]:
    """ปีที่พิมพ์ผิดทำให้ระบบทวงรายงานเป็นร้อยเดือน

    A slip of the year would make hundreds of reports due."""
    for _, document, programme in plans(context):
        if is_far(context, programme):
            values: dict[str, Value] = {
                "start": month_said(programme.start.month), "end": month_said(programme.end.month), "year": context.edition.year,
            }  # fmt: skip
            is_start = is_far(context, programme.model_copy(update={"end": programme.start}))
            yield Hit(document, ("start" if is_start else "end",), values)


@rule(
    "ITA548", "fiscal-year-differs", "error", requires=("ITA509",),
    title=("ปีงบประมาณไม่ตรงกับช่วงของแผนงาน", "Fiscal year and months differ"),
    message=("เขียนปีงบประมาณ {stated} แต่ {start} ถึง {end} อยู่ในปีงบประมาณ {years}", "The fiscal year is {stated}, but {start} to {end} lie in {years}"),
    fix=("แก้ fiscal_year: เป็น {first} หรือลบออก ถ้าเป็นเงินที่กันไว้จากปีก่อน ให้บอกใน background:", "Write fiscal_year: {first}, or leave it out; where money was kept over from an earlier year, say so under background:"),
)  # fmt: skip
def fiscal_year_differs(context: Context) -> Iterator[Hit]:
    """ไตรมาสของทุกกิจกรรมนับจากปีงบประมาณ ถ้าปีผิด กิจกรรมจะเลยกำหนดหรือไม่ถึงกำหนดทั้งหมด

    The quarters of all activities are those of the fiscal year: with a wrong one they are all overdue, or never due."""
    for one in told(context):
        start, end = one.programme.start.month, one.programme.end.month
        years = range(fiscal_year_of(start), fiscal_year_of(end) + 1)
        if one.programme.fiscal_year is not None and one.programme.fiscal_year not in years:
            values: dict[str, Value] = {
                "stated": one.programme.fiscal_year, "start": month_said(start), "end": month_said(end),
                "first": years[0], "years": "–".join(map(str, dict.fromkeys((years[0], years[-1])))),
            }  # fmt: skip
            yield Hit(one.document, ("fiscal_year",), values)


def have_sound_months(programme: Programme) -> bool:
    """Whether no month stands in two rounds or twice in one, so that counts of months mean something."""
    months = [month for round_ in programme.rounds for month in round_.months]
    return len(months) == len(set(months))


@rule(
    "ITA538", "month-in-two-rounds", "error",
    title=("เดือนเดียวกันอยู่สองรอบ", "Month belongs to two rounds"),
    message=("{months} อยู่ในรอบ «{first}» แล้ว", "{months}: already in the round «{first}»"),
    fix=("ให้แต่ละเดือนอยู่ในรอบเดียว และเขียนครั้งเดียว", "Let each month stand in one round, and once"),
)  # fmt: skip
def month_in_two_rounds(context: Context) -> Iterator[Hit]:
    """เดือนที่อยู่สองรอบถูกนับคะแนนซ้ำ

    A month in two rounds is scored twice."""
    for _, document, programme in plans(context):
        first: dict[Month, Round] = {}
        for i, round_ in enumerate(programme.rounds):
            again = [(j, m) for j, m in enumerate(round_.months) if first.setdefault(m, round_) is not round_]
            twice = [(j, m) for j, m in enumerate(round_.months) if m in round_.months[:j]]
            for hits in (again, [one for one in twice if one not in again]):
                if hits:
                    values: dict[str, Value] = {
                        "months": month_list(sorted({m for _, m in hits})), "first": first[hits[0][1]].label,
                    }  # fmt: skip
                    yield Hit(document, ("rounds", i, "months", hits[0][0]), values)


@rule(
    "ITA552", "round-twice", "error",
    title=("รหัสรอบซ้ำกัน", "Two rounds of one id"),
    message=("รหัส «{id}» ใช้กับรอบ «{first}» แล้ว", "«{id}» is already the round «{first}»"),
    fix=("แก้ id: ให้แต่ละรอบมีรหัสของตัวเอง", "Mend id: so that each round has one of its own"),
)  # fmt: skip
def round_twice(context: Context) -> Iterator[Hit]:
    """คะแนนและหลักฐานแยกกันตามรหัสรอบ ถ้าซ้ำกันจะปนกัน

    Scores and evidence are kept apart by the id of the round; of two with one id they are mixed up."""
    for _, document, programme in plans(context):
        first: dict[str, Round] = {}
        for i, round_ in enumerate(programme.rounds):
            seen = first.setdefault(round_.id, round_)
            if seen is not round_:
                yield Hit(document, ("rounds", i, "id"), {"id": short(round_.id), "first": short(seen.label)})


@rule(
    "ITA539", "round-outside-programme", "warning",
    title=("รอบมีเดือนนอกช่วงของแผนงาน", "Round reaches outside the programme"),
    message=("รอบ «{round}» มี {months} ซึ่งอยู่นอกช่วง {start} ถึง {end} ของแผนงาน", "The round «{round}» holds {months}, outside the programme's {start} to {end}"),
    fix=("แก้เดือนในรอบ หรือแก้ start: และ end:", "Mend the months of the round, or start: and end:"),
)  # fmt: skip
def round_outside_programme(context: Context) -> Iterator[Hit]:
    """เดือนนอกช่วงไม่มีรายงาน รอบนั้นจึงได้คะแนนไม่เต็ม

    A month outside the programme has no report, so that its round cannot come to its full score."""
    for one in told(context):
        start, end = one.programme.start.month, one.programme.end.month
        for i, round_ in enumerate(one.programme.rounds):
            outside = [(j, m) for j, m in enumerate(round_.months) if not start <= m <= end]
            if outside:
                values: dict[str, Value] = {
                    "round": round_.label, "months": month_list(sorted({m for _, m in outside})),
                    "start": month_said(start), "end": month_said(end),
                }  # fmt: skip
                yield Hit(one.document, ("rounds", i, "months", outside[0][0]), values)


@rule(
    "ITA553", "month-left-out-of-round", "warning", requires=("ITA538", "ITA539"),
    title=("รอบข้ามเดือนไป", "Round skips a month"),
    message=("รอบ «{round}» ข้าม {months} ซึ่งไม่อยู่ในรอบใด", "The round «{round}» skips {months}, which belong to no round"),
    fix=("เติมเดือนที่ข้ามใน months: ของรอบ", "Add what was skipped to months: of the round"),
)  # fmt: skip
def month_left_out_of_round(context: Context) -> Iterator[Hit]:
    """รายงานของเดือนที่ไม่อยู่ในรอบใดไม่ถูกนับคะแนน

    The report of a month that belongs to no round is never scored."""
    for one in told(context):
        counted = {month for round_ in one.programme.rounds for month in round_.months}
        for i, round_ in enumerate(one.programme.rounds):
            skipped = [m for m in Month.range(min(round_.months), max(round_.months)) if m not in counted]
            if skipped:
                values: dict[str, Value] = {"round": short(round_.label), "months": month_list(skipped)}
                yield Hit(one.document, ("rounds", i, "months"), values)


@rule(
    "ITA540", "rounds-missing", "error",
    title=("รายงานตามรอบแต่ไม่มีรอบ", "Reports by round, but no rounds"),
    message=("แผนงานนี้รายงานตามรอบ (reports: rounds) แต่ยังไม่ได้บอกว่ามีรอบใดบ้าง", "The programme reports by round (reports: rounds), but names no rounds"),
    fix=("เติม rounds: พร้อมเดือนของแต่ละรอบ หรือใช้ reports: monthly", "Add rounds: with the months of each, or use reports: monthly"),
)  # fmt: skip
def rounds_missing(context: Context) -> Iterator[Hit]:
    """ถ้าไม่มีรอบ ระบบทวงได้แค่รายงานของเดือนสุดท้าย รายงานอื่นขาดไปก็ไม่มีใครรู้

    Without rounds only the report of the very last month is asked for, and no other is missed."""
    for _, document, programme in plans(context):
        if programme.reports is Reporting.ROUNDS and not programme.rounds:
            yield Hit(document, ("reports",))
