"""Bodies: compressed well and badly, cut short, endless, empty."""

from __future__ import annotations

import gzip
import zlib
from typing import Any

import brotli

from links.answers import FINE, PDF, Answer, Ask, Wire, data, page
from links.registry import BROKEN, DOUBT, NOT_OK, OK, bounds, gone, good, soft

BODY = FINE.body
LOST = page("ไม่พบหน้าที่คุณต้องการ", "ขออภัย ไม่พบหน้าที่คุณต้องการ").body
PDF_LINK = "http://<site>/files/o12.pdf"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"


def packed(how: str, body: bytes, type: str = "text/html; charset=utf-8") -> Answer:  # noqa: A002
    return Answer(200, body, type, (("Content-Encoding", how),))


def raw_deflate(body: bytes) -> bytes:
    maker = zlib.compressobj(wbits=-15)
    return maker.compress(body) + maker.flush()


def chunks(*parts: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


good("gzip")(packed("gzip", gzip.compress(BODY)))
good("gzip-x")(packed("x-gzip", gzip.compress(BODY)))
good("gzip-upper")(packed("GZIP", gzip.compress(BODY)))
good("gzip-members")(packed("gzip", gzip.compress(BODY[:500]) + gzip.compress(BODY[500:])))
good("gzip-trailing-junk", why="browsers stop at the end of the stream")(
    packed("gzip", gzip.compress(BODY) + bytes(20))
)
good("gzip-pdf", PDF_LINK)(packed("gzip", gzip.compress(PDF), "application/pdf"))
good("gzip-asked-or-not", why="compressed although nobody asked")(packed("gzip", gzip.compress(BODY)))
good("deflate-zlib")(packed("deflate", zlib.compress(BODY)))
good("deflate-raw")(packed("deflate", raw_deflate(BODY)))
good("identity")(packed("identity", BODY))
good("encoding-empty")(packed("", BODY))
good("encoding-utf8", why="a server that mistakes one header for another; browsers pass it by")(packed("utf-8", BODY))
good("gzip-chunked")(
    HEAD
    + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    + chunks(gzip.compress(BODY))
    + b"0\r\n\r\n"
)


@good("brotli-if-asked")
def brotli_if_asked(ask: Ask) -> Answer:
    return packed("br", brotli.compress(BODY)) if "br" in ask.headers.get("accept-encoding", "") else FINE


bounds("brotli-always", why="Chrome does not unpack it over plain http, others may")(
    packed("br", brotli.compress(BODY))
)
good(
    "brotli-always-tls",
    "https://<tls>/news/plan-2566",
    want=DOUBT,
    why="every browser opens it; a robot that cannot is unsure",
)(packed("br", brotli.compress(BODY)))
gone("gzip-broken", want=NOT_OK, why="ERR_CONTENT_DECODING_FAILED")(
    packed("gzip", b"\x1f\x8b\x08\x00" + b"\x00" * 6 + b"\xff\xfe\xfd" * 40)
)
gone("gzip-broken-pdf", PDF_LINK, want=NOT_OK)(
    packed("gzip", b"\x1f\x8b\x08\x00" + b"\x00" * 6 + b"\xff\xfe\xfd" * 40, "application/pdf")
)
gone("gzip-plain", want=NOT_OK, why="says gzip, is plain: Chrome shows a white page")(packed("gzip", BODY))
bounds("gzip-cut", why="Chrome shows what it could unpack")(packed("gzip", gzip.compress(BODY)[:400]))
gone("deflate-broken", want=NOT_OK)(packed("deflate", b"\x78\x9c\xff\xff\xff" + bytes(100)))
soft("gzip-soft", want=BROKEN)(packed("gzip", gzip.compress(LOST)))
soft("deflate-soft", want=BROKEN)(packed("deflate", raw_deflate(LOST)))
soft("brotli-soft", "https://<tls>/news/plan-2566", want=NOT_OK)(packed("br", brotli.compress(LOST)))
soft("chunked-soft", want=BROKEN)(CHUNKED + chunks(LOST[:90], LOST[90:]) + b"0\r\n\r\n")


def zeros(maker: Any, flush: str, megabytes: int) -> bytes:
    """That many megabytes of nothing, packed without ever being held whole."""
    million = bytes(1_000_000)
    pack = getattr(maker, "compress", None) or maker.process
    pieces: list[bytes] = [pack(million) for _ in range(megabytes)]
    return b"".join([*pieces, getattr(maker, flush)()])


BOMB = zeros(zlib.compressobj(1, wbits=31), "flush", 200)
bounds("bomb-gzip", want=DOUBT | BROKEN)(packed("gzip", BOMB))
bounds("bomb-gzip-twice")(packed("gzip, gzip", gzip.compress(BOMB)))
bounds("bomb-gzip-pdf", PDF_LINK)(packed("gzip", gzip.compress(PDF) + BOMB, "application/pdf"))
bounds("bomb-deflate")(packed("deflate", zeros(zlib.compressobj(9), "flush", 100)))
bounds("bomb-brotli")(packed("br", zeros(brotli.Compressor(quality=3), "finish", 100)))

good("chunked")(CHUNKED + chunks(BODY[:100], BODY[100:]) + b"0\r\n\r\n")
good("chunked-extension")(CHUNKED + b"%x;name=value\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY))
good("chunked-upper-padded")(CHUNKED + b"%08X\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY))
good("chunked-trailer")(CHUNKED + chunks(BODY) + b"0\r\nX-Sum: 12\r\n\r\n")
good("chunked-no-last", why="the page is there; only the end mark is missing. Chrome shows it", want=DOUBT)(
    CHUNKED + chunks(BODY)
)
good("chunked-and-length", why="the chunks count")(
    HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunks(BODY) + b"0\r\n\r\n",
)  # fmt: skip
good("until-close", why="no length; the end is where the server hangs up")(HEAD + b"Connection: close\r\n\r\n" + BODY)
good("length-too-small", why="shows the page, but for its last forty bytes")(Answer(200, BODY, length=len(BODY) - 40))
gone("chunked-cut-pdf", PDF_LINK, want=NOT_OK)(
    HEAD.replace(b"text/html; charset=utf-8", b"application/pdf")
    + b"Transfer-Encoding: chunked\r\n\r\n3000\r\n"
    + PDF[:300]
)
gone("chunked-nonsense", want=NOT_OK, why="ERR_INVALID_CHUNKED_ENCODING")(CHUNKED + b"zz\r\n" + BODY)
bounds("cut-html", why="Chrome shows what came; the rest of the page is missing")(
    Answer(200, BODY[:700], length=90_000)
)
gone("cut-nothing", want=NOT_OK, why="a length, and not one byte")(Answer(200, b"", length=5000))
gone("cut-pdf-nothing", PDF_LINK, want=NOT_OK)(Answer(200, b"", "application/pdf", length=5000))
gone("empty", want=NOT_OK, why="a white page")(Answer(200, b""))
gone("empty-until-close", want=NOT_OK)(HEAD + b"Connection: close\r\n\r\n")
gone("empty-chunked", want=NOT_OK)(CHUNKED + b"0\r\n\r\n")
gone("blank-lines", want=NOT_OK)(Answer(200, b"\r\n" * 20))
soft("empty-html", want=NOT_OK, why="a page with nothing on it")(
    Answer(200, b"<html><head></head><body></body></html>")
)


@good("held-open", why="the page is complete; the server just does not hang up")
async def held_open(ask: Ask, wire: Wire) -> None:
    await wire.send(FINE.wire(ask).replace(b"Connection: close", b"Connection: keep-alive"))
    await wire.hang()


@good("held-open-chunked")
async def held_open_chunked(ask: Ask, wire: Wire) -> None:
    await wire.send(CHUNKED.replace(b"close", b"keep-alive") + chunks(BODY) + b"0\r\n\r\n")
    await wire.hang()


@bounds("cut-reset", why="the connection dies in the middle of the page")
async def cut_reset(ask: Ask, wire: Wire) -> None:
    await wire.send(Answer(200, BODY[:900], length=90_000).wire(ask))
    await wire.pause(0.1)
    wire.reset()


async def pour(wire: Wire, head: bytes, piece: bytes, frame: bool = False) -> None:
    await wire.send(head)
    while True:
        await wire.send(chunks(piece) if frame else piece)


@bounds("endless")
async def endless(ask: Ask, wire: Wire) -> None:
    await pour(wire, HEAD + b"\r\n" + BODY, b"<p>and more</p>" * 1000)


@bounds("endless-chunked")
async def endless_chunked(ask: Ask, wire: Wire) -> None:
    await pour(wire, CHUNKED, b"<p>and more</p>" * 1000, frame=True)


@bounds("endless-pdf", PDF_LINK)
async def endless_pdf(ask: Ask, wire: Wire) -> None:
    await pour(wire, b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + PDF, b"%" * 60_000)


@bounds("endless-404", want=BROKEN)
async def endless_404(ask: Ask, wire: Wire) -> None:
    await pour(wire, b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n", b"x" * 60_000)


@bounds("endless-redirect-body", also={"/new": FINE}, want=OK)
async def endless_redirect(ask: Ask, wire: Wire) -> None:
    await pour(wire, b"HTTP/1.1 302 Found\r\nLocation: /new\r\n\r\n", b"x" * 60_000)


@bounds("endless-chunk-size")
async def endless_chunk_size(ask: Ask, wire: Wire) -> None:
    await pour(wire, CHUNKED, b"1" * 60_000)


@bounds("endless-one-line")
async def endless_line(ask: Ask, wire: Wire) -> None:
    await pour(wire, HEAD + b"\r\n<html><title>", b"a" * 60_000)


good("big-page", why="900 kB of report")(data(BODY + b"<p>row</p>" * 90_000, "text/html; charset=utf-8"))
