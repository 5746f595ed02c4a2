"""Pages: one for every item, honest about gaps, deaf to every attack, and the same each time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import markdown
import pytest
import yaml
from builders import ITEMS, PROGRAMME, judge, lay, new_site

from ita_site.commands.build import plan_of
from ita_site.config import open_site
from ita_site.engine import build
from ita_site.findings import Finding, Gate, Severity
from ita_site.render import Tree, render
from ita_site.render.markdown import field as markdown_field
from ita_site.render.markdown import parts
from ita_site.render.pages import Pages
from ita_site.render.paths import Here, edit_link
from ita_site.render.template import heading
from ita_site.render.words import number, size
from ita_site.site import Site
from ita_site.sitemap import page_address, site_pages, written_link
from ita_site.states import State, item_state, year_states
from ita_site.text import Text
from ita_site.theme_files import theme_dir

EVIL = (
    "</div></p></section>\n\n<script>alert(1)</script>\n\n# x {#state onclick=alert(2)}\n\n"
    "[a](javascript:alert(3)) ![b](https://evil.example/x.png) {{ 7*7 }} {% raw %} *b* **c** `d` | e |\n"
    "---\n<!-- <img src=x onerror=alert(4)> ]]> &lt;i&gt; \" ' <svg/onload=alert(5)>\n\n    code\n\n```\nf\n```\n{: onclick=x }"
)
VOID = {"br", "hr", "img", "input", "link", "meta", "rect", "path"}
TAGS = {
    "a", "bdi", "blockquote", "br", "button", "caption", "circle", "code", "data", "dd", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "hr", "img", "li", "line",
    "nav", "ol", "p", "polyline", "pre", "rect", "s", "section", "span", "strong", "summary", "svg", "table", "tbody", "td", "text", "tfoot", "th", "thead", "time", "tr", "ul",
}  # fmt: skip
BADGE_FROM_DATA = "../api/v1/status.svg"
"""The one picture of a page that no officer put there."""
SCHEMES = ("http://", "https://", "mailto:", "tel:", "webcal://")


@dataclass
class Read(HTMLParser):
    """What a browser would make of a page."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.stray.append(tag)

    def handle_comment(self, data: str) -> None:
        self.stray.append(f"<!--{data}")

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def ids(self) -> list[str]:
        return [str(a["id"]) for _, a in self.tags if "id" in a]


def read(html: str) -> Read:
    found = Read()
    found.feed(html)
    found.close()
    return found


@cache
def extensions() -> tuple[list[str], dict[str, dict[str, object]]]:
    """Those of `theme/mkdocs.yml`, and those that MkDocs adds to them."""
    listed = yaml.safe_load((theme_dir() / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    settings = {name: value for entry in listed if isinstance(entry, dict) for name, value in entry.items()}
    names = [name for entry in listed for name in (entry if isinstance(entry, dict) else [entry])]
    return ["tables", "fenced_code", *names], settings


def html_of(page: str) -> str:
    """The page's HTML, as the engine makes it."""
    names, settings = extensions()
    body = page.split("\n---\n", 1)[1]
    return markdown.Markdown(extensions=names, extension_configs=settings).convert(body)


def tree_of(site: Path, gate: Gate = Gate.PUBLISH) -> Tree:
    """The whole tree; `Texts` for tests that look at few pages takes a tenth of it."""
    return render(open_site(site), judge(site, gate))


class Texts(Mapping[str, str]):
    """The pages of a site, as they stand in its tree, each made when it is asked for."""

    def __init__(self, site: Path, gate: Gate = Gate.PUBLISH) -> None:
        opened = open_site(site)
        self._there = site_pages(opened)
        self._made = Pages(opened, judge(site, gate))

    def __getitem__(self, name: str) -> str:
        return self._made.text(self._there[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._there)

    def __len__(self) -> int:
        return len(self._there)


def built_of(site: Path, folder: Path, *names: str) -> Path:
    """Some pages of a site as the engine builds them, and all that stands beside pages: a page takes it long."""
    plan = plan_of(open_site(site), judge(site))
    pages = {name: text for name, text in plan.pages.items() if name in names or not name.endswith(".md")}
    some = replace(plan, pages=pages, nav=list(names), must_exist=())
    assert build(some, tree=folder / "tree", out=folder / "out") == len(names) + 1, "and 404.html"
    return folder / "out"


def front_matter(page: str) -> dict[str, str]:
    loaded = yaml.safe_load(page.split("---\n")[1])
    assert isinstance(loaded, dict)
    return loaded


def evil_site(site: Path) -> Path:
    """Every text field of every kind of file holds an attack."""
    evil = json.dumps(EVIL)
    title = json.dumps('<b>x</b> </title><script>alert(1)</script> *y* & "z" {{ 1 }} [q](javascript:alert(1))')
    config = site / "site_config.yml"
    config.write_text(
        f"agency: {{name: {title}, name_en: {evil}, type: local_government, address: {evil}, phone: {evil}, email: {evil}}}\n"
        f"site: {{url: 'https://ita.agency.example/', title: {title}, description: {evil}, repository: 'https://git.agency.example/ita', branch: {evil}}}\n"
        "years: [2566]\nas_of: 2566-09-30\n",
        encoding="utf-8",
    )
    lay(
        site, f"{ITEMS}/o12.yml",
        f"item: O12\nstatus: disclosed\nexplanation: {evil}\nowner: {evil}\nupdated: 2566-04-05\n"
        f"evidence:\n- {{title: {evil}, url: 'javascript:alert(1)', shows: [{evil}, progress]}}\n"
        f"- {{title: {evil}, url: 'https://evil.example/\"onmouseover=alert(1)?<script>', page: 3}}\n"
        f"- {{title: {evil}, file: {evil}}}\n- {{title: {evil}, url: 'https://user:secret@evil.example/a.pdf'}}\n"
        f"table:\n  rows:\n  - {{project: {evil}, budget: {evil}, {evil}: {evil}, status: [{evil}], note: {{a: {evil}}}}}\n",
    )  # fmt: skip
    lay(
        site, f"{ITEMS}/o29.yml",
        f"item: O29\nstatus: nil\nexplanation: {evil}\nnil: {{statement: {evil}, covers: {{from: 2565-10, to: 2566-03}}}}\n",
    )  # fmt: skip
    lay(
        site, f"{PROGRAMME}/programme.yml",
        f"id: kpi-2-1\nname: {title}\ncode: {evil}\nkind: kpi\nowner: {evil}\ncoordinator: {evil}\nstart: 2565-10\nend: 2566-03\n"
        f"background: {evil}\nobjectives: [{evil}]\ntargets: [{evil}]\nstrategy: [{evil}]\n"
        f"levels: [{{level: 1, name: {evil}, requires: {evil}, bands: [{{from: 1, score: 2}}]}}]\n"
        f"activities: [{{id: {evil}, measure: {evil}, title: {evil}, owner: {evil}, target: {evil}, "
        f"evidence: [{{url: 'javascript:alert(1)', title: {evil}, note: {evil}}}]}}]\n",
    )  # fmt: skip
    lay(
        site, f"{PROGRAMME}/2566-02.yml",
        f"month: 2566-02\nsubmitted: 2566-03-09\nactions: [{{on: 2566-02-05, text: {evil}, evidence: [{{url: {evil}}}]}}]\n"
        f"metrics: [{{name: {evil}, numerator: 1, denominator: 2, by: {{{evil}: [1, 2]}}}}]\n"
        f"next: [{{text: {evil}}}]\nproblems: {evil}\nadvice: {evil}\n"
        f"reporter: {{name: {evil}, position: {evil}, phone: {evil}, email: {evil}}}\n",
    )  # fmt: skip
    lay(
        site, "content/pages/evil.md", f"# T {EVIL}\n\n{EVIL}\n\n## H *b* [l](javascript:alert(1)) <script>\n\n{EVIL}\n"
    )
    return site


@dataclass(frozen=True)
class Whole:
    """A site that no test changes any more, all of its tree, and its pages as a browser would read them."""

    site: Site
    tree: Tree
    pages: Mapping[str, Read]


def whole(site: Path) -> Whole:
    tree = tree_of(site)
    return Whole(open_site(site), tree, {name: read(html_of(text)) for name, text in pages_of(tree).items()})


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The complete site, as it is."""
    return whole(new_site(tmp_path_factory.mktemp("complete")))


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The site of which every field holds an attack."""
    return whole(evil_site(new_site(tmp_path_factory.mktemp("evil"))))


def test_every_item_of_the_edition_has_a_page(complete: Whole) -> None:
    items, tree = complete.site.year.edition.items, complete.tree
    assert len(tree.item_pages) == len(items) == len(set(tree.item_pages))
    assert set(tree.item_pages) <= set(tree.files)
    for code, page in zip(items, tree.item_pages, strict=True):
        assert f"{code} {items[code].name.th}" in complete.pages[page].text


def test_the_tree_has_the_pages_of_the_design(complete: Whole) -> None:
    folder = "2566/programmes/kpi-2-1"
    assert {
        "index.md", "checks.md", "2566/index.md", "2566/checklist.md", "2566/programmes/index.md",
        f"{folder}.md", f"{folder}/2566-02.md", "pages/contact.md",
    } <= set(complete.tree.files)  # fmt: skip


def test_same_input_same_bytes(complete: Whole, site: Path) -> None:
    first, second = complete.tree, tree_of(site)
    assert (dict(first.files), first.nav, first.item_pages) == (dict(second.files), second.nav, second.item_pages)


def pages_of(tree: Tree) -> dict[str, str]:
    """The pages of a tree, without what stands beside them."""
    return {name: text for name, text in tree.files.items() if name.endswith(".md")}


def nav_paths(nav: list[object]) -> Iterator[str]:
    for entry in nav:
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            for value in entry.values():
                yield from [value] if isinstance(value, str) else nav_paths(value)


def test_every_page_is_in_the_menu_once(complete: Whole) -> None:
    assert sorted(nav_paths(complete.tree.nav)) == sorted(complete.pages)


@pytest.mark.parametrize("name", ["complete", "evil"])
def test_every_link_leads_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    given: Whole = request.getfixturevalue(name)
    tree = given.tree
    pages = {f"https://x.example/{page_address(path)}": page for path, page in given.pages.items()}
    files = {f"https://x.example/{path}" for path in (*given.site.files, *tree.files, *tree.workbooks)}
    for address, page in pages.items():
        for link in page.all("a"):
            href = link.get("href")
            if href is None or href.startswith(SCHEMES):
                continue
            target, anchor = urldefrag(urljoin(address, href))
            assert target in pages or unquote(target) in files, (address, href)
            if anchor and target in pages:
                assert unquote(anchor) in pages[target].ids, (address, href)


def test_content_cannot_become_code(evil: Whole) -> None:
    for name, page in evil.pages.items():
        assert {tag for tag, _ in page.tags} <= TAGS, name
        assert page.open == [] and page.stray == [], name
        assert len(page.all("h1")) == 1, name
        assert len(page.ids) == len(set(page.ids)), name
        for tag, attributes in page.tags:
            assert attributes.get("src") == (BADGE_FROM_DATA if tag == "img" else None), (name, tag)
            assert not [a for a in attributes if a.startswith("on") or a in ("style", "srcset")], (name, tag)
            href = attributes.get("href") or ""
            assert href.startswith((*SCHEMES, ".", "#")) or not href, (name, href)
            assert "secret" not in href, name


def test_hostile_words_are_still_shown_as_they_were_typed(evil: Whole) -> None:
    text = " ".join(evil.pages["2566/o12.md"].text.split())
    for piece in ("<script>alert(1)</script>", "{{ 7*7 }}", "{% raw %}", "# x {#state onclick=alert(2)}", "&lt;i&gt;"):
        assert piece in text


ATTACKED = (
    "index.md", "checks.md", "contents.md", "2566/index.md", "2566/o11.md", "2566/o12.md", "2566/o29.md",
    "2566/programmes/index.md", "2566/programmes/kpi-2-1.md", "2566/programmes/kpi-2-1/2566-02.md", "pages/evil.md",
)  # fmt: skip
"""Pages that show the hostile words of the evil site, and one that only its neighbours lead to."""


def test_titles_are_escaped_once_in_the_built_site(site: Path, tmp_path: Path) -> None:
    out = built_of(evil_site(site), tmp_path, *ATTACKED)
    scripts = set()
    for file in sorted(out.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        page = read(html)
        scripts |= {
            re.sub(r'"[./]*(assets/|")', r'"\1', s)
            for s in re.findall(r"<script.*?</script>", html, re.DOTALL)
            if "__config" not in s and "application/ld+json" not in s
        }
        assert not [a for _, attributes in page.tags for a in attributes if a.startswith("on") and a != "on"]
        # a block of data is not run, and holds the words of the agency
        run = re.findall(r'<script(?! type="application/ld\+json").*?</script>', html, re.DOTALL)
        assert "alert" not in "".join(run), file
        requests = [a.get("href") for a in page.all("link") if a.get("rel") != "canonical"]
        requests += [a.get("src") for tag in ("script", "img") for a in page.all(tag)]
        assert not [r for r in requests if r and r.startswith(("http:", "https:", "//"))], file
    assert len(scripts) <= 6, "scripts that are not the theme's own"
    home = (out / "index.html").read_text(encoding="utf-8")
    title = read(re.findall(r"<title>.*?</title>", home, re.DOTALL)[0]).text
    assert title.startswith('<b>x</b> </title><script>alert(1)</script> *y* & "z" {{ 1 }}')


def test_dates_are_of_the_buddhist_era(complete: Whole, site: Path) -> None:
    lay(
        site, f"{ITEMS}/o12.yml",
        "item: O12\nstatus: disclosed\nexplanation: หน้าแรก > รายงาน > รอบ 6 เดือนแรก\nowner: กองแผน\nupdated: 2023-04-05\n"
        "evidence:\n- {title: รายงานรอบ 6 เดือน, file: files/2566/o12-report.pdf, date: 5/4/2023, page: 3, "
        "shows: [progress, spent], covers: {from: 2022-10, to: 2023-03}}\n",
    )  # fmt: skip
    pages, before = Texts(site), complete.tree.files
    text = read(html_of(pages["2566/o12.md"])).text
    for words in ("5 เมษายน 2566", "ตุลาคม 2565 ถึง มีนาคม 2566", "ธ.ค. 2565", "หน้า 3"):
        assert words in text
    for name, page in pages.items():
        if name != "checks.md":
            # most pages are those of the site without the change, which are read already
            shown = complete.pages[name] if page == before[name] else read(html_of(page))
            assert not re.search(r"\b20(2[0-9])\b", shown.text), name


def test_a_broken_file_shows_its_place_and_leaves_the_rest_alone(site: Path) -> None:
    lay(site, f"{ITEMS}/o12.yml", 'item: O12\nstatus: disclosed\nowner: "กองแผน\n')
    pages, report = Texts(site), judge(site)
    text = read(html_of(pages["2566/o12.md"])).text
    assert "อ่านข้อมูลไม่ได้" in text
    found = report.of_item("O12")
    assert found
    for finding in found:
        assert finding.message.th in text
        assert f"{finding.path} บรรทัด {finding.line}" in text
    assert "เปิดเผยครบ" in read(html_of(pages["2566/o11.md"])).text
    assert len([name for name in pages if re.fullmatch(r"2566/o\d\d\.md", name)]) == 43


def test_a_missing_item_says_so_and_tells_what_is_asked(site: Path) -> None:
    (site / f"{ITEMS}/o12.yml").unlink()
    pages, opened = Texts(site), open_site(site)
    text = read(html_of(pages["2566/o12.md"])).text
    assert "ยังไม่เปิดเผย" in text
    assert opened.year.edition.items["O12"].summary.th in text
    assert "42 จาก 43 ข้อ" in read(html_of(pages["index.md"])).text


def test_what_the_draft_gate_lowers_is_no_less_shown(site: Path) -> None:
    lay(
        site,
        f"{ITEMS}/o12.yml",
        "item: O12\nstatus: disclosed\nexplanation: หน้าแรก > รายงาน > รอบ 6 เดือนแรก\nowner: กองแผน\n",
    )
    draft, publish = Texts(site, Gate.DRAFT), Texts(site, Gate.PUBLISH)
    assert draft["2566/o12.md"] == publish["2566/o12.md"]
    assert year_states(open_site(site).year, judge(site, Gate.DRAFT))["O12"] is State.GAP


def test_a_place_of_private_data_is_not_published(site: Path) -> None:
    text = (site / f"{ITEMS}/o12.yml").read_text(encoding="utf-8")
    lay(site, f"{ITEMS}/o12.yml", text + "# เลขประจำตัวประชาชน 1-1017-00203-45-1\n")
    report = judge(site)
    private = [f for f in report.findings if f.code.startswith("ITA6")]
    page = read(html_of(Texts(site)["2566/o12.md"])).text
    for finding in private:
        assert f"บรรทัด {finding.line}" not in page


@pytest.mark.parametrize(
    ("severity", "gap", "state"),
    [
        (Severity.ERROR, False, State.GAP),
        (Severity.WARNING, True, State.GAP),
        (Severity.WARNING, False, State.COMPLETE),
        (Severity.NOTICE, True, State.COMPLETE),
    ],
)
def test_states(site: Path, severity: Severity, gap: bool, state: State) -> None:
    entry = open_site(site).year.items["O1"]
    words = Text("ก", "a")
    finding = Finding("ITA999", "x", severity, "p", 1, 1, "O1", None, words, words, gap)
    assert item_state(entry, [finding]) is state
    assert item_state(None, []) is State.MISSING
    assert item_state(entry, [], checked=False) is State.DISCLOSED


@pytest.mark.parametrize(
    ("page", "url", "expected"),
    [
        ("2566/o12.md", "https://ita.agency.example/2566/o11/#evidence", "../o11/#evidence"),
        ("2566/o12.md", "https://ita.agency.example/files/2566/a.pdf?x=1", "../../files/2566/a.pdf?x=1"),
        ("index.md", "https://ITA.agency.example", "./"),
        ("2566/o12.md", "https://ita.agency.example:8443/2566/", None),
        ("2566/o12.md", "https://other.example/2566/", None),
        ("2566/o12.md", "https://u:p@ita.agency.example/2566/", None),
    ],
)
def test_own_addresses_become_relative(page: str, url: str, expected: str | None) -> None:
    assert Here(page, "https://ita.agency.example/").to_own(url) == expected


def test_a_site_below_a_folder_knows_its_own() -> None:
    here = Here("index.md", "https://agency.example/ita")
    assert here.to_own("https://agency.example/ita/2566/") == "./2566/"
    assert here.to_own("https://agency.example/ita") == "./"
    assert here.to_own("https://agency.example/italy/") is None


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        ("https://github.com/a/b.git", "https://github.com/a/b/edit/main/content/2566/items/o12.yml"),
        (
            "https://gitlab.agency.example/a/b/",
            "https://gitlab.agency.example/a/b/-/edit/main/content/2566/items/o12.yml",
        ),
        (
            "https://git.agency.example:3000/a/b",
            "https://git.agency.example:3000/a/b/_edit/main/content/2566/items/o12.yml",
        ),
        ("javascript:alert(1)", None),
        ("git@github.com:a/b.git", None),
        ("", None),
    ],
)
def test_edit_links_of_the_three_families(repository: str, expected: str | None) -> None:
    assert edit_link(repository, "main", "content/2566/items/o12.yml") == expected


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("complaint.md", "pages/complaint.md"),
        ("../2566/o12.md", "2566/o12.md"),
        ("files/2566/a.pdf", "files/2566/a.pdf"),
        ("../files/2566/a.pdf", "files/2566/a.pdf"),
        ("../../site_config.yml", None),
        ("/files/2566/a.pdf", "files/2566/a.pdf"),
        ("/../../etc/passwd", None),
    ],
)
def test_relative_links_of_free_pages(href: str, expected: str | None) -> None:
    assert written_link(href, "pages") == expected


def test_free_pages_keep_thai_anchors_and_titles() -> None:
    title, found = parts(
        "# ติดต่อ\n\nก\n\n## ที่ตั้ง **สำนักงาน**\n\n|ก|ข|\n|-|-|\n|1|2|\n\n## ที่ตั้ง สำนักงาน\n\n```\na\n\n# b\n```\n",
        lambda _: None,
    )
    assert title == "ติดต่อ"
    assert [(p.heading, p.anchor) for p in found] == [
        ("", ""), ("ที่ตั้ง สำนักงาน", "ที่ตั้ง-สำนักงาน"), ("ที่ตั้ง สำนักงาน", "ที่ตั้ง-สำนักงาน-2"),
    ]  # fmt: skip
    assert 'tabindex="0"' in found[1].html and '<th scope="col">' in found[1].html
    assert "a&#10;&#10;# b" in found[2].html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ก\nข", "<p>ก<br>\nข</p>"),
        ("# ก", "<p>ก</p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("[ก](elsewhere.txt)", '<p><a rel="noopener noreferrer nofollow">ก</a></p>'),
        ("[ก](//evil.example)", "<p>[ก](//evil.example)</p>"),
        ("[ก](data:text/html,x)", "<p>[ก](data:text/html,x)</p>"),
    ],
)
def test_markdown_fields(text: str, expected: str) -> None:
    assert markdown_field(text, lambda _: None) == expected


def test_each_table_of_a_page_has_a_name_of_its_own() -> None:
    table = "| ก | ข |\n| - | - |\n| 1 | 2 |\n"
    _, found = parts(f"# ชื่อ\n\n{table}\n## หัวข้อ\n\n{table}\n\n- ก\n\n{table}", lambda href: href)
    assert re.findall(r'aria-label="(.*?)"', "".join(part.html for part in found)) == [f"ตารางที่ {n}" for n in (1, 2, 3)]
    assert markdown_field(table, lambda href: href).count('aria-label="ตารางที่ 1"') == 1


def test_headings_hold_nothing_that_markdown_knows() -> None:
    line = heading('<b> *a* {: .x} [q](z) `c` "d" & #', 2, "id").strip("\n\x00")
    found = read(html_of(f"---\n---\n{line}\n"))
    assert found.text.strip() == '<b> *a* {: .x} [q](z) `c` "d" & #'
    assert found.tags == [("h2", {"id": "id"})]


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 ไบต์"), (1023, "1,023 ไบต์"), (250_880, "245 KB"), (1_258_291, "1.2 MB")]
)
def test_sizes(count: int, words: str) -> None:
    assert size(count) == words


def test_numbers_have_thousands_and_no_idle_zeros() -> None:
    from decimal import Decimal

    assert [number(v) for v in (1250000, Decimal("1250.50"), Decimal("1E+3"), Decimal("0.00"))] == [
        "1,250,000",
        "1,250.5",
        "1,000",
        "0",
    ]


def test_a_csv_is_shown_as_a_table_and_offered_as_a_file(site: Path) -> None:
    rows = "".join(f"โครงการที่ {n},1250000.5,2565-10,2566-03\n" for n in range(300))
    lay(site, f"{ITEMS}/o11.yml", "item: O11\nstatus: disclosed\ntable: {file: files/2566/o11.csv}\n")
    lay(site, "content/files/2566/o11.csv", f"project,budget,start,end\n{rows}")
    page = read(html_of(Texts(site)["2566/o11.md"]))
    assert "../../files/2566/o11.csv" in [a.get("href") for a in page.all("a")]
    assert len(page.all("tr")) == 202  # the head, two hundred rows, their sum
    for words in ("1,250,000.50", "ตุลาคม 2565", "แสดง 200 แถวแรก จากทั้งหมด 300 แถว"):
        assert words in page.text


def test_the_page_of_checks_tells_every_rule(complete: Whole) -> None:
    from ita_site.rules import CATALOGUE

    assert {code.lower() for code in CATALOGUE} <= set(complete.pages["checks.md"].ids)


def test_a_month_that_is_due_is_named_on_the_first_page(site: Path) -> None:
    (site / f"{PROGRAMME}/2565-12.yml").unlink()
    shown = read(html_of(Texts(site)["index.md"])).text
    assert "ขาดรายงาน 1 เดือน: ธ.ค. 2565 (กำหนดส่ง 10 ม.ค. 2566)" in shown


def test_pages_know_no_clock(site: Path) -> None:
    opened = open_site(site)
    assert opened.config.as_of == date(2023, 9, 30)
    assert "30 กันยายน 2566" in Texts(site)["index.md"]


def test_pictures_are_shown_when_they_are_hosted_here_and_only_then() -> None:
    aims = {"../files/2566/a.png": "../../files/2566/a.png", "../files/2566/a.pdf": "../../files/2566/a.pdf"}
    shown = markdown_field(
        "![ผัง](../files/2566/a.png) ![นอก](https://evil.example/x.png) ![ไม่มี](b.png) ![เอกสาร](../files/2566/a.pdf)",
        aims.get,
    )
    assert shown.count("<img") == 1
    assert '<img src="../../files/2566/a.png" alt="ผัง"' in shown
    assert "evil.example" not in shown
    assert "นอก" in shown
    hostile = markdown_field('![x" onerror="alert(1)](../files/2566/a.png)', aims.get)
    assert 'onerror="' not in hostile


def test_who_signed_a_notice_stands_beside_it(site: Path) -> None:
    path = site / ITEMS / "o31.yml"
    assert "signed_by:" in path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r"signed_by: [^\n]*", "signed_by: <b>นายสมมติ ใจตัวอย่าง</b>", path.read_text(encoding="utf-8")),
        encoding="utf-8",
    )
    page = Texts(site)["2566/o31.md"]
    assert "ลงนามโดย <bdi>&lt;b&gt;นายสมมติ ใจตัวอย่าง" in page
