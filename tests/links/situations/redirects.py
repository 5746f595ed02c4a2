"""Redirects that lead to the cited thing, in every spelling of Location that browsers follow."""

from __future__ import annotations

from links.answers import FINE, PDF, Answer, Ask, data, page, redirect
from links.registry import NOT_OK, bounds, gone, good

NEW = {"/new/plan": FINE}

for status in (301, 302, 303, 307, 308):
    good(f"redirect-{status}", also=NEW)(redirect("http://<site>/new/plan", status))

good("redirect-path", also=NEW)(redirect("/new/plan"))
good("redirect-relative", also={"/news/other/plan": FINE})(redirect("other/plan"))
good("redirect-dots", also=NEW)(redirect("../new/./plan"))
good("redirect-query-only", also={"/news/plan-2566?lang=th": FINE})(redirect("?lang=th"))
good("redirect-no-scheme", also=NEW)(redirect("//<site>/new/plan"))
good("redirect-fragment", also={"/new/plan": page("แผน", extra='<h2 id="part2">ส่วนที่ 2</h2>')})(
    redirect("/new/plan#part2")
)
good("redirect-blanks", also=NEW)(redirect("  /new/plan  "))
good("redirect-thai-raw", also={"/%E0%B9%81%E0%B8%9C%E0%B8%99": FINE})(redirect("/แผน"))
good("redirect-thai-escaped", also={"/%E0%B9%81%E0%B8%9C%E0%B8%99": FINE})(redirect("/%E0%B9%81%E0%B8%9C%E0%B8%99"))
good("redirect-tis620-escaped", also={"/%E1%BC%B9": FINE}, why="percent signs of another alphabet stay as they are")(
    redirect("/%E1%BC%B9")
)
# Browsers read raw bytes that are no UTF-8 one by one, and send each as it came (Chrome) or as UTF-8 of Latin-1
good("redirect-tis620-raw", also={"/%E1%BC%B9": FINE, "/%C3%A1%C2%BC%C2%B9": FINE})(redirect("/แผน".encode("cp874")))
good("redirect-space", also={"/new%20plan.html": FINE})(redirect("/new plan.html"))
good("redirect-plus", also={"/new+plan%2Fa": FINE})(redirect("/new+plan%2Fa"))
good("redirect-pipe", also={"/new?a=1|2": FINE})(redirect("/new?a=1|2"))
good("redirect-to-tls", also=NEW)(redirect("https://<tls>/new/plan", 301))
good("redirect-from-tls", "https://<tls>/news/plan-2566", also=NEW)(redirect("http://<site>/new/plan"))
good("redirect-other-host", also={"//www.redirect-other.agency.example/new/plan": FINE})(
    redirect("http://www.redirect-other.agency.example:<port>/new/plan", 301)
)
good("redirect-www", host="redirect-www.go.example", also={"//www.redirect-www.go.example/news/plan-2566": FINE})(
    redirect("http://www.redirect-www.go.example:<port>/news/plan-2566", 301)
)
good("redirect-upper-scheme", also=NEW)(redirect("HTTP://<site>/new/plan"))
good("redirect-lower-header", also=NEW)(Answer(302, headers=(("location", "/new/plan"),)))
good("redirect-slash", "http://<site>/news/plan", also={"/news/plan/": FINE})(redirect("/news/plan/", 301))
good("redirect-body-endless-length", also=NEW, why="nobody needs the body of a redirect")(
    Answer(302, b"short", headers=(("Location", "/new/plan"),), length=10_000_000)
)
good("redirect-pdf", "http://<site>/download?id=5", also={"/files/5.pdf": data(PDF, "application/pdf")})(
    redirect("/files/5.pdf")
)
good("redirect-pdf-pdf", "http://<site>/files/o12.pdf", also={"/storage/x1": data(PDF, "application/pdf")})(
    redirect("/storage/x1")
)
good("redirect-200-location", why="a Location beside 200 means nothing")(
    page(*("แผน", "รายละเอียด"), headers=[("Location", "/elsewhere")])
)
good("redirect-201-location")(page("แผน", "รายละเอียด", status=201, headers=[("Location", "/elsewhere")]))
good("redirect-refresh-header", also=NEW)(Answer(200, b"", headers=(("Refresh", "0; url=/new/plan"),)))
good("redirect-two-locations-same", also=NEW, why="Chrome minds only when they differ")(
    redirect("/new/plan", headers=[("Location", "/new/plan")])
)
gone("redirect-two-locations", also=NEW, want=NOT_OK, why="Chrome: ERR_RESPONSE_HEADERS_MULTIPLE_LOCATION")(
    redirect("/new/plan", headers=[("Location", "/other/plan")])
)
gone("redirect-location-empty", want=NOT_OK, why="leads to itself, for ever or not at all")(redirect(""))


@good("redirect-keeps-cookie", also={})
def keeps_cookie(ask: Ask) -> Answer:
    if "step=2" in ask.cookie:
        return FINE
    step = 2 if "step=1" in ask.cookie else 1
    return redirect("/news/plan-2566", headers=[("Set-Cookie", f"step={step}; Path=/")])


@good("redirect-two-cookies")
def two_cookies(ask: Ask) -> Answer:
    if "a=1" in ask.cookie and "b=2" in ask.cookie:
        return FINE
    return redirect("/news/plan-2566", headers=[("Set-Cookie", "a=1"), ("Set-Cookie", "b=2; path=/; SameSite=Lax")])


@good("redirect-odd-cookie", why="a cookie that Python's own parser refuses")
def odd_cookie(ask: Ask) -> Answer:
    if "visit[id]" in ask.cookie:
        return FINE
    return redirect(
        "/news/plan-2566",
        headers=[("Set-Cookie", 'visit[id]={"a":"1"}; Path=/; Expires=Wed, 09-Jun-2099 10:18:14 GMT')],
    )


@good("redirect-cookie-by-host", also={"//cookie-login.agency.example/gate": redirect(
    "http://redirect-cookie-by-host.agency.example:<port>/news/plan-2566?t=1"), "/news/plan-2566?t=1": FINE})  # fmt: skip
def by_host(ask: Ask) -> Answer:
    return redirect("http://cookie-login.agency.example:<port>/gate", headers=[("Set-Cookie", "own=1; Path=/")])


def chain(length: int) -> dict[str, Answer]:
    steps = {f"/step/{n}": redirect(f"/step/{n + 1}") for n in range(1, length)}
    return {**steps, f"/step/{length}": FINE}


for steps in (1, 5, 10, 19):
    good(f"redirect-chain-{steps}", also=chain(steps), why="browsers follow about twenty")(redirect("/step/1"))
bounds("redirect-chain-20", also=chain(20), why="the standard follows twenty, Chrome one fewer")(redirect("/step/1"))
for steps in (22, 25):
    gone(f"redirect-chain-{steps}", also=chain(steps), want=NOT_OK, why="ERR_TOO_MANY_REDIRECTS")(redirect("/step/1"))

gone("redirect-loop-self")(redirect("/news/plan-2566"))
gone("redirect-loop-two", also={"/b": redirect("/news/plan-2566")})(redirect("/b"))
gone("redirect-loop-http-https")(redirect("https://<tls>/news/plan-2566"))
gone("redirect-loop-hosts", also={"//redirect-loop-b.agency.example/": redirect(
    "http://redirect-loop-hosts.agency.example:<port>/news/plan-2566")})(redirect("http://redirect-loop-b.agency.example:<port>/"))  # fmt: skip


@gone("redirect-loop-growing", everywhere=True)
def growing(ask: Ask) -> Answer:
    return redirect(ask.path + "/x")


@gone("redirect-loop-cookie-useless")
def loop_cookie(ask: Ask) -> Answer:
    return redirect("/news/plan-2566", headers=[("Set-Cookie", f"n={ask.nth}; Path=/")])
