"""Servers that take their time: within what is waited for, and beyond. The tests wait 4 s an attempt, 12 s a link."""

from __future__ import annotations

from links.answers import FINE, Answer, Ask, Wire, data, page, pdf
from links.registry import ANY, DOUBT, NOT_OK, UNSURE, bounds, gone, good

PDF_LINK = "http://<site>/files/o12.pdf"


@good("slow-first-byte")
async def slow_first_byte(ask: Ask, wire: Wire) -> None:
    await wire.pause(1)
    await wire.send(FINE.wire(ask))


@good("slow-headers")
async def slow_headers(ask: Ask, wire: Wire) -> None:
    head, _, body = FINE.wire(ask).partition(b"\r\n\r\n")
    await wire.drip(head + b"\r\n\r\n", 1)
    await wire.send(body)


@good("slow-body")
async def slow_body(ask: Ask, wire: Wire) -> None:
    await wire.drip(FINE.wire(ask), 1, 20)


@good("slow-redirect", also={"/new": FINE})
async def slow_redirect(ask: Ask, wire: Wire) -> None:
    await wire.pause(0.8)
    await wire.send(b"HTTP/1.1 302 Found\r\nLocation: /new\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


@good("slow-byte-by-byte")
async def byte_by_byte(ask: Ask, wire: Wire) -> None:
    answer = Answer(200, b"<title>plan</title><p>plan of 2566, in full", headers=()).wire(ask)
    await wire.drip(answer, 0.3, len(answer))


@good("slow-pdf-big", PDF_LINK, why="a large file over a thin line: it begins as it should, and goes on coming")
async def slow_pdf(ask: Ask, wire: Wire) -> None:
    await wire.send(data(pdf(), "application/pdf", length=50_000_000).wire(ask))
    for _ in range(80):
        await wire.send(b"%" * 10_000)
        await wire.pause(0.1)


@good("slow-page-goes-on", want=DOUBT, why="longer than one attempt, yet alive: a visitor reads while it comes")
async def goes_on(ask: Ask, wire: Wire) -> None:
    whole = data(FINE.body + b"<p>row of a table</p>" * 2000, "text/html; charset=utf-8").wire(ask)
    await wire.send(whole[:3500])
    await wire.drip(whole[3500:], 4, 40)


@gone("slow-404")
async def slow_404(ask: Ask, wire: Wire) -> None:
    await wire.pause(1)
    await wire.send(page("ไม่พบ", status=404).wire(ask))


@good("slow-close", why="the page is there at once, the end comes later")
async def slow_close(ask: Ask, wire: Wire) -> None:
    await wire.send(FINE.wire(ask))
    await wire.pause(5)


@good(
    "slow-end-no-length", want=DOUBT, why="no length, and the server hangs up late: the whole page has long been read"
)
async def slow_end(ask: Ask, wire: Wire) -> None:
    await wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + FINE.body)
    await wire.pause(5)


@gone("hang-always", want=UNSURE, why="may be a slow day")
async def hang(ask: Ask, wire: Wire) -> None:
    await wire.hang()


@gone("hang-after-status", want=UNSURE)
async def hang_status(ask: Ask, wire: Wire) -> None:
    await wire.send(b"HTTP/1.1 200 OK\r\n")
    await wire.hang()


@gone("hang-after-headers", want=UNSURE)
async def hang_headers(ask: Ask, wire: Wire) -> None:
    await wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n")
    await wire.hang()


@gone("hang-after-headers-pdf", PDF_LINK, want=UNSURE)
async def hang_pdf(ask: Ask, wire: Wire) -> None:
    await wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 5000\r\n\r\n")
    await wire.hang()


@gone("hang-before-words", want=UNSURE, why="time runs out while only the head of the page has come")
async def words_to_come(ask: Ask, wire: Wire) -> None:
    await wire.send(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html><head><style>p{color:red}"
    )
    await wire.hang()


@gone("hang-after-two-bytes", PDF_LINK, want=UNSURE, why="two bytes tell nothing of a document")
async def first_bytes(ask: Ask, wire: Wire) -> None:
    await wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 5000\r\n\r\n%P")
    await wire.hang()


@gone("slow-beyond", want=UNSURE)
async def beyond(ask: Ask, wire: Wire) -> None:
    await wire.pause(20)
    await wire.send(FINE.wire(ask))


@gone("hang-redirect-target", want=UNSURE, also={"/new": hang})
def hang_target(ask: Ask) -> Answer:
    return Answer(302, headers=(("Location", "/new"),))


@bounds("drip-headers-endless", want=NOT_OK)
async def drip_headers(ask: Ask, wire: Wire) -> None:
    await wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
    for number in range(10_000):
        await wire.send(b"X-Wait-%d: y\r\n" % number)
        await wire.pause(0.1)


@bounds("drip-header-line-endless", want=NOT_OK)
async def drip_line(ask: Ask, wire: Wire) -> None:
    await wire.send(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        await wire.send(b"y")
        await wire.pause(0.1)


@bounds("drip-body-endless", want=ANY)
async def drip_body(ask: Ask, wire: Wire) -> None:
    await wire.send(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500000\r\n\r\n<html><title>Plan</title>"
    )
    while True:
        await wire.send(b"y")
        await wire.pause(0.1)


@bounds("drip-1xx-endless", want=NOT_OK)
async def drip_1xx(ask: Ask, wire: Wire) -> None:
    while True:
        await wire.send(b"HTTP/1.1 102 Processing\r\n\r\n")
        await wire.pause(0.05)


@bounds("drip-redirects", everywhere=True, want=NOT_OK, why="each step within its time, all together not")
async def drip_redirects(ask: Ask, wire: Wire) -> None:
    await wire.pause(0.9)
    await wire.send(
        b"HTTP/1.1 302 Found\r\nLocation: %sx\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" % ask.path.encode()
    )
