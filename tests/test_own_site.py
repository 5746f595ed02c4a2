"""Links to the agency's own site: what is own, what will be there, and where a lost link stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import ITEMS, PROGRAMME, judge, lay, places

from ita_site.config import open_site
from ita_site.evidence.own import Published, anchor_of, is_own, own_address
from ita_site.findings import Gate
from ita_site.render import render, written
from ita_site.render.anchors import anchors
from ita_site.render.pages import Pages
from ita_site.rules import check_site
from ita_site.sitemap import (
    CALENDAR,
    FEED,
    SEARCH_INDEX,
    calendars,
    hosted_files,
    page_folder,
    published,
    site_pages,
    typed_tables,
    written_link,
)

SITE = "https://ita.agency.example/"
CONTACT = "content/pages/contact.md"


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("https://ita.agency.example/2566/o12/", "2566/o12/"),
        ("  https://ita.agency.example/2566/o12/  ", "2566/o12/"),
        ("http://ita.agency.example/2566/o12/", "2566/o12/"),
        ("HTTPS://ITA.Agency.EXAMPLE/2566/o12/", "2566/o12/"),
        ("https://ita.agency.example:443/2566/", "2566/"),
        ("http://ita.agency.example:80/2566/", "2566/"),
        ("https://ita.agency.example./2566/", "2566/"),
        ("https://ita.agency.example", ""),
        ("https://ita.agency.example?a=b", ""),
        ("https://ita.agency.example/a/../2566/./o12/", "2566/o12/"),
        ("https://ita.agency.example/a/%2E%2E/2566/", "2566/"),
        ("https://ita.agency.example\\2566\\o12", "2566/o12"),
        ("https://ita.agency.example/หน้า/", "%E0%B8%AB%E0%B8%99%E0%B9%89%E0%B8%B2/"),
        ("https://www.ita.agency.example/2566/", None),
        ("https://agency.example/2566/", None),
        ("https://ita.agency.example.evil.example/", None),
        ("https://ita.agency.example:8443/2566/", None),
        ("https://ita.agency.example:80/2566/", None),
        ("http://ita.agency.example:443/2566/", None),
        ("https://name:secret@ita.agency.example/2566/", None),
        ("ftp://ita.agency.example/2566/", None),
        ("//ita.agency.example/2566/", None),
        ("2566/o12/", None),
        ("mailto:a@ita.agency.example", None),
        ("", None),
    ],
)
def test_what_is_own(typed: str, path: str | None) -> None:
    own = own_address(SITE, typed)
    assert (own.path if own else None) == path
    assert is_own(SITE, typed) == (path is not None)


@pytest.mark.parametrize(
    ("site", "typed", "expected"),
    [
        ("https://agency.example/ita", "https://agency.example/ita/2566/", True),
        ("https://agency.example/ita/", "https://agency.example/ita", True),
        ("https://agency.example/ita/", "https://agency.example/italy/", False),
        ("https://agency.example/ita/", "https://agency.example/", False),
        ("https://agency.example/ita/", "https://agency.example/ITA/", False),
        ("https://agency.example:8443/", "http://agency.example:8443/", True),
        ("https://หน่วยงาน.ไทย/", "https://xn--72c9ab8ayaw7cwk.xn--o3cw4h/x", True),
        ("https://xn--72c9ab8ayaw7cwk.xn--o3cw4h/", "https://หน่วยงาน.ไทย/x", True),
        ("ita.agency.example", "https://ita.agency.example/", False),
        ("", "https://ita.agency.example/", False),
    ],
)
def test_sites_of_all_kinds(site: str, typed: str, expected: bool) -> None:
    assert is_own(site, typed) is expected


PLACES = Published(
    dict.fromkeys(
        ["index.html", "404.html", "2566/index.html", "2566/o12/index.html", "pages/contact/index.html",
         "pages/หน้าที่และอำนาจ/index.html", "files/2566/O12 report (1).pdf", "files/2566/plan.pdf", "files/2566/100%.pdf"],
        "",
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("", "index.html"),
        ("index.html", "index.html"),
        ("2566/o12/", "2566/o12/index.html"),
        ("2566/o12", "2566/o12/index.html"),
        ("2566/o12/index.html", "2566/o12/index.html"),
        ("2566/o12/index.htm", None),
        ("2566/O12/", None),
        ("2566/o12.html", None),
        ("2566/o12.md", None),
        ("2566/o12/index.html/", None),
        ("pages/", None),
        ("pages/%E0%B8%AB%E0%B8%99%E0%B9%89%E0%B8%B2%E0%B8%97%E0%B8%B5%E0%B9%88%E0%B9%81%E0%B8%A5%E0%B8%B0%E0%B8%AD%E0%B8%B3%E0%B8%99%E0%B8%B2%E0%B8%88/", "pages/หน้าที่และอำนาจ/index.html"),
        ("pages/%CB%B9%E9%D2/", None),
        ("files/2566/O12%20report%20(1).pdf", "files/2566/O12 report (1).pdf"),
        ("files/2566/O12+report+(1).pdf", None),
        ("files/2566/o12%20report%20(1).pdf", None),
        ("files/2566/plan.pdf/", None),
        ("files/2566/100%25.pdf", "files/2566/100%.pdf"),
        ("files/2566/", None),
        ("files%2F2566%2Fplan.pdf", None),
        ("files//2566/plan.pdf", None),
        ("files/2566/plan.pdf%00", None),
    ],
)  # fmt: skip
def test_addresses_are_served_as_by_a_static_host(path: str, file: str | None) -> None:
    assert PLACES.find(path) == file


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("2566/O12/", "2566/o12/"),
        ("2566/o12.html", "2566/o12/"),
        ("pages/contact.md", "pages/contact/"),
        ("pages//contact/", "pages/contact/"),
        ("contact", "pages/contact/"),
        ("pages/contacts/", "pages/contact/"),
        ("2566/o13/", ""),
        ("pages/หน้าที่และอํานาจ/", "pages/หน้าที่และอำนาจ/"),
        ("files/2566/PLAN.PDF", "files/2566/plan.pdf"),
        ("files/2565/plan.pdf", "files/2566/plan.pdf"),
        ("something/else/", ""),
    ],
)
def test_the_nearest_is_named(path: str, near: str) -> None:
    assert PLACES.near(path) == near


@pytest.mark.parametrize(
    ("fragment", "names"),
    [
        ("", ()),
        ("top", ()),
        (":~:text=งบ", ()),
        ("a:~:text=b", ("a",)),
        ("a", ("a",)),
        ("%E0%B8%81", ("%E0%B8%81", "ก")),
    ],
)
def test_fragments(fragment: str, names: tuple[str, ...]) -> None:
    assert anchor_of(fragment) == names


@pytest.mark.parametrize(
    ("href", "folder", "expected"),
    [
        ("pages/contact.md", "", "pages/contact.md"),
        ("2566/o12.md", "", "2566/o12.md"),
        ("/pages/contact.md", "pages", "pages/contact.md"),
        ("../x", "", None),
    ],
)
def test_relative_links_of_fields(href: str, folder: str, expected: str | None) -> None:
    assert written_link(href, folder) == expected


def odd(site: Path) -> None:
    """Pages whose names and headings are not the usual ones."""
    lay(site, "content/pages/index.md", "# หน้ารวม\n\n## ก & ข\n\n## ก & ข\n")
    lay(site, "content/pages/ประวัติ.md", "no heading\n\n\\# not a heading\n# x\n")
    lay(site, "content/2566/programmes/index/programme.yml", (site / f"{PROGRAMME}/programme.yml").read_text("utf-8"))
    (site / ITEMS / "o07.yml").unlink()
    lay(site, f"{ITEMS}/o08.yml", "item: O8\nstatus: [\n")


ENGINES = {"404.html", "sitemap.xml", "sitemap.xml.gz"}
"""What the page engine makes beside our pages."""


@pytest.mark.parametrize("spoil", [lambda _: None, odd], ids=["complete", "odd"])
def test_the_site_map_is_what_gets_built(site: Path, spoil: object) -> None:
    assert callable(spoil)
    spoil(site)
    opened, report = open_site(site), judge(site)
    tree = render(opened, report)
    pages = list(site_pages(opened))
    assert list(tree.files)[: len(pages)] == pages
    beside = {*tree.files, *tree.workbooks} - {*pages}
    assert beside >= {*calendars(opened), *typed_tables(opened), FEED, CALENDAR, SEARCH_INDEX}
    made = published(opened)
    hosted = {file.path for file in hosted_files(opened)}
    assert {path for path, page in made.files.items() if not page} - hosted - ENGINES == beside
    assert {page for page in made.files.values() if page} == set(pages)
    for page in pages:
        assert made.find(page_folder(page)) is not None
    assert all(made.find(path) is not None for path in beside)


def lost(site: Path) -> list[tuple[str, int, int, str]]:
    return [
        (f.path, f.line, f.column, f.code) for f in judge(site).findings if f.code in ("ITA440", "ITA441", "ITA442")
    ]


def cite(site: Path, *urls: str) -> list[str]:
    """Codes about own addresses when these are the evidence of an item."""
    evidence = "".join(
        f"  - {{title: t{i}, url: '{url}', shows: [address, phone, email, map]}}\n" for i, url in enumerate(urls)
    )
    lay(
        site,
        f"{ITEMS}/o05.yml",
        f"item: O5\nstatus: disclosed\nexplanation: ดู\nevidence:\n{evidence}owner: ก\nupdated: 2566-02-15\n",
    )
    return [code for _, _, _, code in lost(site)]


@pytest.mark.parametrize(
    ("url", "codes"),
    [
        ("https://ita.agency.example/pages/contact/", []),
        ("http://ita.agency.example/pages/contact", []),
        ("https://ita.agency.example/pages/contact/index.html?x=1#", []),
        ("https://ita.agency.example/pages/contact/#top", []),
        ("https://ita.agency.example/pages/contact/#:~:text=เปิดทำการ", []),
        ("https://ita.agency.example/files/2566/o11-plan.pdf#page=2", []),
        ("https://ita.agency.example/2566/programmes/kpi-2-1/2566-01/#actions", []),
        ("https://ita.agency.example/2566/o12/#e1", []),
        ("https://ita.agency.example/checks/#ita410", []),
        ("https://ita.agency.example/assets/favicon.svg", []),
        ("https://ita.agency.example/sitemap.xml", []),
        ("https://ita.agency.example/files/2566/O11-plan.pdf", ["ITA440"]),
        ("https://ita.agency.example/2565/o12/", ["ITA440"]),
        ("https://ita.agency.example/pages/", ["ITA440"]),
        ("https://ita.agency.example/2566/o12/#e2", ["ITA441"]),
        ("https://ita.agency.example/pages/contact/#ที่อยู่", ["ITA441"]),
        ("https://www.ita.agency.example/no/", []),
        # what is wrong with an address as such is told once, elsewhere
        ("https://ita.agency.example/no…", []),
        ("https://u:p@ita.agency.example/no/", []),
    ],
)
def test_evidence_on_the_own_site(site: Path, url: str, codes: list[str]) -> None:
    assert cite(site, url) == codes


def test_what_is_not_hosted_is_not_there(site: Path) -> None:
    for name in ("page.html", "~$plan.docx"):
        lay(site, f"content/files/2566/{name}", "x")
    (site / "content/files/2566/link.pdf").symlink_to("o11-plan.pdf")
    urls = [f"{SITE}files/2566/{name}" for name in ("page.html", "~$plan.docx", "link.pdf")]
    assert cite(site, *urls) == ["ITA440"] * 3


def test_an_item_that_is_not_ready_holds_up_no_draft(site: Path) -> None:
    cite(site, f"{SITE}no/")
    path = site / ITEMS / "o05.yml"
    path.write_text(path.read_text("utf-8").replace("disclosed", "pending"), "utf-8")
    assert [f.is_gap for f in judge(site).findings if f.code == "ITA440"] == [True]


PAGE = """# หัวข้อ

ดู [ข้อ O12](../2566/o12.md) [เอกสาร](files/2566/o11-plan.pdf) และ [ไม่มี](no.md) `[รหัส](no.md)`
> [ไม่มี](no.md)
> ![รูป](../files/2566/o01-chart.png) ![ไม่มี](x.png)

| ก | ข |
| --- | --- |
| [ไม่มี](no.md) | [ไม่มี](no.md) |

## ที่อยู่

[บน](#ที่อยู่) [ล่าง](#ไม่มี) [ตัวเอง](contact.md#ที่อยู่) [เว็บ](https://ita.agency.example/2566/o12/#e9)
[อื่น](https://www.agency.example/no/) [อีเมล](mailto:a@b.example) <https://ita.agency.example/no/> [อ้าง][ref] [นอก](../../x.md)

[ref]: <no file.pdf>
"""


def test_links_in_free_pages_are_told_at_their_very_place(site: Path) -> None:
    lay(site, CONTACT, PAGE)
    rows = PAGE.split("\n")
    expected = [
        (line, rows[line - 1].index(words) + 1)
        for line, words in (
            (3, "[ไม่มี](no.md) `"), (4, "[ไม่มี]"), (5, "![ไม่มี]"), (9, "[ไม่มี]"), (9, "[ไม่มี](no.md) |"), (13, "[ล่าง]"),
            (13, "[เว็บ]"), (14, "<https"), (14, "[อ้าง]"), (14, "[นอก]"),
        )
    ]  # fmt: skip
    expected[4] = (9, rows[8].rindex("[ไม่มี]") + 1)
    assert lost(site) == [(CONTACT, *spot, "ITA442") for spot in expected]


def test_windows_line_endings_keep_the_places(site: Path) -> None:
    lay(site, CONTACT, PAGE)
    before = lost(site)
    lay(site, CONTACT, PAGE.replace("\n", "\r\n"))
    assert lost(site) == before


@pytest.mark.parametrize(
    ("written", "spot"),
    [
        ("explanation: ดู [ก](no.md)\n", (3, 17)),
        ("explanation: |\n\n  บรรทัดแรก\n  ดู [ก](no.md)\n", (6, 6)),
        ("explanation: >-\n  ดู [ก](no.md) อีกที\n", (4, 6)),
        ('explanation: "ดู [ก](no.md)"\n', (3, 18)),
        ("explanation: ดู [ติดต่อ](pages/contact.md) [แผน](files/2566/o11-plan.pdf) [ข้อ](#elements)\n", None),
    ],
)
def test_links_in_fields(site: Path, written: str, spot: tuple[int, int] | None) -> None:
    lay(site, f"{ITEMS}/o43.yml", (site / f"{ITEMS}/o43.yml").read_text("utf-8"))
    path = site / f"{ITEMS}/o12.yml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:2], written, *lines[3:]]), "utf-8")
    assert lost(site) == ([(f"{ITEMS}/o12.yml", *spot, "ITA442")] if spot else [])


def test_links_in_reports_and_programmes(site: Path) -> None:
    path = site / f"{PROGRAMME}/2566-01.yml"
    path.write_text(
        path.read_text("utf-8") + "problems: ดู [ก](no.md) และ [ข](#problems)\nadvice: '[ข](#no)'\n", "utf-8"
    )
    found = lost(site)
    assert [(p, code) for p, _, _, code in found] == [(f"{PROGRAMME}/2566-01.yml", "ITA442")] * 2


def test_nothing_is_said_of_a_folder_that_nobody_may_open(site: Path) -> None:
    cite(site, f"{SITE}files/2565/a.pdf", f"{SITE}files/2566/a.pdf")
    lay(site, CONTACT, "# ก\n\n[ก](files/2565/a.pdf) [ข](files/2566/a.pdf)\n")
    opened = replace(open_site(site), unreadable={"content/files/2565": "permission"})
    report = check_site(opened, date(2023, 9, 30), Gate.PUBLISH)
    assert [f.code for f in report.findings if f.code in ("ITA440", "ITA442")] == ["ITA440", "ITA442"]


def test_anchors_are_those_of_the_rendered_pages(site: Path) -> None:
    odd(site)
    opened, report = open_site(site), judge(site)
    made = Pages(opened, report)
    known = {path: anchors(made, page) for path, page in site_pages(opened).items()}
    assert {"items", "contact", "programmes"} <= known["index.md"]
    assert {"elements", "evidence", "e1", "title"} <= known["2566/o12.md"]
    assert {"ก-ข", "ก-ข-2"} <= known["pages/index.md"]
    assert "x" in known["pages/ประวัติ.md"]
    assert "not-a-heading" not in known["pages/ประวัติ.md"]


def test_no_link_costs_a_check_nothing_much(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links that are plainly well are told from the others without parsing, which takes a hundred times as long."""
    read: list[str] = []

    def counted(text: str) -> Iterator[written.WrittenLink]:
        read.append(text)
        return links_in(text)

    links_in = written.links_in
    monkeypatch.setattr(written, "links_in", counted)
    text = "# ก\n\n" + "ข้อความ [ก](contact.md) และ [ข](../files/2566/o11-plan.pdf) " * 100 + "\n"
    lay(site, CONTACT, text)
    assert lost(site) == []
    assert read == []
    lay(site, CONTACT, f"{text}\n[ค](no.md)\n")
    assert len(lost(site)) == 1
    assert len(read) == 1 and sum(1 for _ in links_in(read[0])) == 201


def test_one_mistake_is_one_finding(site: Path) -> None:
    lay(site, CONTACT, "# ก\n\n[ก](no.md)\n")
    assert places(judge(site).findings) == {(CONTACT, 3, "ITA442")}
