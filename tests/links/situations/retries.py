"""Trouble that passes, and trouble that does not: the retry that was due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from links.answers import FINE, PDF, Answer, Ask, Wire, data, page
from links.registry import DOUBT, NOT_OK, UNSURE, gone, good


def busy(status: int, *headers: tuple[str, str]) -> Answer:
    return page("ขออภัย", "ระบบไม่ว่าง", status=status, headers=headers)


for status in (500, 502, 503, 504, 429, 408):

    @good(f"once-{status}")
    def once(ask: Ask, status: int = status) -> Answer:
        return FINE if ask.nth else busy(status)


@good("twice-503")
def twice(ask: Ask) -> Answer:
    return FINE if ask.nth > 1 else busy(503)


@good("once-500-pdf", "http://<site>/files/o12.pdf")
def once_pdf(ask: Ask) -> Answer:
    return data(PDF, "application/pdf") if ask.nth else busy(500)


for status in (429, 503):

    @good(f"once-{status}-after-1")
    def once_after(ask: Ask, status: int = status) -> Answer:
        return FINE if ask.nth else busy(status, ("Retry-After", "1"))


@good("once-429-after-date", why="a date two seconds ahead")
def after_date(ask: Ask) -> Answer:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    return FINE if ask.nth else busy(429, ("Retry-After", soon))


@good("once-429-after-past", why="a date long gone")
def after_past(ask: Ask) -> Answer:
    return FINE if ask.nth else busy(429, ("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT"))


@good("once-503-after-nonsense")
def after_nonsense(ask: Ask) -> Answer:
    return FINE if ask.nth else busy(503, ("Retry-After", "soon"))


@good("once-429-after-0")
def after_zero(ask: Ask) -> Answer:
    return FINE if ask.nth else busy(429, ("Retry-After", "0"))


@good("once-503-behind-redirect", everywhere=True)
def behind_redirect(ask: Ask) -> Answer:
    if ask.path == "/new":
        return FINE if ask.nth else busy(503)
    return Answer(302, headers=(("Location", "/new"),)) if ask.path == "/news/plan-2566" else page("ไม่พบ", status=404)


gone("always-429-after-1", want=UNSURE)(busy(429, ("Retry-After", "1")))
gone("always-503-after-day", want=UNSURE, why="nobody waits a day")(busy(503, ("Retry-After", "86400")))
gone("always-503-after-huge", want=UNSURE)(busy(503, ("Retry-After", "9" * 40)))
gone("always-503-after-negative", want=UNSURE)(busy(503, ("Retry-After", "-5")))
gone("always-503-after-far-date", want=UNSURE)(busy(503, ("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")))


@good("once-reset")
async def once_reset(ask: Ask, wire: Wire) -> None:
    if ask.nth:
        await wire.send(FINE.wire(ask))
    else:
        wire.reset()


@good("once-closed")
async def once_closed(ask: Ask, wire: Wire) -> None:
    if ask.nth:
        await wire.send(FINE.wire(ask))


@good("once-hang")
async def once_hang(ask: Ask, wire: Wire) -> None:
    if ask.nth:
        await wire.send(FINE.wire(ask))
    else:
        await wire.hang()


@good("once-cut-pdf", "http://<site>/files/o12.pdf", why="the line broke once")
async def once_cut(ask: Ask, wire: Wire) -> None:
    if ask.nth:
        await wire.send(data(PDF, "application/pdf").wire(ask))
    else:
        await wire.send(data(PDF[:20], "application/pdf", length=len(PDF)).wire(ask))
        wire.reset()


@gone("once-404", why="404 is an answer and is not asked again")
def once_404(ask: Ask) -> Answer:
    return FINE if ask.nth else page("ไม่พบ", status=404)


@gone("always-reset", want=NOT_OK)
async def always_reset(ask: Ask, wire: Wire) -> None:
    wire.reset()


@good("once-403", want=DOUBT, why="a firewall that takes a second look")
def once_403(ask: Ask) -> Answer:
    return FINE if ask.nth else busy(403)
