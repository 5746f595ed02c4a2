"""Servers that treat programs differently from visitors: by method, by name, by what they ask for."""

from __future__ import annotations

from links.answers import FINE, PDF, Answer, Ask, Wire, data, page, redirect
from links.registry import NOT_OK, OK, UNSURE, bounds, gone, good, soft

REFUSED = page("Forbidden", "You don't have permission to access this resource.", status=403, bare=True)

for status in (400, 403, 404, 405, 500, 501, 503):

    @good(f"head-{status}")
    def head_refused(ask: Ask, status: int = status) -> Answer:
        return FINE if ask.method == "GET" else page("Error", status=status)


@good("head-silent")
async def head_silent(ask: Ask, wire: Wire) -> None:
    if ask.method == "GET":
        await wire.send(FINE.wire(ask))
    else:
        await wire.hang()


@good("head-hung-up")
async def head_hung_up(ask: Ask, wire: Wire) -> None:
    if ask.method == "GET":
        await wire.send(FINE.wire(ask))


@good("head-home", also={"/": page("หน้าแรก")})
def head_home(ask: Ask) -> Answer:
    return FINE if ask.method == "GET" else redirect("/")


@good("head-with-body", why="a body after HEAD spoils the connection for what follows")
async def head_with_body(ask: Ask, wire: Wire) -> None:
    await wire.send(FINE.wire(ask))


@gone("get-404-head-200")
def get_404(ask: Ask) -> Answer:
    return FINE if ask.method == "HEAD" else page("ไม่พบ", status=404)


@good("head-pdf-octets", "http://<site>/files/o12.pdf")
def head_pdf(ask: Ask) -> Answer:
    return data(PDF, "application/pdf") if ask.method == "GET" else page("หน้าแรก")


@good("agent-browser-only", why="403 unless it looks like Chrome")
def browser_only(ask: Ask) -> Answer:
    return FINE if "Mozilla/5.0" in ask.agent and "Chrome/" in ask.agent else REFUSED


@good("agent-browser-only-404")
def browser_only_404(ask: Ask) -> Answer:
    return FINE if "Mozilla/" in ask.agent and "Safari/" in ask.agent else page("ไม่พบ", status=404)


@good("agent-no-robots", why="many firewalls refuse agents by these words")
def no_robots(ask: Ask) -> Answer:
    banned = (
        "bot",
        "crawl",
        "spider",
        "python",
        "aiohttp",
        "curl",
        "wget",
        "linkchecker",
        "scrapy",
        "java/",
        "go-http",
    )
    return REFUSED if not ask.agent or any(word in ask.agent.lower() for word in banned) else FINE


@good("agent-no-robots-reset")
async def no_robots_reset(ask: Ask, wire: Wire) -> None:
    if "python" in ask.agent.lower() or "Mozilla" not in ask.agent:
        wire.reset()
    else:
        await wire.send(FINE.wire(ask))


@good("agent-old-browser", why="an Internet Explorer page for whoever is not modern")
def old_browser(ask: Ask) -> Answer:
    return FINE if "Chrome/" in ask.agent else redirect("/upgrade-browser.html")


def picky(header: str, *wanted: str) -> None:
    """Declare a server that refuses who does not send `header` with one of the words `wanted`."""

    @good(f"needs-{header}", why=f"browsers always send {header}")
    def needs(ask: Ask) -> Answer:
        value = ask.headers.get(header, "")
        return FINE if value and all(word in value for word in wanted) else page("Not Acceptable", status=406)


picky("accept", "text/html", "*/*")
picky("accept-language", "th")
picky("accept-encoding", "gzip")
picky("user-agent", "Mozilla/5.0")
picky("host", "needs-host.agency.example:")


@good("accept-html-403")
def accept_html(ask: Ask) -> Answer:
    return FINE if "text/html" in ask.headers.get("accept", "") else REFUSED


@good("range-refused", why="416 for whoever asks for a part")
def range_refused(ask: Ask) -> Answer:
    return page("Range Not Satisfiable", status=416) if "range" in ask.headers else FINE


@good("range-403", "http://<site>/files/o12.pdf")
def range_403(ask: Ask) -> Answer:
    return REFUSED if "range" in ask.headers else data(PDF, "application/pdf")


@good("range-dead-wait", "http://<site>/files/o12.pdf")
async def range_dead(ask: Ask, wire: Wire) -> None:
    if "range" in ask.headers:
        await wire.hang()
    await wire.send(data(PDF, "application/pdf").wire(ask))


@good("range-206-whole", "http://<site>/files/o12.pdf", why="206 to everybody")
def range_206(ask: Ask) -> Answer:
    return Answer(206, PDF, "application/pdf", (("Content-Range", f"bytes 0-{len(PDF) - 1}/{len(PDF)}"),))


@good("cookie-first-redirect", why="sends everybody round once to see whether cookies hold")
def cookie_first(ask: Ask) -> Answer:
    if "seen=1" in ask.cookie:
        return FINE
    return redirect("/news/plan-2566", headers=[("Set-Cookie", "seen=1; Path=/")])


@good(
    "cookie-checked-elsewhere", also={"/check": redirect("/news/plan-2566", headers=[("Set-Cookie", "ok=yes; Path=/")])}
)
def cookie_checked(ask: Ask) -> Answer:
    return FINE if "ok=yes" in ask.cookie else redirect("/check")


@good("cookie-session-id", "http://<site>/view.php?id=7", also={"/view.php?id=7&PHPSESSID=abc": FINE})
def cookie_session(ask: Ask) -> Answer:
    return redirect("/view.php?id=7&PHPSESSID=abc", headers=[("Set-Cookie", "PHPSESSID=abc; path=/; HttpOnly")])


@good("no-referer-wanted")
def no_referer(ask: Ask) -> Answer:
    return REFUSED if "referer" in ask.headers else FINE


@good("connection-close-only", why="an old device that cannot keep a connection")
def close_only(ask: Ask) -> Answer:
    return page("Bad Request", status=400) if "upgrade" in ask.headers else FINE


gone("robots-403-all", want=UNSURE, why="everyone we send is refused; a person may get it")(REFUSED)


@gone("robots-403-cloudflare", want=UNSURE)
def cloudflare(ask: Ask) -> Answer:
    script = (
        '<script>window._cf_chl_opt={cType:"managed"}</script><div id="challenge-error-text">Enable JavaScript</div>'
    )
    return page(
        "Just a moment...",
        status=403,
        bare=True,
        extra=script,
        headers=[("Server", "cloudflare"), ("cf-mitigated", "challenge")],
    )


@gone("robots-503-cloudflare", want=UNSURE)
def cloudflare_503(ask: Ask) -> Answer:
    return page(
        "Just a moment...",
        "Checking your browser before accessing",
        status=503,
        bare=True,
        headers=[("Server", "cloudflare")],
    )


@gone("robots-429-challenge", want=UNSURE)
def challenge_429(ask: Ask) -> Answer:
    return page("Vercel Security Checkpoint", "We're verifying your browser", status=429, bare=True)


@soft("robots-200-turnstile", want=UNSURE)
def turnstile(ask: Ask) -> Answer:
    return page(
        "Just a moment...",
        "Verify you are human by completing the action below.",
        bare=True,
        extra="<div class='cf-turnstile'></div>",
    )


gone("robots-999-linkedin", want=UNSURE | NOT_OK)(
    Answer("999 Request denied", b"<script>window.location.href='/authwall'</script>")
)
bounds("robots-txt-forbids", also={"/robots.txt": data(b"User-agent: *\nDisallow: /\n", "text/plain")}, want=OK)(FINE)
