"""Hosted files for tests: small PDFs, Office files and images, whole and spoilt, made by hand."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

A4 = "/MediaBox[0 0 595 842]"
OLD_FONT = "รายงานการกำกับติดตามแผนดำเนินงาน ส่วนตำบล ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ รอบหกเดือนแรก".encode("cp874")


def pdf(*pages: bytes, fonts: str = "", images: str = "", more: tuple[bytes, ...] = ()) -> bytes:
    """A PDF with one content stream a page. Objects in `more` are numbered from 10 on."""
    objects: dict[int, bytes] = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    fonts = fonts or "/F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    kids = []
    for number, content in enumerate(pages):
        page, stream = 1000 + 2 * number, 1001 + 2 * number
        kids.append(f"{page} 0 R")
        resources = f"<</Font<<{fonts}>>/XObject<<{images}>>>>"
        objects[page] = f"<</Type/Page/Parent 2 0 R{A4}/Contents {stream} 0 R/Resources{resources}>>".encode()
        objects[stream] = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    objects[2] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    objects.update(enumerate(more, 10))
    return _assembled(objects)


def _assembled(objects: dict[int, bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    table = b"xref\n0 1\n0000000000 65535 f \n"
    for number, body in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    return bytes(out + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, start))


def words(text: str | bytes) -> bytes:
    """What shows one line of text on a page."""
    data = text if isinstance(text, bytes) else text.encode("latin-1")
    return b"BT /F 12 Tf 40 760 Td <" + data.hex().encode() + b"> Tj ET"


def text_pdf(*lines: str | bytes) -> bytes:
    """A page for each line."""
    return pdf(*map(words, lines))


def scanned_pdf(pages: int = 1, stamp: str = "") -> bytes:
    """Pages that are pictures, as a scanner makes them; `stamp` is what some of them print below."""
    picture = b"<</Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8/Length 4>>stream\n\x00\xff\xff\x00\nendstream"  # fmt: skip
    content = b"q 595 0 0 842 0 0 cm /I Do Q " + (words(stamp) if stamp else b"")
    return pdf(*[content] * pages, images="/I 10 0 R", more=(picture,))


def old_font_pdf() -> bytes:
    """Thai in a font that calls its signs by western letters: ÊèÇ¹µÓºÅ."""
    return text_pdf(OLD_FONT)


def locked_pdf(user: str = "secret", owner: str = "owner", algorithm: str = "RC4-128") -> bytes:
    """A PDF with a password to open it; with `user` empty only printing and changing it need one."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(text_pdf("Report of 2566"))))
    writer.encrypt(user, owner, algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(**parts: str) -> bytes:
    """A zip of these parts; in their names _ stands for / and __ for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name.replace("__", ".").replace("_", "/"), text)
    return out.getvalue()


def office(folder: str, main: str) -> bytes:
    """A docx, xlsx or pptx as far as telling its kind needs it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr(f"{folder}/{main}.xml", "<x/>" * 500)
    return out.getvalue()


def open_document(kind: str, manifest: str = "<manifest/>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        packed.writestr("content.xml", "<x/>" * 50)
        packed.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def ole(stream: str) -> bytes:
    """An OLE container by its header, and a folder in it with one stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "Root Entry".encode("utf-16-le") + b"\0" * 40 + stream.encode("utf-16-le") + b"\0" * 900  # fmt: skip


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b"")


def jpeg() -> bytes:
    """Segments as a phone writes them: a preview within the first one ends with an end mark of its own."""
    preview = b"Exif\0\0\xff\xd8\xff\xd9"
    return (
        b"\xff\xd8\xff\xe1" + struct.pack(">H", len(preview) + 2) + preview
        + b"\xff\xda\x00\x03\x00" + b"\x12\x34" * 50 + b"\xff\xd9"
    )  # fmt: skip


def webp() -> bytes:
    body = b"WEBPVP8 " + struct.pack("<I", 20) + b"\0" * 20
    return b"RIFF" + struct.pack("<I", len(body)) + body


def write_large(path: Path, data: bytes, megabytes: int) -> None:
    """A file that claims so much room without taking it: a hole within a comment of a PDF."""
    head, tail = b"%PDF-1.4\n%", data.removeprefix(b"%PDF-1.4\n")
    with path.open("wb") as file:
        file.write(head)
        file.seek(megabytes << 20)
        file.write(b"\n" + tail)
