"""The agency's colour: read as officers write it, and readable on every page whatever it is."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from builders import judge
from hypothesis import given
from hypothesis import strategies as st

from ita_site.config import read_config
from ita_site.errors import ConfigError
from ita_site.records.colour import DEFAULT, NAMES, read_colour
from ita_site.render.colours import PAGE_DARK, PAGE_LIGHT, Scheme, css, palette
from ita_site.theme_files import theme_dir

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
HARD = ["#ffff00", "#ffffff", "#000000", "#39ff14", "#ff00ff", "#00ffff", "#fefefe", "#808080", "#010000", "#0000ff"]
OTHERS = {"light": ("#1d2733", "#51606f"), "dark": ("#e4eaf1", "#a9b6c4")}
"""The text of pages, plain and faint."""
TRACKS = {"light": "#d9e1e9", "dark": "#35424f"}


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


def wcag(one: str, other: str) -> float:
    """Contrast as WCAG 2.2 writes it down, in its own steps."""

    def luminance(colour: str) -> float:
        total = 0.0
        for start, weight in ((1, 0.2126), (3, 0.7152), (5, 0.0722)):
            part = int(colour[start : start + 2], 16) / 255
            total += weight * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
        return total

    first, second = luminance(one), luminance(other)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def hold(scheme: Scheme, name: str) -> None:
    pages = (*(PAGE_LIGHT if name == "light" else PAGE_DARK), scheme.soft)
    for value in fields(scheme):
        assert re.fullmatch("#[0-9a-f]{6}", getattr(scheme, value.name)), value.name
    assert wcag(scheme.head_text, scheme.head) >= 7
    assert wcag(scheme.foot_text, scheme.foot) >= 7
    for button in (scheme.button, scheme.button_hover):
        assert wcag(scheme.button_text, button) >= 7
        assert all(wcag(button, page) >= 3 for page in pages)
    for link in (scheme.main, scheme.main_hover):
        assert all(wcag(link, page) >= 4.5 for page in pages)
        assert wcag(link, TRACKS[name]) >= 3
    for line in (scheme.ring, scheme.edge):
        assert all(wcag(line, page) >= 3 for page in pages)
    assert all(wcag(scheme.head_ring, ground) >= 3 for ground in (scheme.head, scheme.foot))
    assert all(wcag(text, scheme.soft) >= 4.5 for text in OTHERS[name])
    assert wcag(scheme.foot, "#ffffff") > wcag(scheme.head, "#ffffff")


@given(COLOURS)
def test_every_colour_gives_readable_pages(colour: str) -> None:
    made = palette(colour)
    hold(made.light, "light")
    hold(made.dark, "dark")


@pytest.mark.parametrize("colour", [*HARD, *NAMES, DEFAULT])
def test_hard_and_named_colours(colour: str) -> None:
    test_every_colour_gives_readable_pages.hypothesis.inner_test(colour)


def test_a_colour_that_is_dark_enough_is_the_header_itself() -> None:
    assert palette("#7a1f5c").light.head == palette("#7a1f5c").light.stripe == "#7a1f5c"
    assert palette("").light.head == DEFAULT


def test_links_of_light_colours_keep_their_hue() -> None:
    """They are not simply black."""
    for colour in ("#ffff00", "#39ff14", "#f2c300"):
        main = palette(colour).light.main
        assert main != "#000000"
        assert len({main[1:3], main[3:5], main[5:]}) > 1
    assert 4.5 < wcag(palette("#ffffff").light.main, "#ffffff") < 8


def test_the_style_sheet_has_the_colours_of_a_site_that_names_none() -> None:
    sheet = (theme_dir() / "styles" / "20-colours.css").read_text(encoding="utf-8")
    light, dark = re.findall(
        r"(?:^:root|^\[data-md-color-scheme=\"slate\"\]) \{(.*?)\}", sheet, re.DOTALL | re.MULTILINE
    )
    for text, scheme, pages in ((light, palette("").light, PAGE_LIGHT), (dark, palette("").dark, PAGE_DARK)):
        said = dict(re.findall(r"--ita-([a-z-]+): (#[0-9a-f]{6});", text))
        for value in fields(scheme):
            assert said[value.name.replace("_", "-")] == getattr(scheme, value.name)
        surfaces = {colour for name, colour in said.items() if name.endswith("surface")}
        assert surfaces <= set(pages), "a surface that text stands on is not among the grounds that are counted with"


def test_rules_for_the_sheet() -> None:
    text = css(palette("ม่วง"))
    assert text.startswith(':root,[data-md-color-scheme="slate"]{--ita-main:#')
    assert '@media screen{[data-md-color-scheme="slate"]{--ita-main:#' in text
    assert text.count("{") == text.count("}")
    assert "--ita-head-text:#ffffff" in text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", DEFAULT),
        ("  ", DEFAULT),
        ("#7a1f5c", "#7a1f5c"),
        ("#7A1F5C", "#7a1f5c"),
        ("7a1f5c", "#7a1f5c"),
        ("#abc", "#aabbcc"),
        ("ม่วง", NAMES["ม่วง"]),
        ("สีม่วง", NAMES["ม่วง"]),
        ("สี น้ำเงิน", NAMES["น้ำเงิน"]),
        ("สีนํ้าเงิน", NAMES["น้ำเงิน"]),
        ("Green", NAMES["green"]),
        ("#7a1f5", None),
        ("#7a1f5c80", None),
        ("#gggggg", None),
        ("rgb(1,2,3)", None),
        ("สีสวย", None),
        ("#7a1f5c; } body { display: none", None),
        ("#๗a1f5c", None),
    ],
)
def test_reading_a_colour(typed: str, meant: str | None) -> None:
    assert read_colour(typed) == meant


def test_every_named_colour_is_one() -> None:
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in NAMES.values())


def with_colour(site: Path, written: str) -> Path:
    path = site / "site_config.yml"
    text = path.read_text(encoding="utf-8").replace("agency:\n", f"agency:\n  color: {written}\n")
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


@pytest.mark.parametrize("written", ['"#7a1f5"', "สวยงาม", '"rgb(1, 2, 3)"', '"red; }"', "12345"])
def test_a_colour_that_is_none_is_told_where_it_stands(site: Path, written: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_config(with_colour(site, written))
    (found,) = caught.value.findings
    assert (found.code, found.path, found.line, found.column) == ("ITA204", "site_config.yml", 3, 10)
    assert "ม่วง" in found.fix.th
    assert "purple" in found.fix.en


@pytest.mark.parametrize(
    ("written", "meant"), [("123456", "#123456"), ("001122", "#001122"), ("1e3456", "#1e3456"), ("0x1234", None)]
)
def test_digits_alone(site: Path, written: str, meant: str | None) -> None:
    """YAML may take them for a number; they are six digits all the same."""
    path = with_colour(site, written)
    if meant is None:
        with pytest.raises(ConfigError):
            read_config(path)
    else:
        assert palette(read_config(path)[0].agency.color).light.stripe == meant


def test_a_colour_without_quotation_marks_is_told(site: Path) -> None:
    """To YAML it is a note: the site would be blue, and nobody would know why."""
    with_colour(site, "#7a1f5c")
    (found,) = judge(site).findings
    assert (found.code, found.line, found.column) == ("ITA112", 3, 10)
    assert "#7a1f5c" in found.message.th
