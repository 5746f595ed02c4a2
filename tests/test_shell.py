"""The frame of every page: one style sheet, the policy, header files, the list of all pages, what is shared."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml
from builders import judge, new_site
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from ita_site.commands.build import plan_of
from ita_site.commands.serve import _allowed
from ita_site.config import open_site
from ita_site.engine import _copy, write_tree
from ita_site.errors import EngineError
from ita_site.headers import ON_SITE, policy, server_files
from ita_site.html_blocks import HtmlBlocks
from ita_site.stylesheet import stylesheet
from ita_site.theme_files import PARTS, theme_dir


def rules(text: str) -> list[str]:
    """The selectors of a sheet, those in groups too."""
    return [s.strip() for head in re.findall(r"([^{}]*)\{", re.sub(r'"[^"]*"', '""', text)) for s in head.split(",")]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is written for the page engine, for an agency with a colour and a title of several lines."""
    site = new_site(tmp_path_factory.mktemp("shell"))
    config = site / "site_config.yml"
    text = config.read_text(encoding="utf-8").replace("site:\n", 'site:\n  title: "one\\n\\ntwo"\n', 1)
    text = text.replace("agency:\n", 'agency:\n  color: "#7a1f5c"\n')
    config.write_text(text, encoding="utf-8", newline="\n")
    folder = tmp_path_factory.mktemp("tree")
    write_tree(plan_of(open_site(site), judge(site)), folder)
    return folder


def page(example: Path, name: str = "index.html") -> LexborHTMLParser:
    return LexborHTMLParser((example / name).read_text(encoding="utf-8"))


# ------------------------------------------------------------------------------------------------------- style sheet


def test_the_sheet_is_whole() -> None:
    """A quote or a bracket that was cut off takes the next rule with it, in silence."""
    text = re.sub(r"url\([^)]*\)", "", re.sub(r'"[^"]*"', "", stylesheet()))
    assert text.count("{") == text.count("}") > 300
    assert '"' not in text and "'" not in text


def test_the_sheet_leaves_the_themes_own_parts_out() -> None:
    selectors = " ".join(rules(stylesheet()))
    for part in ("md-search", "md-header", "md-nav", "md-tabs", "highlight", "admonition", "md-annotation"):
        assert f".{part}" not in selectors
    for part in (".md-typeset", ".md-grid", ".md-typeset details", ".ita-head", ".ita-tile"):
        assert part in selectors


def test_letters_come_from_the_site_itself_and_are_asked_for_first(example: Path) -> None:
    addresses = [a for a in re.findall(r'url\("?([^")]{0,40})', stylesheet()) if not a.startswith("data:")]
    assert addresses == ["fonts/sarabun-400.woff2", "fonts/sarabun-700.woff2"]
    asked = [link.attributes["href"] for link in page(example).css('link[rel="preload"][as="font"]')]
    assert [str(href).removeprefix("./") for href in asked] == [f"assets/{a}" for a in addresses]
    assert all((example / "assets" / a).read_bytes().startswith(b"wOF2") for a in addresses)


def test_the_dark_scheme_stands_in_the_sheet_twice() -> None:
    """Once for who chose it, once for whose device asks for it: then a page is dark without a script."""
    source = (theme_dir() / "styles" / "20-colours.css").read_text(encoding="utf-8")
    chosen = re.findall(r'\[data-md-color-scheme="slate"\]\s*\{([^}]*)\}', source)
    before, _, asked = stylesheet().rpartition("@media screen and (prefers-color-scheme:dark)")
    lines = [line.strip() for body in chosen for line in body.splitlines() if line.strip()]
    assert len(lines) > 20
    for line in lines:
        assert line in before and line in asked
    assert set(rules(asked)) - {""} == {":root:not([data-md-color-scheme])"}


def test_every_class_of_the_theme_that_our_pages_use_is_kept(example: Path) -> None:
    """A page may not use a class that the theme styles and the sheet has lost."""
    known = set(yaml.safe_load((theme_dir() / "material.yml").read_text(encoding="utf-8"))["classes"])
    used = {
        name
        for path in example.rglob("*.html")
        for value in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8"))
        for name in value.split()
        if name.startswith("md-")
    }
    assert used <= known


# ------------------------------------------------------------------------------------------------------------- policy


def test_every_page_carries_the_policy_and_nothing_inline(example: Path) -> None:
    paths = sorted(example.rglob("*.html"))
    assert len(paths) > 50
    for path in paths:
        text = path.read_text(encoding="utf-8")
        read = LexborHTMLParser(text)
        found = read.css('meta[http-equiv="Content-Security-Policy"]')
        assert [m.attributes["content"] for m in found] == [policy()], path
        # before anything that it could forbid
        assert text.index("Content-Security-Policy") < min(text.index("<link"), text.index("<script")), path
        assert read.css("style, [style]") == [], path
        # a block of data is not run
        inline = [script.attributes.get("type") for script in read.css("script:not([src])")]
        assert inline in ([], ["application/ld+json"]), path
        assert not re.search(r"<[^>]+\son[a-z]+=", text), path


def test_the_policy_is_strict() -> None:
    directives = {d.split()[0]: d.split()[1:] for d in policy().split("; ")}
    assert directives["default-src"] == directives["base-uri"] == ["'none'"]
    assert directives["script-src"] == directives["style-src"] == directives["connect-src"] == ["'self'"]
    assert "unsafe" not in policy() and "sha256" not in policy() and "http" not in policy()


def test_header_files_say_the_same_to_every_server(example: Path, tree: Path) -> None:
    files = server_files()
    assert (example / ON_SITE).read_text(encoding="utf-8") == files[ON_SITE]
    for name, text in files.items():
        if name != ON_SITE:
            assert (tree / "headers" / name).read_text(encoding="utf-8") == text
    everywhere, rest = files[ON_SITE].split("/api/v1/*\n")
    shared, fonts = rest.split("/assets/fonts/*\n")
    assert shared.strip() == "Access-Control-Allow-Origin: *"
    plain = dict(line.strip().split(": ", 1) for line in everywhere.splitlines()[1:])
    assert fonts.strip() == "Cache-Control: public, max-age=31536000"
    assert plain["Content-Security-Policy"] == f"{policy()}; frame-ancestors 'self'"
    assert plain["X-Content-Type-Options"] == "nosniff"
    nginx = dict(re.findall(r'^add_header (\S+) "([^"]*)" always;$', files["nginx.conf"], re.MULTILINE))
    apache = dict(re.findall(r'^  Header always set (\S+) "([^"]*)"$', files["apache.htaccess"], re.MULTILINE))
    iis = {e.attrib["name"]: e.attrib["value"] for e in ET.fromstring(files["web.config"].encode()).iter("add")}  # noqa: S314
    everybody = {"Access-Control-Allow-Origin": "*"}
    assert plain == nginx == apache
    assert iis == plain | everybody and files["web.config"].index('path="api/v1"') < files["web.config"].index(
        "Access-Control-Allow-Origin"
    )
    assert 'Header set Access-Control-Allow-Origin "*" env=ITA_SHARED' in files["apache.htaccess"]
    assert 'if ($uri ~ "/api/v1/") {\n  set $ita_shared "*";' in files["nginx.conf"]


def test_headers_arrive_wherever_the_site_lies_on_a_server() -> None:
    """A `location` of nginx drops the headers around it and the folder that another one names: letters were not found."""
    files = server_files("/ita/")
    assert not re.search(r"^\s*location\b", files["nginx.conf"], re.MULTILINE)
    for name in ("nginx.conf", "apache.htaccess"):
        assert "no-cache" in files[name] and "public, max-age=31536000" in files[name]
    assert 'error_page 404 "/ita/404.html";' in files["nginx.conf"]
    assert "ErrorDocument 404 /ita/404.html" in files["apache.htaccess"]


def test_an_address_that_would_break_a_servers_file_is_left_out_of_it() -> None:
    for root in ("/a;b/", "/$x/", '/a"b/', "/a%22b/", "/%0Ab/"):
        files = server_files(root)
        assert "error_page" not in files["nginx.conf"] and "ErrorDocument" not in files["apache.htaccess"]
    assert "ErrorDocument 404 /%E0%B8%82/404.html" in server_files("/ข/")["apache.htaccess"]
    assert 'error_page 404 "/ข/404.html"' in server_files("/%E0%B8%82/")["nginx.conf"]


def test_iis_knows_every_kind_of_file_of_the_site(example: Path) -> None:
    settings = ET.fromstring(server_files()["web.config"].encode())  # noqa: S314
    told = {kind.attrib["fileExtension"] for kind in settings.iter("mimeMap")}
    always = {".html", ".txt", ".css", ".js", ".xml", ".gz", ".svg", ".png", ".jpg", ".pdf", ".csv", ""}
    assert {p.suffix for p in example.rglob("*") if p.is_file()} - always <= told


def test_the_preview_lets_its_own_script_in_and_no_other() -> None:
    meta = (
        '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src &#39;self&#39;; x">'
    )
    one, two = (_allowed(f"{meta}<p>{{}}<script>reload()</script></body>".encode()).decode() for _ in range(2))
    number = re.search(r'<script nonce="([\w-]{12,})">reload', one)
    assert number and f"script-src &#39;self&#39; &#39;nonce-{number[1]}&#39;" in one
    assert one != two


# --------------------------------------------------------------------------------------------------------------- theme


def test_all_parts_of_the_theme_are_known() -> None:
    """Name a new file of the theme in `theme_files.PARTS`: a site that lacks one is not built."""
    known = {Path(place, name).as_posix() for place, names in PARTS.items() for name in names.split()}
    assert known == {p.relative_to(theme_dir()).as_posix() for p in theme_dir().rglob("*") if p.is_file()}


def test_a_part_of_the_theme_that_is_gone_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PARTS, "styles", "99-gone.css")
    with pytest.raises(EngineError) as said:
        theme_dir.__wrapped__()
    assert "99-gone.css" in said.value.message.th and "ติดตั้ง" in said.value.message.th


def test_a_theme_that_may_not_be_written_to_is_copied_into_a_folder_that_may(tmp_path: Path) -> None:
    source = tmp_path / "theme"
    (source / "deep").mkdir(parents=True)
    (source / "deep" / "a.css").write_text("a", encoding="utf-8")
    for path in (source / "deep" / "a.css", source / "deep", source):
        path.chmod(0o555 if path.is_dir() else 0o444)
    _copy(source, tmp_path / "copy")
    assert all(path.stat().st_mode & 0o200 for path in (tmp_path / "copy").rglob("*"))
    for path in (source, source / "deep"):
        path.chmod(0o755)  # to be taken away


def test_blocks_of_html_come_out_of_markdown_as_they_would_without_help() -> None:
    page = '# หนึ่ง\n\n<div class="ita">\n<p>a *b* [c](d) &lt;</p>\n<div>\n<pre>x&#10;y</pre>\n</div>\n</div>\n\n## สอง {#s}\n\n<div class="ita">\n<p>z</p>\n</div>\n'
    known = ["attr_list", "toc"]
    assert markdown(page, extensions=[*known, HtmlBlocks()]) == markdown(page, extensions=known)


# --------------------------------------------------------------------------------------------------------------- frame


def test_a_title_of_several_lines_is_one_line_everywhere(tree: Path) -> None:
    settings = json.loads((tree / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["site_name"] == "one two"


def test_the_site_carries_no_file_of_the_theme_that_no_page_asks_for(example: Path) -> None:
    assert {p.name for p in (example / "assets").iterdir() if p.is_dir()} == {"fonts", "pictures"}


@pytest.mark.parametrize("name", ["index.html", "2566/o12/index.html", "checks/index.html"])
def test_a_page_that_is_shared_says_what_it_is(example: Path, name: str) -> None:
    read = page(example, name)
    said = {m.attributes["property"]: m.attributes["content"] for m in read.css("meta[property]")}
    address = name.removesuffix("index.html")
    assert said["og:url"] == f"https://{said['og:url'].split('/')[2]}/{address}"
    assert said["og:locale"] == "th_TH" and said["og:title"] and said["og:description"]
    picture = said["og:image"].split("/", 3)[3]
    assert (example / picture).read_bytes().startswith(b"\x89PNG")
    assert said["og:image:width"] == "1200" and said["og:image:alt"]
    title = read.css_first("title")
    assert title is not None and said["og:site_name"] in title.text()


def test_descriptions_differ_from_item_to_item(example: Path) -> None:
    found = set()
    for number in range(1, 44):
        description = page(example, f"2566/o{number:02}/index.html").css_first('meta[name="description"]')
        assert description is not None
        found.add(description.attributes["content"])
    assert len(found) == 43


def test_the_list_of_all_pages_leads_to_every_page(example: Path) -> None:
    links = {a.attributes["href"] for a in page(example, "contents/index.html").css("article a[href]")}
    led = {(example / "contents" / str(href)).resolve() for href in links}
    pages = {path.parent.resolve() for path in example.rglob("index.html")} - {(example / "contents").resolve()}
    assert pages - led == set()


def test_the_menu_says_where_the_reader_is(example: Path) -> None:
    here = page(example, "2566/o12/index.html").css('nav[aria-label="เมนูหลัก"] [aria-current]')
    assert [(a.text(), a.attributes["aria-current"]) for a in here] == [("ข้อมูลสาธารณะ ปี 2566", "true")]
    assert len(page(example, "2566/o12/index.html").css('.ita-section a[aria-current="page"]')) == 1


def test_earlier_years_are_one_entry_of_the_menu(example: Path) -> None:
    found = [a.text() for a in page(example).css('nav[aria-label="เมนูหลัก"] li a')]
    assert len(found) <= 8 and found[0] == "หน้าแรก" and found[-1] == "สารบัญ"


def test_a_wrong_address_leads_back(example: Path) -> None:
    read = page(example, "404.html")
    assert [h.text() for h in read.css("h1")] == ["ไม่พบหน้านี้"]
    links = [str(a.attributes["href"]) for a in read.css("article a")]
    assert links and all(href.startswith("/") for href in links), "a page that is shown anywhere needs whole addresses"
    assert any(href.endswith("/contents/") for href in links)


def test_the_colour_of_the_agency_reaches_the_sheet(tree: Path, example: Path) -> None:
    assert "--ita-stripe:#7a1f5c" in (tree / "docs/assets/site.css").read_text(encoding="utf-8")
    assert "--ita-stripe:" in (example / "assets/site.css").read_text(encoding="utf-8"), "the engine copies it"
