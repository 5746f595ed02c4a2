"""Which item each line means: its code held against its title, and both against the rest of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ita_site.criteria import Edition, Item
from ita_site.importers.understanding.lines import Line
from ita_site.importers.understanding.matching import Match, Meaning, Titles
from ita_site.importers.understanding.understood import LEAST
from ita_site.text import Text

_ENOUGH = 3
"""Rows with a code and a title by which a numbering is certain."""
_ENOUGH_AGAINST = 6
"""Rows by which it is of no year that is known."""
_MOST_OF = 60
"""Percent of them that must agree."""
_ALIKE = 60
"""Likeness (0-100) that does not speak against a code."""
_EXACT = 92
_SHIFTED = 80
"""How sure (0-100) a row is whose code is that of its neighbour."""
BY_BOTH = Text("รหัสและชื่อตรงกัน", "code and title agree")
BY_TITLE = Text("ดูจากชื่อ", "by its title")
BY_CODE = Text("ดูจากรหัส", "by its code")


@dataclass(frozen=True, slots=True)
class Numbering:
    """Whose codes the document uses: `edition`, None when they are of no year that is known. `agree` of `compared` rows
    with a title are as that year numbers them; with fewer than a few nothing is certain. `bare`: plain numbers are codes.
    """

    edition: Edition | None
    agree: int
    compared: int
    bare: bool

    @property
    def is_certain(self) -> bool:
        return self.edition is not None and self.compared >= _ENOUGH and self.agree * 100 >= _MOST_OF * self.compared


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line means: an item for sure or by guess (`sure`, 0-100), or none and `why` it was left."""

    item: Item | None
    sure: int
    why: Text
    notes: tuple[Text, ...] = field(default=())


def numbering_of(lines: Sequence[Line], titles: Titles, year: int | None = None) -> Numbering:
    """Whose codes a document uses, told by the rows whose titles are known; where there are none, by the `year` (BE)
    that it speaks of."""
    strong = [(line, match) for line in lines if line.code and not line.is_bare and (match := _sound(line, titles))]
    found = _vote(strong, titles)
    if strong:
        return found
    bare = [(line, match) for line in lines if line.code and line.is_bare and (match := _sound(line, titles))]
    by_number = _vote(bare, titles)
    if by_number.is_certain:
        return Numbering(by_number.edition, by_number.agree, by_number.compared, bare=True)
    spoken = next((edition for edition in titles.others if edition.year == year), None)
    return Numbering(spoken, 0, 0, bare=False) if spoken is not None and not bare else found


def _sound(line: Line, titles: Titles) -> Match | None:
    match = titles.match(line.title) if line.title else None
    return match if match is not None and match.sureness >= LEAST else None


def _vote(rows: Sequence[tuple[Line, Match]], titles: Titles) -> Numbering:
    def agreeing(edition: Edition) -> int:
        return sum(_meant(edition, line.code, titles) == match.meaning.codes != () for line, match in rows)

    editions = (titles.edition, *titles.others)
    counts = {edition.year: agreeing(edition) for edition in editions}
    own = counts[titles.edition.year]
    best = max(editions, key=lambda edition: counts[edition.year])  # of equals the wanted edition, which comes first
    agree = counts[best.year]
    if agree - own < max(2, len(rows) * 15 // 100):
        best, agree = titles.edition, own
    if len(rows) >= _ENOUGH_AGAINST and agree * 100 < _MOST_OF * len(rows):
        return Numbering(None, agree, len(rows), bare=False)
    return Numbering(best, agree, len(rows), bare=False)


def _meant(edition: Edition, code: str | None, titles: Titles) -> tuple[str, ...]:
    item = edition.items.get(code or "")
    return titles.meaning(edition, item).codes if item is not None else ()


def verdict(line: Line, titles: Titles, numbering: Numbering) -> Verdict | None:
    """What a line means; None when it names nothing, so that it goes on with the one above."""
    match = titles.match(line.title) if line.title else None
    code = line.code if not line.is_bare or numbering.bare else None
    if code is None:
        return _by_title(match, titles)
    if numbering.edition is None:
        return _by_title(match, titles) or _unclear(code, line.title)
    item = numbering.edition.items.get(code)
    if item is None:
        found = _by_title(match, titles)
        note = Text(
            f"รายการปี {numbering.edition.year} ไม่มีรหัส {code}", f"the list of {numbering.edition.year} has no {code}"
        )
        return _noted(found, note) if found and found.item else found or Verdict(None, 0, note)
    return _by_both(line, item, match, titles, numbering)


def _by_both(line: Line, item: Item, match: Match | None, titles: Titles, numbering: Numbering) -> Verdict:
    edition, code = numbering.edition or titles.edition, item.code
    meaning = titles.meaning(edition, item)
    if not line.title:
        if numbering.is_certain:
            return _of(meaning, 90, BY_CODE, titles)
        why = Text("ดูจากรหัสอย่างเดียว ไม่มีชื่อให้เทียบ", "by its code alone; there is no title to compare")
        return _of(meaning, 80, why, titles)
    like = max(titles.likeness(line.title, item), match.scores.get(meaning.code or "", 0) if match else 0)
    is_other = match is not None and match.meaning.codes != meaning.codes
    if like >= _ALIKE and not (is_other and match is not None and match.score - like > 10):
        return _of(meaning, 99 if like >= LEAST else 92 if numbering.is_certain else 85, BY_BOTH, titles)
    if match is None or match.sureness < LEAST:
        if numbering.is_certain:
            why = Text("ดูจากรหัส ชื่อไม่เหมือนข้อใด", "by its code; its title is like that of no item")
            return _of(meaning, 80, why, titles)
        return _unclear(code, line.title)
    return _against(item, match, titles, numbering)


def _against(item: Item, match: Match, titles: Titles, numbering: Numbering) -> Verdict:
    """A code and a title that speak of different items."""
    name = match.meaning.item.name
    found = _by_title(match, titles)
    years = [
        e.year for e in (titles.edition, *titles.others) if _meant(e, item.code, titles) == match.meaning.codes != ()
    ]
    if found is not None and years and match.score >= _EXACT:
        note = Text(f"รหัส {item.code} เป็นของรายการปี {years[0]}", f"{item.code} is its code in the list of {years[0]}")
        return _noted(found, note)
    order = list((numbering.edition or titles.edition).items)
    other = match.meaning.code
    is_next = other in order and abs(order.index(other) - order.index(item.code)) == 1
    if found is not None and found.item is not None and match.score >= _EXACT and is_next:
        note = Text(
            f"รหัสเป็น {item.code} แต่ชื่อเป็นของ {other} อาจเลื่อนไปหนึ่งข้อ จึงยึดชื่อ",
            f"the code is {item.code} and the title that of {other}: perhaps shifted by one; the title counts",
        )
        return _noted(Verdict(found.item, min(found.sure, _SHIFTED), found.why), note)
    return Verdict(
        None,
        0,
        Text(
            f"รหัส {item.code} คือ «{item.name.th}» แต่ชื่อเหมือน «{name.th}» จึงไม่เลือกแทน",
            f"{item.code} is «{item.name.en}», but the title is like «{name.en}»: not decided",
        ),
    )


def _by_title(match: Match | None, titles: Titles) -> Verdict | None:
    if match is None or match.sureness < LEAST:
        return None
    meaning = match.meaning
    why = BY_TITLE
    if meaning.year != titles.edition.year:
        why = Text(f"ดูจากชื่อในรายการปี {meaning.year}", f"by its title in the list of {meaning.year}")
    return _of(meaning, match.sureness, why, titles)


def _of(meaning: Meaning, sure: int, why: Text, titles: Titles) -> Verdict:
    """A meaning as items of the wanted edition: one, or none with the reason."""
    year, item = meaning.year, meaning.item
    if meaning.code is not None:
        found = Verdict(titles.edition.items[meaning.code], sure, why)
        if not meaning.also:
            return found
        codes = ", ".join((meaning.code, *meaning.also))
        note = Text(
            f"ข้อ {item.code} ของปี {year} รวม {codes} ของปี {titles.edition.year} ตรวจว่าลิงก์ใดเป็นของข้อใด",
            f"{item.code} of {year} holds {codes} of {titles.edition.year}: see which link belongs to which",
        )
        return _noted(found, note)
    if meaning.codes:
        codes = ", ".join(meaning.codes)
        return Verdict(
            None,
            0,
            Text(
                f"เป็นข้อ {item.code} ของปี {year} ซึ่งในปี {titles.edition.year} แยกเป็น {codes} โปรดเลือกเอง",
                f"{item.code} of {year}, which is {codes} in {titles.edition.year}: please choose",
            ),
        )
    return Verdict(
        None,
        0,
        Text(
            f"เป็นข้อ {item.code} «{item.name.th}» ของปี {year} ปี {titles.edition.year} ไม่มีข้อนี้",
            f"{item.code} «{item.name.en}» of {year}, which {titles.edition.year} does not have",
        ),
    )


def _unclear(code: str, title: str) -> Verdict:
    th = "ชื่อไม่เหมือนข้อใดพอ และไม่มีสิ่งใดยืนยันรหัส" if title else "ไม่มีชื่อข้อ และไม่มีสิ่งใดยืนยันรหัส"
    en = "the title is not enough like any item" if title else "there is no title"
    en = f"{en}, and nothing confirms the code"
    return Verdict(None, 0, Text(f"{code}: {th}", f"{code}: {en}"))


def _noted(found: Verdict, note: Text) -> Verdict:
    return Verdict(found.item, found.sure, found.why, (*found.notes, note))
