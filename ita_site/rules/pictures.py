"""8xx, pictures: the agency's emblem, and pictures that officers put into texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from ita_site.evidence.files import FileTrouble, file_trouble
from ita_site.evidence.kinds import kind_name
from ita_site.evidence.observation import FileFacts
from ita_site.pictures.limits import EMBLEM_BYTES, EMBLEM_LEAST, ENDINGS, MOST_PIXELS, PICTURE_BYTES
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.texts import OfficersText, officers_texts
from ita_site.sitemap import written_link
from ita_site.text import Text
from ita_site.walk import CONTENT

_SHOWN_KINDS = ("png", "jpeg", "webp")
_MB = 1 << 20
_PICTURE = re.compile(r"!\[")
_PLAIN = re.compile(r"!\[([^\[\]\n]*)\]\(\s*([^\s()<>\\%&]+)\s*\)")
"""A picture as nearly everybody writes it; what is written otherwise is left to the parser."""
_NO_WORDS = re.compile(r"!\[\s*\]")
_SCHEME = re.compile(r"\s*[a-zA-Z][a-zA-Z0-9+.-]*:")
_BREAK = re.compile(r"\r\n?|\n")

_MISSING = Text("ไม่มีไฟล์นี้ใน content/files", "there is no such file in content/files")
_UPLOAD = Text("อัปโหลดไฟล์ไปไว้ใน content/files แล้วเขียนชื่อให้ตรง เช่น files/emblem.png", "Upload it to content/files and write its name, such as files/emblem.png")  # fmt: skip
_NO_PICTURE = Text("ไม่ใช่ไฟล์ png jpg หรือ webp", "is no png, jpg or webp file")
_SAVE = Text("บันทึกเป็น png หรือ jpg แล้วใช้ไฟล์นั้น", "Save it as png or jpg and name that file")
_DAMAGED = Text("เสียหาย เปิดไม่ได้", "is damaged and does not open")
_AGAIN = Text(
    "เปิดต้นฉบับดูว่าครบ แล้วอัปโหลดใหม่ทับไฟล์เดิม", "See that the original is whole, and upload it again over this one"
)
_UNREAD = Text("ยังตรวจไม่ได้", "could not be looked into")
_OPEN = Text(
    "เปิดไฟล์ดูด้วยตนเอง ถ้าเปิดไม่ได้ ให้บันทึกใหม่จากต้นฉบับ", "Open it yourself; if that fails, save it anew from the original"
)


@rule(
    "ITA802", "emblem-unusable", "error",
    title=("ใช้ไฟล์ตราหน่วยงานไม่ได้", "Emblem cannot be used"),
    message=("ตราหน่วยงาน «{file}» {what}", "The emblem «{file}» {what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def emblem_unusable(context: Context) -> Iterator[Hit]:
    """ตราหน่วยงานอยู่บนทุกหน้า ถ้าใช้ไฟล์ไม่ได้ ทุกหน้าจะไม่มีตรา

    The emblem stands on every page; with a file that cannot be used none of them has one."""
    site, name = context.site, context.site.config.agency.emblem.strip()
    if not name or site.hides(f"{CONTENT}/{name}"):
        return
    hit = Hit(site.config_document, ("agency", "emblem"), {"file": name})
    trouble = file_trouble(name, site.files, frozenset(site.links))
    if trouble is not None and trouble.kind != "type":
        yield replace(hit, values={**hit.values, **_lost(trouble)})
    elif not name.lower().endswith(ENDINGS):
        yield replace(hit, values={**hit.values, "what": _NO_PICTURE, "mend": _SAVE})
    elif name in site.files:
        fault = _fault(context.observed.files.get(name))
        size = site.files[name].size
        if fault is not None:
            yield replace(hit, values={**hit.values, **fault}, confidence="low" if fault["what"] is _UNREAD else "high")
        elif size > EMBLEM_BYTES:
            what = Text(
                f"มีขนาด {_mb(size)} MB เกิน {_mb(EMBLEM_BYTES)} MB",
                f"has {_mb(size)} MB, more than {_mb(EMBLEM_BYTES)} MB",
            )
            mend = Text("ย่อรูปให้เหลือด้านละประมาณ 500 จุด แล้วบันทึกเป็น png", "Make it smaller, about 500 pixels a side, and save it as png")  # fmt: skip
            yield replace(hit, values={**hit.values, "what": what, "mend": mend})


@rule(
    "ITA803", "emblem-small", "warning", requires=("ITA802",),
    title=("ตราหน่วยงานเล็กเกินไป", "Emblem is small"),
    message=("ตราหน่วยงาน {file} มีเพียง {width} × {height} จุด จะดูไม่คมชัด", "The emblem {file} has only {width} × {height} pixels and will look blurred"),
    fix=("ใช้ไฟล์ที่มีด้านละอย่างน้อย {least} จุด ถ้าได้ 192 จุดขึ้นไปจะดีที่สุด", "Use a file of at least {least} pixels a side, best 192 or more"),
)  # fmt: skip
def emblem_small(context: Context) -> Iterator[Hit]:
    """หน้าจอโทรศัพท์มีจุดละเอียดสองถึงสามเท่า ตราเล็กจะแตกเป็นเหลี่ยม

    Screens of phones have two or three dots for each pixel: a small emblem shows its steps."""
    name = context.site.config.agency.emblem.strip()
    facts = context.observed.files.get(name)
    if facts is not None and facts.width and facts.height and min(facts.width, facts.height) < EMBLEM_LEAST:
        values: dict[str, Value] = {"file": name, "width": facts.width, "height": facts.height, "least": EMBLEM_LEAST}
        yield Hit(context.site.config_document, ("agency", "emblem"), values)


def _lost(trouble: FileTrouble) -> dict[str, Value]:
    """What is wrong with a name under which no usable file lies."""
    if trouble.other:
        mend = Text(f"มีไฟล์ {trouble.other} ถ้าหมายถึงไฟล์นั้น ให้เขียนตามนี้ทุกตัวอักษร", f"There is {trouble.other}; if that is meant, write it letter by letter")  # fmt: skip
        return {"what": _MISSING, "mend": mend}
    return {"what": _DAMAGED, "mend": _AGAIN} if trouble.kind == "no-bytes" else {"what": _MISSING, "mend": _UPLOAD}


def _fault(facts: FileFacts | None) -> dict[str, Value] | None:
    """What keeps a file from being shown as a picture. A png that is named jpg is shown all the same."""
    if facts is None:
        return None
    if facts.trouble is None:
        return _vast(facts) if (facts.width or 0) * (facts.height or 0) > MOST_PIXELS else None
    if facts.trouble == "other-type":
        if facts.detail in _SHOWN_KINDS:
            return None
        kind = kind_name(facts.detail)
        return {
            "what": Text(f"เนื้อในไม่ใช่ png jpg หรือ webp แต่เป็น{kind.th}", f"holds no png, jpg or webp but {kind.en}"),
            "mend": _SAVE,
        }
    return {"what": _UNREAD, "mend": _OPEN} if facts.trouble == "unread" else {"what": _DAMAGED, "mend": _AGAIN}


def _vast(facts: FileFacts) -> dict[str, Value]:
    size = f"{facts.width:,} × {facts.height:,}"
    what = Text(f"กว้างและสูง {size} จุด มากเกินกว่าจะย่อได้", f"has {size} pixels, more than can be made smaller")
    return {"what": what, "mend": Text("ย่อรูปให้กว้างไม่เกิน 2000 จุด แล้วอัปโหลดทับไฟล์เดิม", "Make it at most 2000 pixels wide, and upload it over this one")}  # fmt: skip


def _mb(size: int) -> int:
    """Megabytes, rounded up."""
    return -(-size // _MB)


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture in a text that names a hosted file: its path from `content/`, and whether words go with it."""

    hit: Hit
    file: str
    has_words: bool


def _pictures(context: Context) -> tuple[_Picture, ...]:
    return tuple(
        picture for text in officers_texts(context) if _is_worth(context, text) for picture in _in(context, text)
    )


def _is_worth(context: Context, text: OfficersText) -> bool:
    """Whether the text has to be parsed: not if all its pictures are plainly well."""
    plain = list(_PLAIN.finditer(text.text))
    return len(plain) < len(_PICTURE.findall(text.text)) or any(
        not match[1].strip() or _file_of(context, match[2], text) in _odd(context) for match in plain
    )


def _odd(context: Context) -> frozenset[str]:
    return context.once(_odd_files)


def _odd_files(context: Context) -> frozenset[str]:
    """Hosted files that are heavy, or that cannot be shown."""
    seen = context.observed.files
    return frozenset(
        name
        for name, file in context.site.files.items()
        if file.size > PICTURE_BYTES or not name.lower().endswith(ENDINGS) or _fault(seen.get(name)) is not None
    )


def _in(context: Context, text: OfficersText) -> Iterator[_Picture]:
    from ita_site.render.written import links_in  # noqa: PLC0415 - a parser that most checks do without

    lines = _BREAK.split(text.text)
    for link in links_in(text.text):
        written = lines[link.line - 1][link.column - 1 :]
        file = _file_of(context, link.href, text) if _PICTURE.match(written) else ""
        if file:
            spot = text.spot(link.line, link.column)
            hit = Hit(text.document, values={"file": file}, item=text.item, spot=spot, is_gap=text.is_pending)
            yield _Picture(hit, file, _NO_WORDS.match(written) is None)


def _file_of(context: Context, href: str, text: OfficersText) -> str:
    """The hosted file that a picture names, as a path from `content/`; "" where it names none."""
    path = None if _SCHEME.match(href) else written_link(unquote(urlsplit(href).path), text.folder)
    return path if path is not None and path in context.site.files else ""


@rule(
    "ITA804", "picture-not-shown", "error",
    title=("รูปในข้อความแสดงไม่ได้", "Picture in a text cannot be shown"),
    message=("รูป {file} {what}", "The picture {file} {what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def picture_not_shown(context: Context) -> Iterator[Hit]:
    """รูปที่เปิดไม่ได้จะเหลือเพียงคำบรรยาย ประชาชนไม่เห็นสิ่งที่ตั้งใจให้เห็น

    Of a picture that does not open only its words remain: citizens do not see what they were meant to see."""
    for picture in context.once(_pictures):
        fault = _fault(context.observed.files.get(picture.file))
        if not picture.file.lower().endswith(ENDINGS):
            mend = Text("ลบเครื่องหมาย ! ข้างหน้าออก จะเป็นลิงก์ไปยังเอกสาร หรือใช้ไฟล์ png jpg webp", "Take away the ! before it, which makes it a link to the document, or use a png, jpg or webp file")  # fmt: skip
            fault = {"what": _NO_PICTURE, "mend": mend}
        if fault is not None:
            confidence = "low" if fault["what"] is _UNREAD else "high"
            yield replace(picture.hit, values={**picture.hit.values, **fault}, confidence=confidence)


@rule(
    "ITA805", "picture-without-words", "warning",
    title=("รูปไม่มีคำบรรยาย", "Picture without words"),
    message=("รูป {file} ไม่มีคำบรรยาย", "The picture {file} has no words to go with it"),
    fix=("เขียนในวงเล็บเหลี่ยมว่ารูปแสดงอะไร เช่น ![แผนผังขั้นตอนการร้องเรียน](…)", "Write between the square brackets what it shows, as in ![Steps of a complaint](…)"),
)  # fmt: skip
def picture_without_words(context: Context) -> Iterator[Hit]:
    """ผู้พิการทางสายตาฟังคำบรรยายแทนการดูรูป และถ้ารูปโหลดไม่สำเร็จ คำบรรยายจะแสดงแทน (WCAG 2.2 ข้อ 1.1.1)

    Blind people hear these words in place of the picture, and they are shown where it does not load (WCAG 2.2, 1.1.1)."""
    yield from (picture.hit for picture in context.once(_pictures) if not picture.has_words)


@rule(
    "ITA806", "large-picture", "warning",
    title=("รูปใหญ่", "Large picture"),
    message=("รูป {file} มีขนาด {size} MB เกิน {limit} MB", "The picture {file} has {size} MB, more than {limit} MB"),
    fix=("ย่อรูปให้กว้างไม่เกิน 2000 จุดก่อนอัปโหลด หน้าเว็บจะแสดงรูปที่ย่อแล้วเสมอ แต่ไฟล์เต็มเก็บอยู่กับเว็บไซต์", "Make it at most 2000 pixels wide before you upload it; pages show a smaller copy anyway, but the whole file is kept with the site"),
)  # fmt: skip
def large_picture(context: Context) -> Iterator[Hit]:
    """ผู้ที่กดดูรูปเต็มบนโทรศัพท์ต้องโหลดไฟล์ทั้งหมด และไฟล์ใหญ่ทำให้การสร้างเว็บช้า

    Whoever opens the full picture on a phone has to load all of it, and large files make every build slow."""
    for picture in context.once(_pictures):
        size = context.site.files[picture.file].size
        if size > PICTURE_BYTES and picture.file.lower().endswith(ENDINGS):
            yield replace(picture.hit, values={**picture.hit.values, "size": _mb(size), "limit": _mb(PICTURE_BYTES)})
