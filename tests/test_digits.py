"""How numbers are written on pages: Thai digits where people read, machine values beside days and amounts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builders import ITEMS, judge, lay
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from ita_site.config import open_site
from ita_site.render import render
from ita_site.render.digits import digits_of, in_words, thai_digits
from ita_site.render.machine import machine_values
from ita_site.render.readable import split_page
from ita_site.render.template import flat, heading, nav_title
from ita_site.thai import fold_digits


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ปี 2566", "ปี ๒๕๖๖"),
        ("10 เมษายน 2566", "๑๐ เมษายน ๒๕๖๖"),
        ("1,250.50 บาท", "๑,๒๕๐.๕๐ บาท"),
        ("ร้อยละ 3.8%", "ร้อยละ ๓.๘%"),
        ("O12 ใช้ 245 KB", "O12 ใช้ ๒๔๕ KB"),
        ("ITA402 o12-2566.pdf A4 a1@b2.example 2b", "ITA402 o12-2566.pdf A4 a1@b2.example 2b"),
        ("https://x.example/ปี/2566/ก?a=1 2566", "https://x.example/ปี/2566/ก?a=1 ๒๕๖๖"),
        ("&#3585;12&amp;34 &#x27;5", "&#3585;๑๒&amp;๓๔ &#x27;๕"),
        ("(12)", "(๑๒)"),
        ("ปี2566ครบ", "ปี๒๕๖๖ครบ"),
        ("9.1 ข้อ 1/2", "๙.๑ ข้อ ๑/๒"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert in_words(text) == expected


def test_tags_anchors_and_code_stay() -> None:
    page = (
        '---\ntitle: "ปี 2566 &#x27;O1&#x27;"\ndescription: "ครบ 43 ข้อ"\nhide: [toc]\nrank: 12\n---\n\n'
        '## 9.1 ข้อ &#40;2566&#41; {#s9-1}\n\n<div class="ita">\n<a href="../2566/" id="e1">ข้อ 1</a>'
        '<time datetime="2023-04-10">10 เมษายน 2566</time><code>12 34</code>'
        '<svg viewBox="0 0 10 10"><text x="1">12</text></svg>\n</div>\n'
    )
    assert thai_digits(page) == (
        '---\ntitle: "ปี ๒๕๖๖ &#x27;O1&#x27;"\ndescription: "ครบ ๔๓ ข้อ"\nhide: [toc]\nrank: 12\n---\n\n'
        '## ๙.๑ ข้อ &#40;๒๕๖๖&#41; {#s9-1}\n\n<div class="ita">\n<a href="../2566/" id="e1">ข้อ ๑</a>'
        '<time datetime="2023-04-10">๑๐ เมษายน ๒๕๖๖</time><code>12 34</code>'
        '<svg viewBox="0 0 10 10"><text x="1">๑๒</text></svg>\n</div>\n'
    )


TEXTS = st.text(alphabet="กข09๕aZ<>&\"' .,:/#{}@-\n", max_size=60)


@given(TEXTS, TEXTS, TEXTS)
def test_taking_the_digits_back_gives_the_page(title: str, head: str, text: str) -> None:
    title, text = flat(title), flat(text)  # as every value is before it meets a page
    page = (
        f'---\ntitle: "{nav_title(title)}"\n---\n{heading(head, 2, "a-12")}\n'
        f'<div class="ita">\n<p id="p12" title="{escape(title)}">{escape(text)} 12</p>\n</div>\n'
    ).replace("\x00", "")
    made = thai_digits(page)
    assert fold_digits(made) == fold_digits(page)
    known = re.compile(r"<[^>]*>|&#?\w+;|\{#[^}\n]*\}$", re.MULTILINE)
    assert known.findall(made) == known.findall(page)
    assert thai_digits(made) == made


@given(TEXTS)
def test_machine_values_change_no_word(text: str) -> None:
    page = f'<div class="ita">\n<td class="ita-num">{escape(text)}</td> 1,250 บาท 31 เมษายน 2566 1 มี.ค. 2566\n</div>\n'
    made = machine_values(page)
    assert re.sub(r"</?(?:time|data)\b[^>]*>", "", made) == page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 เมษายน 2566", '<time datetime="2023-04-10">10 เมษายน 2566</time>'),
        ("๑ ต.ค. ๒๕๖๕", '<time datetime="2022-10-01">๑ ต.ค. ๒๕๖๕</time>'),
        ("เดือนมีนาคม 2566", 'เดือน<time datetime="2023-03">มีนาคม 2566</time>'),
        ("1-5 เมษายน 2566", '1-5 <time datetime="2023-04">เมษายน 2566</time>'),
        ("วันที่ 1 ถึง 5 เมษายน 2566", 'วันที่ 1 ถึง 5 <time datetime="2023-04">เมษายน 2566</time>'),
        ("31 เมษายน 2566", '31 <time datetime="2023-04">เมษายน 2566</time>'),
        ("29 กุมภาพันธ์ 2567", '<time datetime="2024-02-29">29 กุมภาพันธ์ 2567</time>'),
        ("5 เมษายน พ.ศ. 2566", '<time datetime="2023-04-05">5 เมษายน พ.ศ. 2566</time>'),
        ("ใช้ 1,250.50 บาท", 'ใช้ <data value="1250.50">1,250.50</data> บาท'),
        ("ใช้ ๑,๒๕๐ บาท", 'ใช้ <data value="1250">๑,๒๕๐</data> บาท'),
        ("ราคา-1,250 บาท", "ราคา-1,250 บาท"),
        ("10 เมษายน 2023", '<time datetime="2023-04-10">10 เมษายน 2023</time>'),
        ("มีนาคม 2999", "มีนาคม 2999"),
        ("หนังสือสำนักงาน ก.พ. 2551 และมติ อ.ก.พ. 2551", "หนังสือสำนักงาน ก.พ. 2551 และมติ อ.ก.พ. 2551"),
        (
            "30 กันยายน 2565 ถึง 2 มีนาคม 2566",
            '<time datetime="2022-09-30">30 กันยายน 2565</time> ถึง <time datetime="2023-03-02">2 มีนาคม 2566</time>',
        ),
        ("ข้อ 101,102,103", "ข้อ 101,102,103"),
        ("ปี 2566", "ปี 2566"),
    ],
)
def test_machine_values_of_words(text: str, expected: str) -> None:
    assert machine_values(f"<p>{text}</p>\n") == f"<p>{expected}</p>\n"


def test_machine_values_keep_out_of_headings_drawings_and_attributes() -> None:
    page = (
        '---\ntitle: "10 เมษายน 2566"\n---\n\n## 10 เมษายน 2566\n\n<div class="ita">\n<p title="10 เมษายน 2566">'
        "<code>10 เมษายน 2566</code></p><svg><g><text>มี.ค. 2566</text></g></svg>\n</div>\n"
    )
    assert machine_values(page) == page


def written(site: Path, digits: str) -> Path:
    config = site / "site_config.yml"
    text = config.read_text(encoding="utf-8").replace("site:\n", f"site:\n  digits: {digits}\n")
    config.write_text(text, encoding="utf-8")
    return site


def test_a_site_in_thai_digits(site: Path) -> None:
    lay(site, f"{ITEMS}/o11.yml", "item: O11\nstatus: disclosed\ntable: {file: files/2566/o11.csv}\n")
    plain = dict(render(open_site(site), judge(site)).files)
    written(site, "thai")
    opened = open_site(site)
    thai = dict(render(opened, judge(site)).files)
    assert digits_of(opened)("ปี 2566 O12") == "ปี ๒๕๖๖ O12"
    assert plain.keys() == thai.keys()
    for name, text in thai.items():
        assert fold_digits(text) == fold_digits(plain[name]), name
        # what the search shows is read; files to take away are not
        assert name.endswith((".md", "index.json")) or text == plain[name], name
        if not name.endswith(".md"):
            continue
        body = re.sub(r"<(code|pre)\b.*?</\1>", "", split_page(text)[1], flags=re.DOTALL)
        shown = re.sub(r"\{#[^}]*\}$", "", re.sub(r"<[^>]*>", " ", body), flags=re.MULTILINE)
        shown = re.sub(r"&#?\w+;", "", shown)
        left = [w for w in re.findall(r"[!-~]*[0-9][!-~]*", shown) if not re.search(r"[A-Za-z]", w) and "//" not in w]
        assert left == [] or name == "checks.md", (name, left[:5])
    assert "๔๓" in thai["index.md"]
    assert '<time datetime="2023-09-30">๓๐ กันยายน ๒๕๖๖</time>' in thai["index.md"]


def test_without_the_setting_digits_stay(site: Path) -> None:
    opened = open_site(site)
    assert opened.config.site.digits == "arabic"
    assert digits_of(opened)("ปี 2566") == "ปี 2566"
    assert "๒๕๖๖" not in render(opened, judge(site)).files["2566/index.md"]
