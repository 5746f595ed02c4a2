"""An item while the lines that belong to it are being read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ita_site.importers.model import Link
from ita_site.importers.understanding.addresses import Gathered, gather
from ita_site.importers.understanding.guess import Verdict
from ita_site.importers.understanding.lines import Line
from ita_site.importers.understanding.titles import Codes
from ita_site.importers.understanding.understood import Known
from ita_site.importers.understanding.wording import clean, evidence_titles, is_manuals, owner_of
from ita_site.text import Text
from ita_site.thai import cut

_NIL = re.compile(r"(?<!กรณี)ไม่มี(?:เรื่อง|ข้อ|การ|ผู้)(?:ร้องเรียน|รับ|แจ้ง)|ไม่ได้รับ(?:เรื่อง|ของขวัญ)")
_SHORT = 60


@dataclass
class Growing:
    """`line` is the first that named the item, `said` the surest verdict."""

    said: Verdict
    line: Line
    links: list[Link] = field(default_factory=list)
    at: dict[str, int] = field(default_factory=dict)
    """Where each address stands in `links`."""
    places: list[Text] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    explanations: dict[str, str] = field(default_factory=dict)
    """What the document says, each once, by what it is without odd blanks."""
    owner: str = ""
    has: bool | None = None

    def add(self, line: Line, base: str, codes: Codes, continues: bool = False) -> None:
        """Take what a line brings: its own, or (`continues`) one that goes on below. `base`: the page's address."""
        found = gather(line.cells, base)
        if not found.links and line.spare:
            found = gather(line.spare, base)
        if not found.links and line.shared and not continues:
            found = self._of_shared(line, base, found)
        is_part = continues or (line.code is not None and self.line.code not in (None, line.code))
        own = line.name or (line.title if is_part else "") if len(found.links) == 1 else ""
        for link in found.links:
            named = evidence_titles((link,), "", codes)[0].title or own
            if link.url not in self.at:
                self.at[link.url] = len(self.links)
                self.links.append(Link(named, link.url))
            elif not self.links[self.at[link.url]].title:
                self.links[self.at[link.url]] = Link(named, link.url)
        self.notes += found.notes
        if continues and line.is_table and line.title and found.links and not self.line.is_heading:
            title = cut(clean(line.title), _SHORT)
            self.notes.append(
                Text(f"แถว «{title}» ไม่มีรหัส จึงนับเป็นของข้อนี้", f"the row «{title}» has no code: taken as part of this")
            )
        if not continues or found.links:
            self.places.append(line.place)
        if line.explanation:
            self.explanations.setdefault(clean(line.explanation), line.explanation)
        self.owner = self.owner or line.owner
        self.has = line.has if self.has is None else self.has or line.has
        said = (*(cell.text for cell in line.cells), line.explanation)
        if not found.links and any(map(_NIL.search, said)):
            self.notes.append(
                Text(
                    "แถวนี้พูดถึงการไม่มีเรื่อง ถ้าไม่มีจริงและเกณฑ์อนุญาต ให้ใช้ status: nil เอง",
                    "this row speaks of nothing to report; if so, and where the criteria allow it, use status: nil",
                )
            )

    def _of_shared(self, line: Line, base: str, found: Gathered) -> Gathered:
        """The links of cells that were merged over several rows: they are those of each."""
        shared = gather(line.shared, base)
        if not shared.links:
            return found
        note = Text(
            "ลิงก์อยู่ในช่องที่รวมกับแถวอื่น จึงใช้กับทุกข้อในช่องนั้น โปรดตรวจ",
            "its links stand in a cell merged with other rows and were taken for each of them: please look",
        )
        return Gathered(shared.links, [*found.notes, *shared.notes, note])

    def known(self, codes: Codes) -> Known:
        """The item as the whole document has it."""
        item = self.said.item
        assert item is not None  # noqa: S101 - only lines with an item begin to grow
        notes = [*self.said.notes, *dict.fromkeys(self.notes)]
        own = [text for text in self.explanations.values() if not is_manuals(text, item)]
        if len(own) < len(self.explanations):
            notes.append(
                Text(
                    "ไม่นำคำอธิบายมา เพราะเป็นข้อความจากคู่มือ ไม่ได้บอกที่อยู่ของข้อมูลในเว็บไซต์",
                    "the explanation is the manual's text and does not say where the data is: left out",
                )
            )
        owner = owner_of(self.owner)
        if self.owner and not owner and self.owner.strip("-– "):
            notes.append(
                Text("ไม่นำชื่อผู้รับผิดชอบมา ใช้ชื่อกองหรือตำแหน่ง", "the person in charge was left out; name the unit or post")
            )
        return Known(
            item, self.said.sure, self.said.why, clean(self.line.title or item.name.th), tuple(self.places),
            evidence_titles(self.links, item.name.th, codes), clean("\n".join(own), lines=True), owner,
            self.has, tuple(notes),
        )  # fmt: skip
