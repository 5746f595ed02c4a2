"""What a handler is asked and what it answers, byte for byte."""

from __future__ import annotations

import asyncio
import socket
import struct
import zipfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO

HTML = "text/html; charset=utf-8"
WORDS = {200: "OK", 301: "Moved Permanently", 302: "Found", 404: "Not Found", 403: "Forbidden", 500: "Server Error"}


@dataclass(frozen=True)
class Ask:
    """A request. `nth` counts earlier ones for the same target of the same host; header names are lower case."""

    method: str
    target: str
    host: str
    headers: Mapping[str, str]
    nth: int
    fill: Callable[[bytes], bytes]

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def agent(self) -> str:
        return self.headers.get("user-agent", "")

    @property
    def cookie(self) -> str:
        return self.headers.get("cookie", "")


@dataclass(frozen=True)
class Answer:
    """A whole answer; `length` and `type` are left out when None."""

    status: int | str = 200
    body: bytes = b""
    type: str | None = HTML
    headers: tuple[tuple[str, str | bytes], ...] = ()
    length: int | None = -1

    def wire(self, ask: Ask, *, head_only: bool = False) -> bytes:
        body = ask.fill(self.body)
        line = f"{self.status} {WORDS.get(self.status, 'Status')}" if isinstance(self.status, int) else self.status
        lines = [b"HTTP/1.1 " + line.encode("latin-1")]
        if self.type is not None:
            lines.append(b"Content-Type: " + self.type.encode("latin-1"))
        if self.length is not None:
            lines.append(b"Content-Length: %d" % (len(body) if self.length < 0 else self.length))
        lines += [name.encode() + b": " + _bytes(value) for name, value in self.headers]
        lines.append(b"Connection: close")
        head = b"\r\n".join(map(ask.fill, lines)) + b"\r\n\r\n"
        return head if head_only else head + body


def _bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode("utf-8")


@dataclass
class Wire:
    """The bare connection, for handlers that must misbehave."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    sent: int = field(default=0)

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()
        self.sent += len(data)

    async def drip(self, data: bytes, seconds: float, pieces: int = 10) -> None:
        size = max(1, -(-len(data) // pieces))
        for start in range(0, len(data), size):
            await self.send(data[start : start + size])
            await self.pause(seconds / pieces)

    async def pause(self, seconds: float) -> None:
        """Wait, unless the visitor goes before."""
        with suppress(TimeoutError):
            if not await asyncio.wait_for(self.reader.read(1), seconds):
                raise ConnectionResetError

    async def hang(self) -> None:
        """Say nothing until the visitor goes."""
        while await self.reader.read(65536):
            pass

    def reset(self) -> None:
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


def page(
    title: str, *paragraphs: str, status: int | str = 200, headers: Sequence[tuple[str, str | bytes]] = (), extra: str = "",
    charset: str = "utf-8", type: str | None = HTML, head: str = "", bare: bool = False,  # noqa: A002
) -> Answer:  # fmt: skip
    """A page of an agency's site, in its template; `bare` without it."""
    return Answer(
        status, html(title, *paragraphs, extra=extra, head=head, bare=bare, charset=charset), type, tuple(headers)
    )


def html(
    title: str, *paragraphs: str, extra: str = "", head: str = "", bare: bool = False, charset: str = "utf-8"
) -> bytes:
    main = "".join(f"<p>{p}</p>\n" for p in paragraphs) + extra
    if bare:
        text = (
            f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{main}</body></html>"
        )
    else:
        text = f"""<!DOCTYPE html>
<html lang="th"><head><title>{title} - องค์การบริหารส่วนตำบลตัวอย่าง</title>{head}
<link rel="stylesheet" href="/theme/style.css"><script src="/theme/menu.js"></script></head>
<body><header><a href="/">องค์การบริหารส่วนตำบลตัวอย่าง</a>
<nav><ul><li><a href="/">หน้าแรก</a></li><li><a href="/about">ข้อมูลหน่วยงาน</a></li>
<li><a href="/news">ข่าวประชาสัมพันธ์</a></li><li><a href="/ita">การเปิดเผยข้อมูลสาธารณะ (OIT)</a></li>
<li><a href="/complain">แจ้งเรื่องร้องเรียนการทุจริต</a></li><li><a href="/contact">ติดต่อเรา</a></li></ul></nav></header>
<main><h1>{title}</h1>
{main}</main>
<aside><h2>ลิงก์ที่เกี่ยวข้อง</h2><ul><li>สำนักงาน ป.ป.ช.</li><li>กรมส่งเสริมการปกครองท้องถิ่น</li></ul></aside>
<footer>เลขที่ 1 หมู่ 2 ตำบลตัวอย่าง อำเภอเมือง โทร. 0 2000 0000 สงวนลิขสิทธิ์</footer></body></html>"""
    return text.encode(charset, "xmlcharrefreplace")


ARTICLE = (
    "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2566",
    "องค์การบริหารส่วนตำบลจัดทำแผนปฏิบัติการป้องกันการทุจริต ระยะ 5 ปี เพื่อใช้เป็นกรอบในการดำเนินงานของทุกส่วนราชการ",
    "รายละเอียดโครงการ งบประมาณ และผู้รับผิดชอบ ปรากฏตามตารางแนบท้ายประกาศฉบับนี้",
)
FINE = page(*ARTICLE)
MISSING = page("ไม่พบหน้าที่ต้องการ", "404 Not Found", status=404)


def redirect(to: str | bytes, status: int = 302, headers: Sequence[tuple[str, str | bytes]] = ()) -> Answer:
    return Answer(status, b"<a>moved</a>", headers=(("Location", to), *headers))


def data(body: bytes, type: str | None, headers: Sequence[tuple[str, str | bytes]] = (), **more: int | None) -> Answer:  # noqa: A002
    return Answer(200, body, type, tuple(headers), **more)


def late(answer: Answer) -> Callable[[Ask, Wire], Awaitable[None]]:
    """Hung up the first time that it is asked for, then the answer."""

    async def give(ask: Ask, wire: Wire) -> None:
        if ask.nth:
            await wire.send(answer.wire(ask))
        else:
            wire.reset()

    return give


def pdf(text: str = "Plan 2566", filler: int = 0) -> bytes:
    """A small PDF that opens, with a text layer."""
    stream = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET".encode() + b"\n%" + b"x" * filler
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + tail


def office(kind: str) -> bytes:
    """The zip inside which Word (`word`) and Excel (`xl`) keep their documents."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("[Content_Types].xml", "<Types/>")
        box.writestr("_rels/.rels", "<Relationships/>")
        box.writestr(f"{kind}/document.xml" if kind == "word" else f"{kind}/workbook.xml", "<x/>")
    return out.getvalue()


PDF = pdf()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\x00\x03\x00\xfe\xff\x09\x00" + bytes(3000)
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)
