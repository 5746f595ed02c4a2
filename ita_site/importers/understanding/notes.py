"""What is said once of a whole document: whose numbering it has, and which year it speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ita_site.criteria import Edition
from ita_site.importers.model import Source
from ita_site.importers.understanding.guess import Numbering
from ita_site.importers.understanding.years import years_in
from ita_site.text import Text


def years_of(source: Source) -> int | None:
    """The year (BE) that the title and the headings of a document speak of; None when they name none or several."""
    titles = [source.title, *(heading for block in source.blocks for heading in block.headings)]
    years = Counter(year for text in dict.fromkeys(titles) for year in years_in(text))
    return next(iter(years)) if len(years) == 1 else None


def numbering_notes(numbering: Numbering, wanted: Edition, has_codes: bool) -> Iterator[Text]:
    """Whether the codes of the document are those of the wanted edition, where that is not plain."""
    found, agree, compared = numbering.edition, numbering.agree, numbering.compared
    if found is None:
        yield Text(
            f"รหัสในไฟล์ไม่ใช่ของปี {wanted.year} (ตรง {agree} จาก {compared} แถว) และไม่ใช่ของปีอื่นที่รู้จัก จึงเทียบจากชื่อ โปรดดูทุกข้อ",
            f"the codes are not those of {wanted.year} ({agree} of {compared} rows agree) nor of another known year: "
            "items were told by their titles. Please look at each",
        )
    elif found.year != wanted.year and not compared and has_codes:
        yield Text(
            f"ไม่มีชื่อข้อให้เทียบกับรหัส แต่ไฟล์พูดถึงปี {found.year} จึงถือว่าเป็นรหัสของปีนั้น แล้วย้ายมาเป็นข้อของปี {wanted.year} โปรดดูทุกข้อ",
            f"there are no titles to hold against the codes, but the file speaks of {found.year}: they were taken as those "
            f"of that year and moved to the items of {wanted.year}. Please look at each",
        )
    elif found.year != wanted.year and compared:
        yield Text(
            f"รหัสในไฟล์เป็นของรายการปี {found.year} (ตรง {agree} จาก {compared} แถว) จึงย้ายมาเป็นข้อของปี {wanted.year}",
            f"the codes are those of {found.year} ({agree} of {compared} rows agree): moved to the items of {wanted.year}",
        )
    elif has_codes and not numbering.is_certain:
        yield Text(
            f"มีชื่อให้เทียบกับรหัสน้อย จึงยังไม่แน่ว่ารหัสเป็นของปี {wanted.year} โปรดตรวจ",
            f"few titles to hold against the codes: it is not certain that they are those of {wanted.year}",
        )


def wrong_year_note(found: int, wanted: int) -> Text:
    """The document speaks of another year (BE) than the wanted one."""
    return Text(
        f"ไฟล์นี้พูดถึงปี {found} แต่นำเข้าเป็นปี {wanted} ลิงก์อาจเป็นข้อมูลคนละปี โปรดตรวจ",
        f"the file speaks of {found}, but goes into {wanted}: its links may be of another year",
    )
