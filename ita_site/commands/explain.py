"""`explain`: a rule or an item, with an example; a reason of a link; a question of the surveys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ita_site.config import CONFIG_NAME, edition_for, read_config
from ita_site.criteria import Edition, Item, Table
from ita_site.errors import ConfigError
from ita_site.evidence.reasons import REASONS, Reason
from ita_site.inventory import VERDICT_COLOUR, VERDICTS
from ita_site.numerals import plain, rounded
from ita_site.own_criteria import shelf_in
from ita_site.reporters.text_format import COLOUR, WORD, WORD_EN
from ita_site.rules import CATALOGUE, Rule, without_places
from ita_site.rules.examples import example
from ita_site.scoring import item_worth
from ita_site.site import item_stem
from ita_site.streams import put
from ita_site.style import Style, style_for
from ita_site.text import Text

PERIOD_FORMS = {
    "monthly": Text("รายเดือน", "monthly"),
    "quarterly": Text("รายไตรมาส", "quarterly"),
    "six_month": Text("ราย 6 เดือน", "six-monthly"),
}


def run(root: Path, *, code: str, year: int | None) -> int:
    """Raises ConfigError when the code is none of all that."""
    style = style_for()
    rule = CATALOGUE.get(code.strip().upper())
    if rule is None:
        rule = next((r for r in CATALOGUE.values() if r.slug == code.strip().lower()), None)
    if rule is not None:
        put("\n".join(rule_lines(rule, style)) + "\n")
        return 0
    reason = REASONS.get(code.strip().lower())
    if reason is not None:
        put("\n".join(reason_lines(reason, style)) + "\n")
        return 0
    edition, before = _editions(root, year)
    item = edition.code(code)
    question = edition.assessment.question(code)
    if item is None and question is not None:
        put("\n".join(question_lines(edition, question, style)) + "\n")
        return 0
    if item is None:
        codes = list(edition.items)
        raise ConfigError(
            Text(
                f"ไม่รู้จัก «{code}» ใช้รหัสกฎ เช่น ITA301 (ดู ita-site rules) รหัสข้อ {codes[0]} ถึง {codes[-1]} รหัสคำถาม {_questions(edition)} หรือผลตรวจลิงก์ เช่น not-found",
                f"«{code}» is no rule (see: ita-site rules), no item ({codes[0]} to {codes[-1]}), no question of the surveys and no reason of a link, such as not-found",
            )
        )
    put("\n".join(item_lines(edition, edition.items[item], style, before)) + "\n")
    return 0


def _editions(root: Path, year: int | None) -> tuple[Edition, Edition | None]:
    """The edition asked for, else that of the site we stand in, else the newest certain one; and the one that it was made
    from."""
    here = root / CONFIG_NAME
    shelf = shelf_in(root)
    edition = edition_for(shelf, year, read_config(here, shelf)[0] if year is None and here.is_file() else None)
    return edition, shelf.get(edition.base) if edition.base is not None and edition.base != edition.year else None


def rule_lines(rule: Rule, style: Style) -> Iterator[str]:
    gate = ("กั้นเฉพาะตอนเผยแพร่", "blocks a publish only") if rule.is_gap else ("กั้นทุกครั้งที่บันทึก", "blocks every push")
    if rule.severity != "error":
        gate = ("ไม่กั้น", "does not block")
    yield style.paint(f"{rule.code} {rule.slug} — {rule.title.th}", "bold")
    yield style.paint(rule.title.en, "dim")
    yield f"{style.paint(WORD[rule.severity], COLOUR[rule.severity])} ({WORD_EN[rule.severity]}) · {gate[0]} · {gate[1]}"
    for heading, text in (
        ("ทำไม · why", rule.why),
        ("ข้อความ · message", rule.message),
        ("แก้อย่างไร · how to mend", rule.fix),
    ):
        shown = without_places(text)
        if shown is None:
            continue  # the example says it
        yield ""
        yield style.paint(heading, "bold")
        yield f"  {shown.th}"
        if shown.en != shown.th:
            yield style.paint(f"  {shown.en}", "dim")
    for heading, text_ in (("ผิด · wrong", example(rule.code, "bad")), ("ถูก · right", example(rule.code, "good"))):
        if text_:
            yield ""
            yield style.paint(heading, "bold")
            yield from (f"  {line}" for line in text_.rstrip().splitlines())


def reason_lines(reason: Reason, style: Style) -> Iterator[str]:
    """A reason for which a link gets its verdict."""
    word = VERDICTS[reason.verdict]
    yield style.paint(f"{reason.code} — {word.th} · {reason.verdict}", "bold", VERDICT_COLOUR[reason.verdict])
    yield f"  {reason.what.th.replace('{detail}', '…')}"
    yield style.paint(f"  {reason.what.en.replace('{detail}', '…')}", "dim")
    yield ""
    yield style.paint("แก้อย่างไร · how to mend", "bold")
    yield f"  {reason.fix.th.replace('{detail}', '…')}"
    yield style.paint(f"  {reason.fix.en.replace('{detail}', '…')}", "dim")
    if reason.passes:
        yield ""
        yield "  อาการนี้มักหายเอง ลิงก์ที่เพิ่งเปิดได้จะถูกเตือนเท่านั้น (evidence.grace_days)"
        yield style.paint("  This tends to pass: a link that opened lately only warns (evidence.grace_days)", "dim")


def question_lines(edition: Edition, code: str, style: Style) -> Iterator[str]:
    """Which indicator a question of the surveys belongs to, and where it is needed."""
    assessment = edition.assessment
    run = next(run for run in assessment.questions if code in run.codes)
    name, figure = assessment.indicators[run.indicator], assessment.figure_of(run.indicator)
    yield style.paint(f"{code} คำถามของตัวชี้วัดที่ {run.indicator} {name.th} ({figure})", "bold")
    yield style.paint(f"question of indicator {run.indicator}, {name.en} ({figure})", "dim")
    yield f"เกณฑ์ปี {edition.year} · คำถาม {run.codes[0]} ถึง {run.codes[-1]} · ต่ำกว่า {plain(assessment.pass_mark)} คะแนนต้องมีมาตรการ · below this a measure is needed"
    if assessment.questions_confidence != "high":
        yield "  เลขคำถามของตัวชี้วัดอ่านจากรายงานผลที่เผยแพร่ ถ้าต่างจากรายงานของท่าน ให้ใช้ตามรายงาน"
        yield style.paint("  Read off published reports; where yours differs, go by yours", "dim")


def _questions(edition: Edition) -> str:
    """`i1 ถึง i30, e1 ถึง e15`."""
    runs = edition.assessment.questions
    ends = {run.prefix: max(r.last for r in runs if r.prefix == run.prefix) for run in runs}
    return ", ".join(f"{prefix}1 ถึง {prefix}{last}" for prefix, last in ends.items())


def item_lines(edition: Edition, item: Item, style: Style, before: Edition | None = None) -> Iterator[str]:
    """`before` is the edition of the year before, where this one was made from it."""
    sub, group = edition.sub_of(item.code), edition.group_of(item.code)
    period = edition.period_rules[item.period.rule]
    yield style.paint(f"{item.code} {item.name.th}", "bold")
    yield style.paint(item.name.en, "dim")
    yield f"เกณฑ์ปี {edition.year} · {sub.id} {sub.name.th} · {group.name.th}"
    if edition.unconfirmed is not None and item.confidence != "high":
        yield style.paint(f"△ ยังไม่ยืนยัน: {edition.unconfirmed.th}", "yellow")
        yield style.paint(f"  not confirmed: {edition.unconfirmed.en}", "dim")
    if before is not None and item.was:
        were = ", ".join(f"{before.by_key[key].code} {before.by_key[key].name.th}" for key in item.was)
        yield f"ปี {before.year} คือ · in {before.year}: {were}"
    yield f"มีค่า {rounded(item_worth(edition)[item.code])} คะแนนของคะแนนรวม · worth this many points of the total"
    yield ""
    yield f"  {item.summary.th}"
    yield style.paint(f"  {item.summary.en}", "dim")
    yield ""
    yield style.paint("องค์ประกอบ · elements (รหัสที่ใส่ใน shows:)", "bold")
    for element in item.elements:
        yield from _element_lines(edition, item, element.id, style)
    yield ""
    yield f"{style.paint('ช่วงเวลา · period', 'bold')}  {period.name.th} · {period.name.en}"
    if item.period.forms:
        yield "  แบบ: " + ", ".join(PERIOD_FORMS[form].th for form in item.period.forms)
    if item.table is not None:
        yield from _table_lines(item.table, style)
    for dependency in item.depends_on:
        if dependency.note is not None:
            yield f"{style.paint('ต้องสอดคล้องกับ · goes with', 'bold')}  {dependency.note.th} · {dependency.note.en}"
    if item.nil.allowed == "yes":
        note = item.nil.note
        yield f"{style.paint('ตอบว่าไม่มีได้ · nil allowed', 'bold')}  {note.th if note else 'status: nil'}"
    if item.seen_failure is not None:
        yield f"{style.paint('เคยเสียคะแนนเพราะ · seen failure', 'bold')}  {item.seen_failure.th}"
        yield style.paint(f"  {item.seen_failure.en}", "dim")
    for law in item.law:
        yield f"{style.paint('กฎหมาย · law', 'bold')}  {edition.laws[law].name.th}"
    yield ""
    yield f"ไฟล์ · file: content/{edition.year}/items/{item_stem(item.code)}.yml"


def _table_lines(table: Table, style: Style) -> Iterator[str]:
    """The columns that a table may have."""
    yield ""
    yield style.paint("คอลัมน์ของตาราง · columns of table: (* ต้องมี · required)", "bold")
    for column in table.columns:
        star = "*" if column.required else " "
        yield f"  {star} {column.id:10} {column.name.th} · {column.name.en}"
        if column.choices:
            yield "               " + ", ".join(f"{choice.id} = {choice.name.th}" for choice in column.choices)
        if column.hint is not None:
            yield style.paint(f"               {column.hint.th} · {column.hint.en}", "dim")
    yield ""


def _element_lines(edition: Edition, item: Item, element_id: str, style: Style) -> Iterator[str]:
    element = item.element(element_id)
    assert element is not None  # noqa: S101 - the id comes from the item itself
    marks = [] if element.required else ["ไม่บังคับ"]
    marks += [f"เฉพาะ{edition.agency_types[kind].th}" for kind in element.when]
    if element.proof == "period":
        marks.append("ตรวจจากช่วงเวลา ไม่ต้องใส่ใน shows:")
    suffix = f" ({', '.join(marks)})" if marks else ""
    yield f"  {style.paint(element.id, 'cyan')}  {element.name.th}{suffix}"
