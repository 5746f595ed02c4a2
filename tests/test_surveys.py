"""Links of the surveys: read, judged by their form, shown as pictures that telephones read."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
import segno
from builders import ITEMS, judge, lay
from chromium import built, needs_chromium, served
from PIL import Image
from playwright.sync_api import Browser

from ita_site.config import open_site
from ita_site.records.config import SurveyKind
from ita_site.render.follow.surveys import QUIET, code_of
from ita_site.render.pages import Pages
from ita_site.sitemap import HOME, site_pages
from ita_site.surveys import is_fit, is_open, kind_in, of_item, on_home, shown_by_site, surveys_of

EIT, IIT = "https://itas.nacc.go.th/go/eit/abc123", "https://itas.nacc.go.th/go/iit/def456"
O43 = "2566/o43.md"


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


def configure(site: Path, *surveys: str) -> Path:
    config = site / "site_config.yml"
    lines = "".join(f"- {{{survey}}}\n" for survey in surveys)
    config.write_text(f"{config.read_text(encoding='utf-8')}surveys:\n{lines}", encoding="utf-8")
    return site


def page_of(site: Path, path: str, as_of: str = "2566-04-01") -> str:
    opened = open_site(site)
    return Pages(opened, judge(site, as_of=as_of)).text(site_pages(opened)[path])


def codes(site: Path) -> list[str]:
    return [f.code for f in judge(site).findings if f.path == "site_config.yml"]


# --- addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        (EIT, SurveyKind.EIT),
        (f" {IIT}/ ", SurveyKind.IIT),
        ("https://ITAS.nacc.go.th/go/EIT/Abc_1-2", SurveyKind.EIT),
        ("http://itas.nacc.go.th/go/eit/abc123", None),
        ("https://itas.nacc.go.th/go/eit/", None),
        ("https://itas.nacc.go.th/go/eit/abc/def", None),
        ("https://itas.nacc.go.th.evil.example/go/eit/abc", None),
        ("https://www.agency.example/go/eit/abc", None),
        ("itas.nacc.go.th/go/eit/abc", None),
        ("https://a:b@itas.nacc.go.th/go/eit/abc", None),
    ],
)
def test_the_form_of_an_address(url: str, kind: SurveyKind | None) -> None:
    assert kind_in(url) is kind


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "//itas.nacc.go.th/go/eit/a", "https://a:b@x.example/", "ไม่มี",
        f"https://x.example/{'a' * 400}", f"https://x.example/#{'a' * 5000}",
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_left_out(site: Path, url: str) -> None:
    assert not is_fit(url)
    configure(site, f"kind: eit, url: '{url}'")
    assert not surveys_of(open_site(site), 2566)
    assert "ita-qr" not in page_of(site, HOME) + page_of(site, O43)
    assert codes(site) == ["ITA813"]


# --- where they are shown --------------------------------------------------------------------------------------------


def test_an_address_is_shown_as_it_is_asked_for(site: Path) -> None:
    configure(site, 'kind: eit, url: "https://x.example/แบบ วัด#a b"')
    shown = re.findall(r'https://x\.example/[^<"]*', page_of(site, O43))
    assert set(shown) == {"https://x.example/%E0%B9%81%E0%B8%9A%E0%B8%9A%20%E0%B8%A7%E0%B8%B1%E0%B8%94#a%20b"}


def test_the_item_that_wants_a_survey_shows_it(site: Path) -> None:
    configure(site, f"kind: eit, url: '{EIT}', until: 2566-05-31", f"kind: iit, url: '{IIT}'")
    opened = open_site(site)
    item = opened.year.edition.items["O43"]
    assert [survey.kind for survey in of_item(opened, 2566, item)] == ["eit"]
    assert shown_by_site(opened, item) == {"eit_qr"}
    assert shown_by_site(opened, opened.year.edition.items["O12"]) == frozenset()
    page = page_of(site, O43)
    assert page.count('class="ita-qr"') == 1 and f'href="{EIT}"' in page and "ตอบได้ถึงวันที่" in page
    assert 'href="#survey"' in page, "the element says where it is shown"
    assert "ปิดรับแล้ว" in page_of(site, O43, "2566-06-01")
    assert page.index("{#evidence}") < page.index("{#survey}") < page.index("{#elements}")


def test_the_element_needs_no_evidence_where_the_site_shows_it(site: Path) -> None:
    path = f"{ITEMS}/o43.yml"
    lay(site, path, (site / path).read_text(encoding="utf-8").replace("[progress, eit_qr]", "[progress]"))
    assert [f.code for f in judge(site).findings] == ["ITA302"]
    configure(site, f"kind: eit, url: '{EIT}'")
    assert not judge(site).findings


def test_the_first_page_asks_while_the_survey_is_open(site: Path) -> None:
    configure(site, f"kind: iit, url: '{IIT}'", f"kind: eit, url: '{EIT}', until: 2566-05-31")
    assert EIT in page_of(site, HOME, "2566-05-31") and IIT not in page_of(site, HOME)
    assert "ita-qr" not in page_of(site, HOME, "2566-06-01")


def test_the_agency_says_what_is_on_its_first_page(site: Path) -> None:
    configure(site, f"kind: iit, url: '{IIT}', on_home: true", f"kind: eit, url: '{EIT}', on_home: false")
    opened = open_site(site)
    assert [survey.kind for survey in on_home(opened, date(2023, 4, 1))] == ["iit"]


def test_of_two_the_first_and_of_other_years_none(site: Path) -> None:
    other = "https://itas.nacc.go.th/go/eit/zzz"
    configure(site, f"kind: eit, year: 2565, url: '{other}'", f"kind: eit, url: '{EIT}'", f"kind: eit, url: '{other}'")
    (survey,) = surveys_of(open_site(site), 2566)
    assert survey.url == EIT and is_open(survey, date(2030, 1, 1))
    assert codes(site) == ["ITA816"]


def test_an_agency_without_links_is_not_told_of_them(site: Path) -> None:
    assert codes(site) == []
    assert codes(configure(site, f"kind: eit, year: 2565, url: '{EIT}'")) == ["ITA815"]


# --- the picture -----------------------------------------------------------------------------------------------------


def drawn(path: str, size: int) -> list[list[int]]:
    """The modules of a drawing, dark ones 1."""
    found = [[0] * size for _ in range(size)]
    for x, y, width, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path):
        assert width == back
        for at in range(int(x), int(x) + int(width)):
            found[int(y)][at] = 1
    return found


@pytest.mark.parametrize("address", [EIT, IIT, f"https://itas.nacc.go.th/go/eit/{'x' * 260}"])
def test_the_drawing_is_the_code_and_its_quiet_zone(address: str) -> None:
    code, made = code_of(address), segno.make(address, error="m", micro=False, boost_error=False)
    assert made.error == "M" and re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", code.path)
    wanted = [[int(bool(module)) for module in row] for row in made.matrix_iter(border=QUIET)]
    assert drawn(code.path, code.size) == wanted


def seen(picture: bytes, size: int) -> list[list[int]]:
    """The modules of a screenshot, black ones 1 and white ones 0; there is no grey in the middle of any."""
    with Image.open(io.BytesIO(picture)) as shot:
        grey = shot.convert("L")
    middle = [int((at + 0.5) * 240 / size) for at in range(size)]
    return [[{0: 1, 255: 0}[int(grey.getpixel((x, y)))] for x in middle] for y in middle]  # type: ignore[arg-type]


SIZES = """() => [...document.querySelectorAll('svg.ita-qr')].map(e => {
    const box = e.getBoundingClientRect(), fill = c => getComputedStyle(e.querySelector(c)).fill;
    return [box.width, box.height, box.right <= innerWidth, fill('.ita-qr-ground'), fill('.ita-qr-dots')];
})"""


@needs_chromium
def test_it_is_large_and_black_on_white_in_every_scheme(site: Path, tmp_path: Path, browser: Browser) -> None:
    configure(site, f"kind: eit, url: '{EIT}'", f"kind: iit, url: '{IIT}', on_home: true")
    with served(built(site, tmp_path / "out")) as address:
        for scheme, width in (("light", 1440), ("dark", 320)):
            context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            for path, count in (("", 2), ("2566/o43/", 1)):
                page.goto(address + path)
                found = page.evaluate(SIZES)
                assert len(found) == count
                for wide, high, inside, ground, dots in found:
                    assert wide == high >= 200 and inside
                    assert (ground, dots) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)"), scheme
            code = code_of(EIT)
            assert seen(page.locator("svg.ita-qr").screenshot(), code.size) == drawn(code.path, code.size)
            context.close()
