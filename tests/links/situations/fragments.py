"""Fragments: places within a page. A missing one still opens the page, so at worst a person should look."""

from __future__ import annotations

from urllib.parse import quote

from links.answers import PDF, Answer, data, page
from links.registry import BROKEN, DOUBT, UNSURE, bounds, gone, good

P = "http://<site>/news/plan#"
TEXT = "แผนปฏิบัติการป้องกันการทุจริต ประจำปี 2566 " * 30


def holds(extra: str) -> Answer:
    return page("แผนปฏิบัติการ", TEXT, extra=extra)


good("fragment-id", P + "part2")(holds('<h2 id="part2">2</h2>'))
good("fragment-id-single", P + "part2")(holds("<h2 class=x id='part2'>2</h2>"))
good("fragment-id-bare", P + "part2")(holds("<h2 id=part2>2</h2>"))
good("fragment-name", P + "part2")(holds('<a name="part2"></a>'))
good("fragment-thai", P + "ส่วนที่2")(holds('<h2 id="ส่วนที่2">2</h2>'))
good("fragment-thai-escaped", P + quote("ส่วนที่2"))(holds('<h2 id="ส่วนที่2">2</h2>'))
good("fragment-thai-space", P + "ส่วนที่ 2")(holds('<h2 id="ส่วนที่ 2">2</h2>'))
good("fragment-thai-id-escaped", P + quote("ส่วนที่2"), why="the id itself is written in percent signs")(
    holds(f'<h2 id="{quote("ส่วนที่2")}">2</h2>')
)
good("fragment-entity", P + "a&b")(holds('<h2 id="a&amp;b">2</h2>'))
good("fragment-tis620-page", P + "ส่วนที่2")(
    Answer(200, page("แผน", extra='<h2 id="ส่วนที่2">2</h2>', charset="cp874").body, "text/html; charset=tis-620")
)
good("fragment-empty", P)(holds(""))
good("fragment-top", P + "top", why="every page has a top")(holds(""))
good("fragment-far-down", P + "end")(holds("<p>" + "row " * 75_000 + '</p><h2 id="end">end</h2>'))
good("fragment-very-far", P + "end", want=DOUBT, why="beyond what is read of a page: the page is there")(
    holds("<p>" + "row " * 300_000 + '</p><h2 id="end">end</h2>')
)
good("fragment-text", P + ":~:text=แผนปฏิบัติการ")(holds(""))
good("fragment-text-escaped", P + ":~:text=" + quote("แผนปฏิบัติการ"))(holds(""))
good(
    "fragment-text-range",
    P + ":~:text=prefix-,start,end,-suffix",
    why="the page opens, whether the words are found or not",
)(holds(""))
good("fragment-id-and-text", P + "part2:~:text=แผน")(holds('<h2 id="part2">2</h2>'))
good("fragment-app", "http://<site>/#/news/5", why="a place inside an app")(holds('<div id="app"></div>'))
good("fragment-app-bang", "http://<site>/#!/news/5")(holds('<div id="app"></div>'))
good("fragment-app-bang-plain", "http://<site>/#!news")(holds('<div id="app"></div>'))
good("fragment-app-query", "http://<site>/#/news?id=5&x=1")(holds('<div id="app"></div>'))
good("fragment-app-tilde", "http://<site>/#~/home", want=DOUBT)(holds('<div id="app"></div>'))
good("fragment-pdf-page", "http://<site>/o12.pdf#page=3")(data(PDF, "application/pdf"))
good("fragment-pdf-many", "http://<site>/o12.pdf#page=3&zoom=100&view=FitH")(data(PDF, "application/pdf"))
good("fragment-pdf-name", "http://<site>/o12.pdf#chapter2")(data(PDF, "application/pdf"))
good("fragment-pdf-query", "http://<site>/get?id=3#page=2")(data(PDF, "application/pdf"))
good(
    "fragment-tabs-script", P + "tab-2", want=DOUBT, why="script makes the place; only a page without it could be told"
)(holds('<div data-tab="tab-2"></div><script src="/tabs.js"></script>'))
good("fragment-two-hashes", P + "a#b")(holds('<h2 id="a#b">2</h2>'))
good("fragment-lightbox", P + "gid=1&pid=2", want=DOUBT, why="a gallery's own")(holds(""))
bounds(
    "fragment-missing", P + "part9", want=DOUBT, why="the page opens at its top: the citizen sees it and may search"
)(holds('<h2 id="part2">2</h2>'))
bounds("fragment-letter-case", P + "Part2", want=DOUBT)(holds('<h2 id="part2">2</h2>'))
bounds("fragment-in-comment", P + "part2", want=DOUBT)(holds('<!-- <h2 id="part2">2</h2> -->'))
gone("fragment-on-404", P + "part2", want=BROKEN)(page("ไม่พบ", extra='<h2 id="part2">2</h2>', status=404))
good("fragment-kept-by-redirect", P + "part2", also={"/new": holds('<h2 id="part2">2</h2>')})(
    Answer(301, headers=(("Location", "/new"),))
)
bounds("fragment-hash-login", P + "login", want=DOUBT | UNSURE)(holds(""))
