"""What opening a link is made of: addresses, bytes, pages, words, cookies and a reader that puts up with much."""

from __future__ import annotations

import gzip
import re
import string
import subprocess
import sys
import zlib
from collections.abc import Iterable
from random import Random
from re import _parser as re_parser  # type: ignore[attr-defined]
from typing import Any

import brotli
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pace import cost
from runner import REPOSITORY

from ita_site.evidence import kinds, soft
from ita_site.evidence.links import read_address
from ita_site.evidence.net.cookies import Jar
from ita_site.evidence.net.decode import Undecodable, plain
from ita_site.evidence.page import Leap, Page, decoded, refresh_target

THAI = "ประกาศองค์การบริหารส่วนตำบล เรื่อง แผนปฏิบัติการป้องกันการทุจริต"
EVIDENCE = REPOSITORY / "ita_site/evidence"
RAW = yaml.safe_load((EVIDENCE / "phrases.yml").read_text(encoding="utf-8"))

# Addresses.


@pytest.mark.parametrize(("typed", "wire"), [
    ("https://a.go.th/x+y%2Fz//q|r?a+b=%CB%D1&c=|#p", "https://a.go.th/x+y%2Fz//q|r?a+b=%CB%D1&c=|"),
    ("https://a.go.th/%CA%D2%C3?q=%2B+%20", "https://a.go.th/%CA%D2%C3?q=%2B+%20"), ("https://a.go.th/x?", "https://a.go.th/x?"),
    (" https://A.GO.TH:443/ ", "https://a.go.th/"), ("https://a.go.th/แผน ปี.pdf", "https://a.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99%20%E0%B8%9B%E0%B8%B5.pdf"),
    ("https://ตัวอย่าง.ไทย/", "https://xn--72c1a1bt4awk9o.xn--o3cw4h/"), ("http://a.go.th:8080/a;b=1,2!*'()~", "http://a.go.th:8080/a;b=1,2!*'()~"),
    ("https://a.go.th/x\ty\nz", "https://a.go.th/xyz"), ("https://a.go.th/a/../b/./c", "https://a.go.th/b/c"), ("https://a.go.th/%zz%", "https://a.go.th/%zz%"),
    ("https://officer:secret@a.go.th:8443/x?y#z", "https://a.go.th:8443/x?y"), ("https://:secret@a.go.th/", "https://a.go.th/"),
])  # fmt: skip
def test_what_goes_out(typed: str, wire: str) -> None:
    address = read_address(typed)
    assert address is not None
    assert address.wire == wire
    assert f"{address.scheme}://{address.authority}{address.target}" == wire


word = st.text(string.ascii_letters + string.digits + "!$&'()*+,;=-._~%ก ", min_size=1, max_size=12).map(
    lambda w: f"zq{w}qz"
)


@given(word, word, st.sampled_from(["", "/", "/a?b#c", "/@x:y@z"]))
def test_a_login_never_goes_out(user: str, password: str, rest: str) -> None:
    address = read_address(f"https://{user}:{password}@www.agency.example{rest}")
    assert address is not None
    assert address.has_login
    assert "zq" not in address.wire + address.target + address.authority + address.host


@given(st.text(max_size=40) | st.text(max_size=40).map("https://a.example/{}".format))
def test_an_address_is_one_line_of_ascii(text: str) -> None:
    address = read_address(text)
    if address is not None:
        assert re.fullmatch(r"https?://[\x21-\x7e]+", address.wire)
        assert read_address(address.wire) is not None


# Bytes.


@pytest.mark.parametrize(("body", "encodings", "want"), [
    (gzip.compress(b"x" * 500), "gzip", b"x" * 500), (gzip.compress(b"y"), "X-GZIP", b"y"), (zlib.compress(b"z"), "deflate", b"z"),
    (zlib.compress(b"raw" * 9)[2:-4], "deflate", b"raw" * 9), (brotli.compress(b"br"), "br", b"br"), (b"as is", "identity", b"as is"),
    (gzip.compress(zlib.compress(b"two")), "deflate, gzip", b"two"), (b"", "gzip", b""), (b"?", "zstd", None), (b"?", ", ".join(["gzip"] * 5), None),
    (gzip.compress(bytes(range(256)) * 90)[:60], "gzip", ...), (brotli.compress(THAI.encode() * 9)[:-4], "br", ...),
], ids=map(str, range(12)))  # fmt: skip
def test_compressions_are_undone(body: bytes, encodings: str, want: object) -> None:
    got = plain(body, encodings, 1000)
    assert got is not None if want is ... else got == want


@pytest.mark.parametrize("encodings", ["gzip", "deflate", "br", "gzip, gzip", "br, gzip"])
def test_bombs_and_rubbish(encodings: str) -> None:
    bomb, quick = b"\0" * 30_000_000, {"gzip": gzip.compress, "deflate": zlib.compress}
    for encoding in encodings.split(", "):
        bomb = quick[encoding](bomb, 1) if encoding in quick else brotli.compress(bomb, quality=1)
    assert len(plain(bomb, encodings, 10_000) or b"") <= 80_000
    with pytest.raises(Undecodable):
        plain(b"<html>not compressed at all</html>", encodings, 1000)


# Pages.


@pytest.mark.parametrize("name", ["cp874", "utf-8", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("said", ["", "; charset=tis-620", "; charset=utf-8", "; charset=iso-8859-1", "; charset=us-ascii", "; charset=nonsense", "; charset=punycode"])  # fmt: skip
def test_thai_is_read_whatever_the_server_says(name: str, said: str) -> None:
    honest = {"cp874": ("tis-620",), "utf-8": ("utf-8",)}.get(name, ())
    if (name == "utf-8" and "tis-620" in said) or (name == "cp874" and said and said[10:] in honest):
        return  # a server that says so is taken at its word
    assert decoded(THAI.encode(name), f"text/html{said}") == THAI


@pytest.mark.parametrize(("head", "charset"), [('<meta charset="windows-874">', "cp874"), ("<META http-equiv=Content-Type content='text/html; charset = TIS-620'>", "cp874")])  # fmt: skip
def test_a_page_may_say_its_own_code(head: str, charset: str) -> None:
    assert Page(f"{head}<title>{THAI}</title>".encode(charset), "text/html").title == THAI


@given(
    st.binary(max_size=200),
    st.sampled_from(
        ["utf-7", "unicode_escape", "idna", "hex", "iso-8859-99", "undefined", "utf-16", "gbk", "shift_jis", "\udcff"]
    ),
)
def test_any_bytes_make_a_page(body: bytes, charset: str) -> None:
    page = Page(b"<p>" + body, f"text/html; charset={charset}")
    assert isinstance(page.text + page.title + "".join(page.headings) + page.alert, str)
    assert soft.soft_failure(page) is None or page.leap is None or page.is_blank in (True, False)


@pytest.mark.parametrize(("html", "leap"), [
    ('<meta http-equiv="Refresh" content="0; URL=\'/a\'">', Leap("meta", "/a")), ('<meta http-equiv=refresh content="30;url=/a">', None),
    ('<meta http-equiv=refresh content="5">', None), ('<noscript><meta http-equiv=refresh content="0;url=/a"></noscript>', None),
    ("<script>window.location.href = '/a'</script>", Leap("script", "/a")), ("<script>top.location.replace('\\/a')</script>", Leap("script", "/a")),
    ("<script>if (location == '/a') {}</script>", None), ("<script>my.location='/a'</script>", None), (f"<script>location='/a'</script><p>{THAI * 9}", None),
    ("<script>window . document . location = '/a'</script>", Leap("script", "/a")), ("<script>location='/a'</script><input type=password>", None),
])  # fmt: skip
def test_where_a_page_leads_on_its_own(html: str, leap: Leap | None) -> None:
    assert Page(html.encode(), "text/html").leap == leap


@given(st.text(max_size=60))
def test_any_refresh(said: str) -> None:
    assert isinstance(refresh_target(said), str)


@pytest.mark.parametrize("charset", ["utf-8", "cp874"])
def test_places_in_a_page(charset: str) -> None:
    page = Page('<h2 id="ส่วนที่ 1">x</h2><a name=top2></a><p name=no>'.encode(charset), f"text/html; charset={charset}")
    assert page.holds("ส่วนที่ 1")
    assert page.holds("%E0%B8%AA%E0%B9%88%E0%B8%A7%E0%B8%99%E0%B8%97%E0%B8%B5%E0%B9%88%201")
    assert page.holds("%CA%E8%C7%B9%B7%D5%E8%201")
    assert page.holds("top2")
    assert not page.holds("no")


@pytest.mark.parametrize(("body", "kind"), [
    (b"\xef\xbb\xbf  %PDF-1.7", "pdf"), (b"PK\x03\x04", "zip"), (b"\xff\xd8\xff\xe0", "jpeg"), (b"<?xml version='1.0'?><!-- a --> <!-- b --><HTML>", "html"),
    (b"<abbr>", "text"), (b"a,b\n1,2", "text"), (b"\xff\xfea\x00", "text"), (b"x\x00y", "unknown"), (b"RIFF____WEBP", "webp"), (b"\0\0\0\x18ftypmp42", "video"), (b"", "text"),
])  # fmt: skip
def test_kinds(body: bytes, kind: str) -> None:
    assert kinds.kind_of(body) == kind
    paths = ("/a.PDF", "/a%2Epdf", "/.pdf", "/a.pdf/", "/a.php", "/x/แผน.xlsx")
    assert [kinds.ending(path) for path in paths] == [".pdf", ".pdf", "", "", "", ".xlsx"]
    pairs = (("pdf", ".pdf"), ("html", ".pdf"), ("ole", ".docx"), ("x", ".any"))
    assert [kinds.fits(*pair) for pair in pairs] == [True, False, True, True]


# Words of pages that are not what was cited.


PATTERNS = [
    (kind, group, pattern)
    for kind in soft.KINDS
    for group in ("whole", "inside", "perhaps")
    for pattern in RAW[kind].get(group, ())
]
BLANKS = ("CATEGORY_SPACE", "CATEGORY_NOT_WORD")


def a_match(parsed: Iterable[tuple[Any, Any]], choose: Random) -> str:
    """A text that a pattern most likely finds, alternatives and repetitions chosen at random; what must not stand there
    is not looked at."""
    text = ""
    for what, more in parsed:
        match str(what):
            case "LITERAL":
                text += chr(more)
            case "ANY" | "NOT_LITERAL":
                text += choose.choice("xก .")
            case "IN":
                text += a_match([choose.choice(more)], choose)
            case "NEGATE":
                text += "x"
            case "RANGE":
                text += chr(choose.randint(*more))
            case "CATEGORY":
                text += "4" if str(more) == "CATEGORY_DIGIT" else " " if str(more) in BLANKS else "a"
            case "BRANCH":
                text += a_match(choose.choice(more[1]), choose)
            case "SUBPATTERN":
                text += a_match(more[-1], choose)
            case "MAX_REPEAT":
                least, most, part = more
                for _ in range(choose.randint(least, min(most, least + 2))):
                    text += a_match(part, choose)
            case other:
                assert other in ("AT", "ASSERT", "ASSERT_NOT"), other
    return text


@pytest.mark.parametrize(("kind", "group", "pattern"), PATTERNS)
def test_whatever_a_pattern_finds_holds_a_hint(kind: str, group: str, pattern: str) -> None:
    """Hints are looked for first: a pattern without one among them would never be asked."""
    known = soft.phrases()
    hint = known.hints[kind] if group == "inside" else known.any_hint

    parsed, choose = list(re_parser.parse(pattern)), Random(0)  # noqa: S311 - no secret
    found = [text for _ in range(200) if re.fullmatch(pattern, text := a_match(parsed, choose))]
    assert len(set(found)) > 2 or len(found) == 200
    assert [text for text in found if not hint.search(text.lower())] == []


@pytest.mark.parametrize(("title", "kind"), [
    ("404 Not Found", "not_found"), ("ไม่พบหน้าที่ท่านต้องการ | อบต.ตัวอย่าง", "not_found"), ("Oops! That page can’t be found.", "not_found"), ("Sign in", "login"), ("เข้าสู่ระบบสมาชิก", "login"),
    ("ปิดปรับปรุงระบบชั่วคราว", "maintenance"), ("เว็บไซต์อยู่ระหว่างพัฒนา", "maintenance"), ("Just a moment...", "firewall"), ("Web Application Firewall", "firewall"),
    ("Web application blocked", "firewall"), ("Account Suspended", "parked"), ("Welcome to nginx!", "parked"), ("เกิดข้อผิดพลาด", "error"), ("502 Bad Gateway", "error"),
    ("รายงานผลการดำเนินการเรื่องร้องเรียน", None), ("ประกาศปิดปรับปรุงถนนสายหลัก", None), ("ไม่พบการร้องเรียนเรื่องทุจริต ประจำปี 2566", None), ("คู่มือเข้าสู่ระบบ e-Service สำหรับประชาชน", None),
    ("เข้าสู่เว็บไซต์", None), ("ลงทะเบียนเข้าอบรมเจ้าหน้าที่", None), ("แผนที่อำเภอเมือง", None),
])  # fmt: skip
def test_titles(title: str, kind: str | None) -> None:
    found = soft.soft_failure(
        Page(f"<title>{title}</title><h1>{title}</h1><p>อบต.ตัวอย่าง".encode(), "text/html; charset=utf-8")
    )
    assert (found.kind if found else None) == kind


HOSTILE = {
    "tags in tags": "<div>" * 100_000, "tags that do not fit": "<b>" * 60_000 + "</p>" * 60_000, "styles": "".join(f"<font a{n}>" for n in range(40_000)),
    "attributes": "<a " + " ".join(f"a{n}" for n in range(80_000)) + ">", "attributes in quotes": "<a " + "".join(f"a{n}='>'" for n in range(50_000)),
    "titles": "</title>" * 60_000, "scripts": "<script></script>" * 30_000, "windows": f"<script>{'window . ' * 55_000}</script>",
    "locations": f"<script>{'location = ' * 45_000}</script>", "alerts": f"<script>{'alert( ' * 70_000}</script>", "viewers": "<embed " * 70_000,
    "a long title": f"<title>{'ไม่พบหน้า x | ' * 30_000}</title>", "headings": f"<h1>{'404 ' * 120_000}", "blanks": "<p>404" + " " * 500_000, "charset": "<meta " * 40 + "charset=" + " " * 3800,
}  # fmt: skip


def test_an_honest_large_page_is_read_to_its_end() -> None:
    state = '<input name="__VIEWSTATE" value="' + "dDw/a/b+c= " * 9000 + '">'
    page = Page(
        f'{state}<img src="data:image/png;base64,{"ab/" * 9000}">{"<p>a</p>" * 3000}<b id=last>{THAI}'.encode(),
        "text/html",
    )
    assert (page.is_part, page.holds("last"), page.holds("none"), page.text.endswith(THAI)) == (
        False,
        True,
        False,
        True,
    )


def look_over(page: Page) -> None:
    (
        soft.soft_failure(page),
        soft.shows_document(page),
        page.is_blank,
        page.leap,
        page.holds("x"),
        page.turns_back,
        page.canonical,
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_costs_a_second_at_most(name: str) -> None:
    page = HOSTILE[name].encode()
    assert cost(lambda: look_over(Page(page, "text/html"))) < 1


def test_a_hostile_name_of_a_code_is_quick() -> None:
    assert cost(lambda: look_over(Page(b"x", "text/html; charset=" + " " * 30_000 + "!"))) < 1


@pytest.mark.parametrize(("kind", "group", "pattern"), PATTERNS)
def test_a_pattern_is_quick_on_repeats(kind: str, group: str, pattern: str) -> None:
    """Of a title no more than 160 characters are held against a pattern, of a text 600."""
    compiled = re.compile(rf"\W*(?:{pattern})\W*" if group == "whole" else pattern, re.IGNORECASE)
    length = 160 if group == "whole" else 600
    atoms = [a for a in re.split(r"\\[WwSsbd]|\{[^}]*\}|[()|?*+\[\]\\^$.!:=]", pattern) if a.strip()] + [
        " ",
        ".",
        "! ",
        "a ",
        "(",
    ]

    def try_all() -> None:
        for atom in atoms:
            for text in (
                atom * length,
                f"{atom} " * length,
                f"{atoms[0]}{atom}" * length,
                f"{atoms[0]} {atom} " * length,
            ):
                (compiled.fullmatch if group == "whole" else compiled.search)(f"{text[: length - 1]}x")

    assert cost(try_all) < 0.02 * len(atoms) + 0.2


def test_a_run_of_comments_is_quick() -> None:
    words = [sys.executable, "-c", "from ita_site.evidence.kinds import kind_of; kind_of(b'<!---->' * 40 + b'x')"]
    subprocess.run(words, check=True, timeout=120)  # where every part is tried with every other it never ends


# Cookies.


@pytest.mark.parametrize(("line", "plain_header", "secure_header"), [
    ("a=1; Path=/; HttpOnly", "k=0; a=1", "k=0; a=1"), ("a=1; Secure", "k=0", "k=0; a=1"), ("k=2; Max-Age=60", "k=2", "k=2"), ("k=; Max-Age=0", "", ""),
    ("k=x; Expires=Thu, 01-Jan-1970 00:00:01 GMT", "", ""), ("k=3; Expires=Fri, 31 Dec 2100 00:00:00 GMT", "k=3", "k=3"), ("k=4; Expires=soon", "k=4", "k=4"), ("=1", "k=0", "k=0"), ("a", "k=0", "k=0"),
    ("a=1\r\nX-Evil: 1", "k=0", "k=0"), ("a=1\x00", "k=0", "k=0"), ("a=" + "v" * 5000, "k=0", "k=0"), ("k=5; Max-Age=9; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "k=5", "k=5"),
])  # fmt: skip
def test_cookies(line: str, plain_header: str, secure_header: str) -> None:
    jar = Jar()
    jar.take("a.example", ["k=0", line], is_secure=True)
    assert (jar.header("a.example", is_secure=False), jar.header("a.example", is_secure=True)) == (
        plain_header,
        secure_header,
    )
    assert [jar.header(host, is_secure=True) for host in ("b.example", "sub.a.example", "example", "")] == [""] * 4


def test_a_cookie_for_the_whole_domain_stays_with_its_host_and_plain_http_sets_no_secure_one() -> None:
    jar = Jar()
    jar.take("a.example", ["w=1; Domain=.example", "s=1; Secure"], is_secure=False)
    jar.take("b.example", [f"n{n}=1" for n in range(500)], is_secure=True)
    assert (jar.header("a.example", is_secure=True), jar.header("www.example", is_secure=True)) == ("w=1", "")
    assert jar.header("b.example", is_secure=True).count("=") == 50
