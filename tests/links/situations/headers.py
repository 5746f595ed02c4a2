"""Answers whose head is not as the standard has it, and what browsers make of them."""

from __future__ import annotations

from links.answers import FINE, PDF, Ask, Wire
from links.registry import NOT_OK, bounds, gone, good

BODY = FINE.body
LENGTH = b"Content-Length: %d\r\n" % len(BODY)
TYPE = b"Content-Type: text/html; charset=utf-8\r\n"
CLOSE = b"Connection: close\r\n"


def head(*lines: bytes, first: bytes = b"HTTP/1.1 200 OK\r\n", body: bytes = BODY) -> bytes:
    return first + TYPE + b"".join(lines) + b"\r\n" + body


good("head-300-lines")(head(LENGTH, CLOSE, *(b"X-Extra-%d: value\r\n" % n for n in range(300))))
good("head-1000-lines")(head(LENGTH, CLOSE, *(b"X-Extra-%d: value\r\n" % n for n in range(1000))))
good("head-60-cookies")(head(LENGTH, CLOSE, *(b"Set-Cookie: c%d=%s; path=/\r\n" % (n, b"v" * 200) for n in range(60))))
good("head-line-100k")(head(LENGTH, CLOSE, b"X-Long: " + b"y" * 100_000 + b"\r\n"))
good("head-line-20k")(head(LENGTH, CLOSE, b"Content-Security-Policy: " + b"img-src a.example; " * 1000 + b"\r\n"))
bounds("head-5-megabytes", why="Chrome gives up at 256 kB")(
    head(LENGTH, *(b"X-%d: %s\r\n" % (n, b"y" * 50_000) for n in range(100)))
)
good("head-bare-lf")(head(LENGTH, CLOSE).replace(b"\r\n", b"\n"))
good("head-mixed-lf")(b"HTTP/1.1 200 OK\n" + TYPE + LENGTH + b"Connection: close\n\r\n" + BODY)
good("head-length-twice-same")(head(LENGTH, LENGTH, CLOSE))
good("head-length-list-same", why="«12, 12» in one line; Chrome takes it")(
    head(b"Content-Length: %d, %d\r\n" % (len(BODY), len(BODY)), CLOSE)
)
gone("head-length-twice-different", want=NOT_OK, why="ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH")(
    head(LENGTH, b"Content-Length: 17\r\n", CLOSE)
)
good("head-length-words", why="no number, so until the end")(head(b"Content-Length: unknown\r\n", CLOSE))
good("head-length-negative")(head(b"Content-Length: -1\r\n", CLOSE))
good("head-length-empty")(head(b"Content-Length: \r\n", CLOSE))
good("head-length-plus")(head(b"Content-Length: +%d\r\n" % len(BODY), CLOSE))
good("head-no-colon")(head(b"This line has no colon\r\n", LENGTH, CLOSE))
good("head-blank-before-colon")(head(b"X-Powered-By : PHP/5.2\r\n", LENGTH, CLOSE))
good("head-blank-in-name")(head(b"X Powered By: PHP/5.2\r\n", LENGTH, CLOSE))
good("head-empty-name")(head(b": nothing\r\n", LENGTH, CLOSE))
good("head-folded")(head(b"X-Folded: one\r\n two\r\n\tthree\r\n", LENGTH, CLOSE))
good("head-folded-first")(b"HTTP/1.1 200 OK\r\n  leading: blank\r\n" + TYPE + LENGTH + CLOSE + b"\r\n" + BODY)
good("head-thai-utf8")(head("X-Title: แผนปฏิบัติการ\r\n".encode(), LENGTH, CLOSE))
good("head-thai-tis")(head("X-Title: แผนปฏิบัติการ\r\n".encode("cp874"), LENGTH, CLOSE))
good("head-thai-disposition", "http://<site>/files/o12.pdf")(
    b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Disposition: inline; filename=\""
    + "แผน.pdf".encode("cp874") + b"\"\r\nConnection: close\r\n\r\n" + PDF
)  # fmt: skip
good("head-control-byte")(head(b"X-Odd: a\x01b\x7fc\r\n", LENGTH, CLOSE))
gone("head-nul-byte", want=NOT_OK, why="Chrome refuses, others do not")(head(b"X-Odd: a\x00b\r\n", LENGTH, CLOSE))
good("head-no-reason")(head(LENGTH, CLOSE, first=b"HTTP/1.1 200\r\n"))
good("head-no-reason-blank")(head(LENGTH, CLOSE, first=b"HTTP/1.1 200 \r\n"))
good("head-thai-reason")(head(LENGTH, CLOSE, first="HTTP/1.1 200 ตกลง\r\n".encode()))
good("head-lower-case", why="Chrome reads it")(head(LENGTH, CLOSE, first=b"http/1.1 200 OK\r\n"))
good("head-extra-blanks")(head(LENGTH, CLOSE, first=b"HTTP/1.1  200  OK\r\n"))
good("head-blank-lines-before", why="Chrome passes over up to four stray bytes")(b"\r\n" + head(LENGTH, CLOSE))
good("head-http-1-2")(head(LENGTH, CLOSE, first=b"HTTP/1.2 200 OK\r\n"))
good("head-http-2-0-line")(head(LENGTH, CLOSE, first=b"HTTP/2.0 200 OK\r\n"))
bounds("head-icy")(head(LENGTH, CLOSE, first=b"ICY 200 OK\r\n"))
good("head-upper-names")(head(LENGTH.upper(), CLOSE.upper()))
good("head-two-types", why="the last one counts, and both are pages")(
    head(b"Content-Type: text/html\r\n", LENGTH, CLOSE)
)
good("head-type-odd")(b"HTTP/1.1 200 OK\r\nContent-Type: text/html;;charset\r\n" + LENGTH + CLOSE + b"\r\n" + BODY)
good("head-type-empty")(b"HTTP/1.1 200 OK\r\nContent-Type: \r\n" + LENGTH + CLOSE + b"\r\n" + BODY)
good("head-none-at-all", why="a status line and the page")(b"HTTP/1.1 200 OK\r\n\r\n" + BODY)
good("head-cookie-odd")(
    head(
        b"Set-Cookie: =; ;;\r\n",
        b"Set-Cookie: \xe0\xb8\x81=1\r\n",
        b"Set-Cookie: a=b; expires=never\r\n",
        LENGTH,
        CLOSE,
    )
)
good("head-date-odd")(
    head(b"Date: yesterday\r\n", b"Last-Modified: 31/02/2566\r\n", b"ETag: unquoted\r\n", LENGTH, CLOSE)
)
good("head-upgrade")(head(b"Upgrade: h2,h2c\r\n", b"Connection: Upgrade, close\r\n", LENGTH))
good("head-transfer-identity")(head(b"Transfer-Encoding: identity\r\n", LENGTH, CLOSE))
good("head-chunked-upper")(
    head(b"Transfer-Encoding: Chunked\r\n", CLOSE, body=b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY))
)
bounds("head-chunked-twice")(
    head(b"Transfer-Encoding: chunked\r\n" * 2, CLOSE, body=b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY))
)

good("continue-100")(b"HTTP/1.1 100 Continue\r\n\r\n" + head(LENGTH, CLOSE))
good("hints-103")(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n" + head(LENGTH, CLOSE))
good("processing-102-thrice")(b"HTTP/1.1 102 Processing\r\n\r\n" * 3 + head(LENGTH, CLOSE))
gone("switching-101", want=NOT_OK, why="nobody asked to switch")(
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"
)
gone("continue-100-only", want=NOT_OK)(b"HTTP/1.1 100 Continue\r\n\r\n")

good("http-1-0")(head(LENGTH, first=b"HTTP/1.0 200 OK\r\n"))
good("http-1-0-no-length")(head(first=b"HTTP/1.0 200 OK\r\n"))
gone("http-1-0-404")(head(LENGTH, first=b"HTTP/1.0 404 Not Found\r\n"))
bounds("http-0-9", why="Chrome shows it only on the usual port")(b"<html><title>Plan</title><p>plan of 2566</p></html>")
gone("not-http", want=NOT_OK)(b"220 ftp.agency.example FTP server ready\r\n")
gone("not-http-ssh", want=NOT_OK)(b"SSH-2.0-OpenSSH_9.2\r\n")
gone("not-http-bytes", want=NOT_OK)(bytes(range(256)) * 4)
gone("head-cut", want=NOT_OK, why="the connection ends within the head")(b"HTTP/1.1 200 OK\r\nContent-Ty")
gone("closed-silently", want=NOT_OK, why="ERR_EMPTY_RESPONSE; it may pass")(b"")


@good("answer-twice", why="an answer and another behind it on one connection")
async def two_answers(ask: Ask, wire: Wire) -> None:
    await wire.send(head(LENGTH) + head(LENGTH, first=b"HTTP/1.1 404 Not Found\r\n"))
