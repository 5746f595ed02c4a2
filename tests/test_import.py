"""`ita-site import`: from a file that an agency has to item files, with a report that hides nothing."""

from __future__ import annotations

import html
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
import yaml
from jsonschema import Draft7Validator
from pace import cost
from runner import REPOSITORY, Ran, ita_site

from ita_site.contracts import outputs
from ita_site.criteria import BUILT_IN
from ita_site.importers.items import plan
from ita_site.importers.model import Block, Cell, Link, Row, Source
from ita_site.importers.understanding.understand import understand
from ita_site.source import load
from ita_site.text import Text

ITEMS = "content/2566/items"
ROWS = yaml.safe_load((Path(__file__).parent / "import/follow-up-2566.yml").read_text(encoding="utf-8"))["rows"]
HEADS = ("ลำดับ ที่", "ข้อมูล", "ตำแหน่งข้อมูล บนเว็บไซต์ของหน่วยงาน", "การเชื่อมโยง")
EDITION = BUILT_IN.edition(2566)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A site without a single item."""
    root = tmp_path / "site"
    root.mkdir()
    shutil.copy(REPOSITORY / "site_config.yml", root)
    return root


def bring(root: Path, *words: str | Path) -> Ran:
    return ita_site("-C", root, "import", *words)


def report(ran: Ran) -> dict[str, object]:
    found = json.loads(ran.out)
    Draft7Validator(outputs()["import-report"]).validate(found)
    assert found["exit_code"] == ran.code
    return dict(found)


def evidence(root: Path) -> dict[str, list[tuple[str, str]]]:
    """Title and address of all evidence, by the name of the file."""
    found = {}
    for path in sorted((root / ITEMS).glob("*.yml")):
        data = load(path, path.name).data
        assert data is not None
        found[path.stem] = [(e["title"], e.get("url") or e["file"]) for e in data.get("evidence", [])]
    return found


def file_of(url: str) -> str:
    """The end of an address, without the page that an export adds."""
    return url.rpartition("/")[2].partition("#page=")[0]


def cells(with_codes: bool) -> Iterator[tuple[str, str, str, str]]:
    yield HEADS
    for row in ROWS:
        yield row["code"] if with_codes else "", row["title"], row["place"], row["url"]


def as_word(path: Path, with_codes: bool) -> Path:
    document = docx.Document()
    table = document.add_table(0, len(HEADS))
    for written in cells(with_codes):
        for cell, text in zip(table.add_row().cells, written, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def as_page(path: Path, with_codes: bool) -> Path:
    rows = []
    for code, title, place, url in cells(with_codes):
        link = f'<a href="{html.escape(url)}">เปิดข้อมูล</a>' if url.startswith("http") else url
        rows.append(
            f"<tr><td>{code}</td><td>{html.escape(title)}</td><td>{html.escape(place)}</td><td>{link}</td></tr>"
        )
    path.write_text(
        "<!doctype html><html lang=th><meta charset=utf-8><title>ติดตาม OIT 2566</title><nav><a href=/news>ข่าวประชาสัมพันธ์</a></nav>"
        f"<h1>OIT ปี 2566</h1><script>alert(1)</script><table>{''.join(rows)}</table></html>",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("with_codes", [True, False], ids=["codes", "titles"])
@pytest.mark.parametrize("write", [as_word, as_page])
def test_a_follow_up_table_comes_in_whole(empty: Path, tmp_path: Path, write, with_codes: bool) -> None:  # type: ignore[no-untyped-def]
    name = "table.docx" if write is as_word else "page.html"
    ran = bring(empty, write(tmp_path / name, with_codes), "--format", "json")
    found = report(ran)
    assert ran.code == 0, ran.said
    assert len(found["understood"]) == 43  # type: ignore[arg-type]
    assert [[url for _, url in links] for links in evidence(empty).values()] == [[row["url"]] for row in ROWS]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_what_was_exported_comes_back(empty: Path, tmp_path: Path, kind: str) -> None:
    sheet = tmp_path / f"answers.{kind}"
    assert ita_site("-C", REPOSITORY, "export", "answers", "--offline", "--format", kind, "--output", sheet).code == 0
    ran = bring(empty, sheet)
    assert ran.code == 0, ran.said
    before, after = evidence(REPOSITORY), evidence(empty)
    assert list(after) == list(before)
    for name, links in before.items():
        assert [file_of(url) for _, url in after[name]] == [file_of(url) for _, url in links], name
        if kind != "csv":  # a table of one sheet has no titles of evidence
            assert [t for t, _ in after[name]] == [t for t, _ in links], name


def test_nothing_is_written_over_and_merge_adds(site: Path, tmp_path: Path) -> None:
    page = as_page(tmp_path / "page.html", True)
    before = {path: path.read_bytes() for path in (site / ITEMS).iterdir()}
    (site / ITEMS / "o05.yml").unlink()
    ran = bring(site, page)
    assert ran.code == 1
    assert "--merge" in ran.out
    kept = {path: path.read_bytes() for path in (site / ITEMS).iterdir() if path.name != "o05.yml"}
    assert all(before[path] == data for path, data in kept.items())
    assert bring(site, page, "--merge", "--dry-run").code == 0
    assert {path: path.read_bytes() for path in kept} == kept
    assert bring(site, page, "--merge").code == 0
    assert all(
        row["url"] in (site / ITEMS / f"o{n:02}.yml").read_text(encoding="utf-8") for n, row in enumerate(ROWS, 1)
    )
    assert "nothing was written" in bring(site, page, "--merge").out


def test_a_new_site_is_filled_by_merge(tmp_path: Path) -> None:
    page = as_page(tmp_path / "page.html", True)
    assert ita_site("-C", tmp_path, "init", "new", "--year", "2566").code == 0
    ran = bring(tmp_path / "new", page, "--report", tmp_path / "report.txt")
    assert ran.code == 1
    assert "--merge" in ran.out
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == ran.out
    assert bring(tmp_path / "new", page, "--merge").code == 0
    assert ita_site("-C", tmp_path / "new", "check", "--offline", "--gate", "draft").code == 0


def test_what_is_left_and_guessed_is_told(empty: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.csv"
    rows = ["O1,โครงสร้าง,https://a.example/1", "O34,การประเมินความเสี่ยงการทุจริต,#", ",เรื่องอื่นของเรา,https://a.example/2"]
    page.write_text("ข้อ,ข้อมูล,URL\n,ฝ่ายของเรา,https://a.example/0\n" + "\n".join(rows), encoding="utf-8")
    ran = bring(empty, page, "--format", "json")
    assert ran.code == 1
    found = report(ran)
    assert [one["text"] for one in found["left"]] == ["ฝ่ายของเรา | https://a.example/0"]  # type: ignore[attr-defined]
    text = bring(empty, page, "--dry-run").out
    assert "ไม่ได้นำเข้า 1 แถว" in text
    assert "ไม่พบในไฟล์ 41 ข้อ" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("notes.txt", "ประชุมวันศุกร์\nเรื่องอื่น ๆ", 3),
        ("empty.csv", "ก,ข\n", 3),
        ("broken.json", "{", 2),
        ("other.json", '{"answers": 1}', 2),
        ("missing.html", None, 2),
    ],
)
def test_files_without_a_list(empty: Path, tmp_path: Path, name: str, data: str | None, code: int) -> None:
    if data is not None:
        (tmp_path / name).write_text(data, encoding="utf-8")
    ran = bring(empty, tmp_path / name)
    assert ran.code == code, ran.said
    assert not (empty / "content").exists()
    assert "Traceback" not in ran.said


def test_without_a_site_there_is_advice(tmp_path: Path) -> None:
    ran = bring(tmp_path, as_page(tmp_path / "page.html", True))
    assert ran.code == 2
    assert "ita-site init" in ran.said


def test_five_thousand_rows_take_a_second() -> None:
    names = [item.name.th for item in EDITION.items.values()]
    codes = list(EDITION.items)
    rows = [Row(tuple(map(Cell, ("ข้อ", "ข้อมูล", "URL"))), Text("", ""))]
    for n in range(5_000):
        link = Cell("คลิก", (Link("คลิก", f"https://a.example/{n}"),))
        rows.append(Row((Cell(codes[n % 43]), Cell(f"{names[n % 43]} ชุดที่ {n}"), link), Text("", "")))
    others = [BUILT_IN.edition(year) for year in BUILT_IN.years if year != 2566]
    source = Source("x", "", (Block("table", tuple(rows)),))
    planned: list[int] = []

    def job() -> None:
        found = plan(Path("/nowhere"), understand(source, EDITION, others), "local_government", merge=False)
        planned.append(sum(one.links for one in found.files))

    assert cost(job) < 2.5, "about a second on an idle machine"
    assert planned == [5_000]
