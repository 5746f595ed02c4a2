"""Looking into hosted files: what each kind of trouble is told as, what is remembered, and what hostile files may not do."""

from __future__ import annotations

import io
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import documents
import pytest
from builders import ITEMS, REPORT, codes, judge, lay, places

from ita_site.config import open_site
from ita_site.evidence.inspect import apart, cache, inspect_files
from ita_site.evidence.inspect.apart import Apart
from ita_site.evidence.inspect.look import look_into
from ita_site.evidence.kinds import kind_name, kind_of, promised
from ita_site.evidence.observation import FileFacts, Observed, Private, Source
from ita_site.evidence.words import words
from ita_site.findings import Gate, Severity
from ita_site.rules import check_site

ROOT = Path(__file__).resolve().parent.parent
CACHE = "build/cache/files.json"
ID = "1-1000-00000-00-8"
"""No registrar has the number 00 within a province, so nobody has this id."""


def seen(tmp_path: Path, name: str, data: bytes, allowed: frozenset[str] = frozenset()) -> FileFacts:
    path = tmp_path / name
    path.write_bytes(data)
    return look_into(str(path), name, allowed)


def long_ago(site: Path) -> None:
    """A stamp is trusted once it is two seconds old; times of entries cannot be set, so the wait is made shorter."""
    for path in (site / "content/files").rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    time.sleep(0.02)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_JUST_NOW", 10_000_000)


TROUBLES: dict[str, tuple[str, Callable[[], bytes], str | None, str]] = {
    "pdf": ("a.pdf", lambda: documents.text_pdf("Plan of 2566"), None, ""),
    "pdf in capitals": ("A.PDF", lambda: documents.text_pdf("Plan of 2566"), None, ""),
    "pdf after a blank line": ("a.pdf", lambda: b"\r\n" + documents.text_pdf("Plan of 2566"), None, ""),
    "pdf with a limit on printing": ("a.pdf", lambda: documents.locked_pdf(user=""), None, ""),
    "locked pdf": ("a.pdf", documents.locked_pdf, "encrypted", ""),
    "web page": ("a.pdf", lambda: b"\xef\xbb\xbf\n<!DOCTYPE html><html></html>", "other-type", "html"),
    "web page after a comment": ("a.pdf", lambda: b"<!-- saved --> <HTML>", "other-type", "html"),
    "docx named pdf": ("a.pdf", lambda: documents.office("word", "document"), "other-type", "docx"),
    "image named pdf": ("a.pdf", documents.jpeg, "other-type", "jpeg"),
    "words named pdf": ("a.pdf", "รายงาน".encode, "other-type", "text"),
    "zeros": ("a.pdf", lambda: bytes(5000), "other-type", "unknown"),
    "only the head of a pdf": ("a.pdf", lambda: b"%PDF-1.7\n", "damaged", "cut"),
    "pdf without a page": ("a.pdf", documents.pdf, "damaged", "closed"),
    "docx": ("a.docx", lambda: documents.office("word", "document"), None, ""),
    "xlsx": ("a.xlsx", lambda: documents.office("xl", "workbook"), None, ""),
    "pptx": ("a.pptx", lambda: documents.office("ppt", "presentation"), None, ""),
    "odt": ("a.odt", lambda: documents.open_document("text"), None, ""),
    "odt from a template": ("a.odt", lambda: documents.open_document("text-template"), None, ""),
    "ods": ("a.ods", lambda: documents.open_document("spreadsheet"), None, ""),
    "xlsx named docx": ("a.docx", lambda: documents.office("xl", "workbook"), "other-type", "xlsx"),
    "odt named docx": ("a.docx", lambda: documents.open_document("text"), "other-type", "odt"),
    "zip named docx": ("a.docx", lambda: documents.zipped(x="y"), "other-type", "zip"),
    "old doc": ("a.docx", lambda: documents.ole("WordDocument"), "other-type", "doc"),
    "old xls": ("a.xlsx", lambda: documents.ole("Workbook"), "other-type", "xls"),
    "msi or the like": ("a.xlsx", lambda: documents.ole("Something"), "other-type", "ole"),
    "locked docx": ("a.docx", lambda: documents.ole("EncryptedPackage"), "encrypted", ""),
    "locked xlsx": ("a.xlsx", lambda: documents.ole("EncryptedPackage"), "encrypted", ""),
    "locked odt": ("a.odt", lambda: documents.open_document("text", "<manifest:encryption-data/>"), "encrypted", ""),
    "half a docx": ("a.docx", lambda: documents.office("word", "document")[:-60], "damaged", "cut"),
    "png": ("a.png", documents.png, None, ""),
    "png with more behind it": ("a.png", lambda: documents.png() + b"\0" * 99, None, ""),
    "half a png": ("a.png", lambda: documents.png()[:-14], "damaged", "cut"),
    "jpeg": ("a.jpg", documents.jpeg, None, ""),
    "half a jpeg": ("a.jpeg", lambda: documents.jpeg()[:-30], "damaged", "cut"),
    "png named jpg": ("a.jpg", documents.png, "other-type", "png"),
    "webp": ("a.webp", documents.webp, None, ""),
    "half a webp": ("a.webp", lambda: documents.webp()[:-4], "damaged", "cut"),
    "csv": ("a.csv", "ก,ข\n1,2\n".encode, None, ""),
    "csv as Excel saves it": ("a.csv", lambda: "ก,ข\n1,2\n".encode("cp874"), None, ""),
    "csv in UTF-16": ("a.csv", lambda: "ก,ข\n1,2\n".encode("utf-16"), None, ""),
    "xlsx named csv": ("a.csv", lambda: documents.office("xl", "workbook"), "other-type", "xlsx"),
    "data named txt": ("a.txt", lambda: bytes(range(256)), "other-type", "unknown"),
    "nothing": ("a.pdf", lambda: b"", None, ""),
    "not for hosting": ("a.svg", lambda: b"<svg/>", None, ""),
}


@pytest.mark.parametrize(("name", "data", "trouble", "detail"), TROUBLES.values(), ids=TROUBLES)
def test_trouble(tmp_path: Path, name: str, data: Callable[[], bytes], trouble: str | None, detail: str) -> None:
    facts = seen(tmp_path, name, data())
    assert (facts.trouble, facts.detail) == (trouble, detail)


def test_the_strongest_lock(tmp_path: Path) -> None:
    pytest.importorskip("cryptography")
    assert seen(tmp_path, "a.pdf", documents.locked_pdf(algorithm="AES-256")).trouble == "encrypted"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_pdf_that_broke_off(tmp_path: Path, share: float) -> None:
    data = next((ROOT / "content/files/2566").glob("o21-*.pdf")).read_bytes()
    assert seen(tmp_path, "a.pdf", data[: int(len(data) * share)]).trouble == "damaged"


@pytest.mark.parametrize(
    ("data", "has_text", "has_thai", "is_garbled"),
    [
        (documents.text_pdf("Plan 2566"), True, False, False),
        (documents.text_pdf("The annual report on procurement, in English. " * 9), True, False, False),
        (documents.text_pdf("R\xe9sum\xe9 fran\xe7ais, d\xe9j\xe0 vu \xe0 l'\xe9t\xe9 " * 5), True, False, False),
        (documents.text_pdf(*["12,345.00 67,890.25 (3.2) 100% 44/2566 -12 " * 5] * 3), True, False, False),
        (documents.text_pdf(". " * 200), True, False, False),
        (documents.old_font_pdf(), True, False, True),
        (documents.scanned_pdf(), False, False, False),
        (documents.scanned_pdf(3, "Scanned with a phone"), False, False, False),
        (documents.pdf(b"0 0 m 100 100 l S"), False, False, False),
    ],
    ids=["short", "English", "French", "numbers", "dots", "old font", "scan", "stamped scan", "drawn"],
)  # fmt: skip
def test_text_layer(tmp_path: Path, data: bytes, has_text: bool, has_thai: bool, is_garbled: bool) -> None:
    facts = seen(tmp_path, "a.pdf", data)
    assert (facts.trouble, facts.has_text, facts.has_thai, facts.is_garbled) == (None, has_text, has_thai, is_garbled)


def test_thai_that_says_which_letters_it_shows_and_thai_that_does_not(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject

    source = next((ROOT / "content/files/2566").glob("o20-road-winner.pdf"))
    facts = seen(tmp_path, "a.pdf", source.read_bytes())
    assert (facts.pages, facts.has_text, facts.has_thai, facts.is_garbled) == (1, True, True, False)
    writer = PdfWriter(clone_from=PdfReader(source))
    for thing in writer._objects:
        if isinstance(thing, DictionaryObject):
            thing.pop("/ToUnicode", None)
    out = io.BytesIO()
    writer.write(out)
    assert seen(tmp_path, "a.pdf", out.getvalue()).is_garbled


def test_only_a_few_scans_in_a_document(tmp_path: Path) -> None:
    """A signed page that was scanned and put in does not make the document a scan."""
    scan = b"q 595 0 0 842 0 0 cm /I Do Q"
    picture = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n\0\nendstream"
    for pages, has_text in (([scan, *[documents.words("Words of a page")] * 2], True), ([scan] * 3 + [documents.words("Cover")], False)):  # fmt: skip
        facts = seen(tmp_path, "a.pdf", documents.pdf(*pages, images="/I 10 0 R", more=(picture,)))
        assert facts.has_text is has_text


def test_personal_numbers_in_a_pdf(tmp_path: Path) -> None:
    text = (
        f"Mr Example {ID}",
        "nothing here",
        "call 080-000-0123 or 080-000-0123 or +66 80 000 0456, id 3 5000 00000 12 7",
    )
    private = seen(tmp_path, "a.pdf", documents.text_pdf(*text), frozenset({"0800000456"})).private
    assert private[0] == Private("national-id", 1, "008")
    assert Private("phone", 3, "123") in private
    assert seen(tmp_path, "a.pdf", documents.text_pdf("080-000-0123"), frozenset({"0800000123"})).private == ()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
def test_personal_numbers_in_a_table(tmp_path: Path, codec: str) -> None:
    rows = ["ชื่อ,เลขที่บัญชี,เลขบัตรประชาชน", "ก,0000000123,", "ข,,1100000000008", "ค,000-0-00012-4,", ""]
    private = seen(tmp_path, "a.csv", "\r\n".join(rows).encode(codec)).private
    assert private == (Private("bank-account", 2, "123", 2), Private("national-id", 3, "008"))


@pytest.mark.parametrize("text", ['"', '"a\nb', "a,b\n" * 3 + '"x', ";;;\n1;2", "\n\n\n", "ก" * 200_000, "0" * 200_000])
def test_odd_tables(tmp_path: Path, text: str) -> None:
    assert seen(tmp_path, "a.csv", text.encode()).private == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links and pipes as POSIX has them")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "real.pdf").write_bytes(documents.text_pdf("x"))
    (tmp_path / "link.pdf").symlink_to(tmp_path / "real.pdf")
    (tmp_path / "folder.pdf").mkdir()
    os.mkfifo(tmp_path / "pipe.pdf")
    for name in ("link.pdf", "folder.pdf", "pipe.pdf", "absent.pdf"):
        assert look_into(str(tmp_path / name), name, frozenset()) == FileFacts(name, "unread", "permission")


def test_every_type_that_may_be_hosted_has_a_kind_with_a_name() -> None:
    for ending in words().file_types:
        kind = promised(f"files/x{ending}")
        assert kind is not None
        assert kind_name(kind) != kind_name("unknown")
    assert kind_of(b"") == "text"
    assert kind_name("no such kind") == kind_name("unknown")


# --- the whole of a site ---------------------------------------------------------------------------------------------


def test_the_example_is_clean() -> None:
    opened = open_site(ROOT)
    files = inspect_files(opened, look_into)
    assert len(files) == len(opened.files)
    report = check_site(opened, date(2023, 9, 30), Gate.PUBLISH, Observed(Source.NONE, {}, files))
    assert report.findings == ()
    assert all(facts.has_thai for facts in files.values() if facts.pages)


def test_all_places_that_cite_a_file(site: Path) -> None:
    lay(site, "content/files/2566/page.pdf", "<!doctype html>")
    item = site / ITEMS / "o12.yml"
    text = item.read_text(encoding="utf-8").replace("files/2566/o12-report.pdf", "files/2566/page.pdf")
    item.write_text(text, encoding="utf-8")
    programme = "content/2566/programmes/kpi-2-1/2566-01.yml"
    report = site / programme
    report.write_text(
        report.read_text(encoding="utf-8") + "levels: {3: {value: 4, evidence: [{file: files/2566/page.pdf}]}}\n",
        encoding="utf-8",
    )
    found = judge(site).findings
    assert {(f.path, f.code) for f in found} == {(f"{ITEMS}/o12.yml", "ITA421"), (programme, "ITA421")}
    for finding in found:
        assert "หน้าเว็บ (HTML)" in finding.message.th
        assert "a web page (HTML)" in finding.message.en


def test_one_finding_for_an_unusable_table(site: Path) -> None:
    """ITA217 tells it; an empty file is told by ITA414."""
    (site / "content/files/2566/o11.csv").write_bytes(documents.office("xl", "workbook"))
    item = site / ITEMS / "o11.yml"
    if "o11.csv" not in item.read_text(encoding="utf-8"):
        item.write_text(item.read_text(encoding="utf-8") + "table: {file: files/2566/o11.csv}\n", encoding="utf-8")
    assert codes(judge(site)) == ["ITA217"]
    (site / "content/files/2566/o11.csv").write_bytes(b"")
    assert codes(judge(site)) == ["ITA414"]


def test_a_file_that_nobody_cites_may_be_anything_but_private(site: Path) -> None:
    lay(site, "content/files/2566/spare.pdf", "<html>")
    assert codes(judge(site)) == []
    (site / "content/files/2566/spare.pdf").write_bytes(documents.text_pdf("x", ID, f"{ID} and 2-1000-00000-00-5"))
    lay(site, "content/files/2566/spare.csv", "ชื่อ,โทร\nก,080-000-0123\nข,080-000-0456\n")
    found = judge(site).findings
    assert places(found) == {
        ("content/files/2566/spare.csv", 2, "ITA604"),
        ("content/files/2566/spare.pdf", 1, "ITA601"),
    }
    assert [f.severity for f in found] == [Severity.WARNING, Severity.ERROR]
    assert "อีก 1 เลข" in found[0].message.th
    assert "หน้า 2" in found[1].message.th


def test_what_could_not_be_looked_into_is_only_a_notice(site: Path) -> None:
    opened = open_site(site)
    facts = FileFacts("files/2566/o12-report.pdf", "unread", "slow")
    lay(site, f"{ITEMS}/o12.yml", (site / ITEMS / "o12.yml").read_text(encoding="utf-8"))
    files = {name: FileFacts(name, "unread", "slow") for name in opened.files} | {facts.path: facts}
    report = check_site(opened, date(2023, 9, 30), Gate.PUBLISH, Observed(Source.NONE, {}, files))
    assert {f.severity for f in report.findings} <= {Severity.NOTICE}
    assert not report.blocked


# --- the cache -------------------------------------------------------------------------------------------------------


class Counting:
    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, path: str, name: str, allowed: frozenset[str]) -> FileFacts:
        self.names.append(name)
        return look_into(path, name, allowed)


def looked(site: Path) -> list[str]:
    count = Counting()
    facts = inspect_files(open_site(site), count)
    assert facts == inspect_files(open_site(site), look_into)
    return sorted(count.names)


@pytest.mark.usefixtures("quick")
def test_unchanged_files_are_known(site: Path) -> None:
    long_ago(site)
    assert len(looked(site)) == 4
    assert looked(site) == []
    assert ID not in (site / CACHE).read_text(encoding="utf-8")


@pytest.mark.usefixtures("quick")
def test_changed_files_are_looked_into_again(site: Path) -> None:
    long_ago(site)
    looked(site)
    report, name = site / REPORT, "files/2566/o12-report.pdf"
    same_size = report.read_bytes().replace(b"first", b"FIRST")
    report.write_bytes(same_size)
    time.sleep(0.02)
    assert looked(site) == [name]
    other = site / "content/files/2566/new.pdf"
    other.write_bytes(same_size)
    other.replace(report)
    time.sleep(0.02)
    assert looked(site) == [name]
    report.unlink()
    assert looked(site) == []
    assert name not in json.loads((site / CACHE).read_text(encoding="utf-8"))["files"]


def test_what_changed_a_moment_ago_is_not_remembered(site: Path) -> None:
    for file in (site / "content/files").rglob("*.*"):
        os.utime(file)
    assert len(looked(site)) == 4
    assert len(looked(site)) == 4


def test_a_second_name_changes_nothing(site: Path, tmp_path: Path) -> None:
    """Every build gives hosted files one: the next check must not look into all of them again."""
    long_ago(site)
    looked(site)
    os.link(site / REPORT, tmp_path / "second-name.pdf")
    assert looked(site) == []


@pytest.mark.usefixtures("quick")
def test_other_allowed_numbers(site: Path) -> None:
    lay(site, "content/files/2566/duty.csv", "เวร,โทร\nก,080-000-0123\n")
    long_ago(site)
    assert codes(judge(site)) == ["ITA604"]
    assert looked(site) == []
    config = site / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8") + "privacy: {contacts: [080 000 0123]}\n", encoding="utf-8")
    assert codes(judge(site)) == []
    assert looked(site) == []


@pytest.mark.parametrize(
    "text",
    ["", "x", "[]", "{}", '{"version":1}', "[" * 100_000, "null", '{"version":1,"allowed":"%s","files":{"a":{}}}',
     '{"version":1,"allowed":"%s","files":{"files/2566/o12-report.pdf":{"stamp":[1,2,3]}}}',
     '{"version":1,"allowed":"%s","files":{"a":{"stamp":[1,2,3,4],"pages":"x"}}}',
     '{"version":1,"allowed":"%s","files":{"a":{"stamp":[1,2,3,4],"private":[[1]]}}}',
     '{"version":1,"allowed":"%s","files":[1]}', '{"version":99,"allowed":"%s","files":{}}'],
)  # fmt: skip
@pytest.mark.usefixtures("quick")
def test_a_damaged_cache_is_passed_over(site: Path, text: str) -> None:
    long_ago(site)
    lay(site, CACHE, text.replace("%s", cache._digest(())))
    assert len(looked(site)) == 4
    assert looked(site) == []


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("spoil", ["build", "build/cache", CACHE])
def test_where_no_cache_can_be_kept(site: Path, tmp_path: Path, spoil: str) -> None:
    """A folder in the place of the file, and links that lead out of the site."""
    long_ago(site)
    outside = tmp_path / "outside"
    outside.mkdir()
    (site / spoil).parent.mkdir(parents=True, exist_ok=True)
    (site / spoil).symlink_to(outside)
    assert len(looked(site)) == 4
    assert len(looked(site)) == 4
    assert list(outside.iterdir()) == []


def test_facts_come_back_as_they_were() -> None:
    for facts in (
        FileFacts("a"),
        FileFacts("a", "other-type", "html"),
        FileFacts(
            "a", pages=3, has_text=False, has_thai=True, is_garbled=False, private=(Private("phone", 2, "123", 7),)
        ),
    ):
        assert cache.facts_of("a", json.loads(json.dumps(cache.data_of(facts)))) == facts


# --- a process of its own --------------------------------------------------------------------------------------------


def test_apart_sees_what_is_seen_here(site: Path) -> None:
    assert inspect_files(open_site(site)) == inspect_files(open_site(site), look_into)


def test_nothing_of_the_site_is_imported(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(site, "json.py", "raise SystemExit(1)\n")
    lay(site, "pypdfium2.py", "raise SystemExit(1)\n")
    monkeypatch.chdir(site)
    assert inspect_files(open_site(Path())) == inspect_files(open_site(site), look_into)


FAKE = """
import json, os, sys, time
sys.stdin.readline()
for line in sys.stdin:
    path, name = json.loads(line)
    if name == "dies": os._exit(9)
    if name == "hangs": time.sleep(600)
    print("{}" if name != "babbles" else "what?", flush=True)
"""


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A reader that does what a file says; gives a list of its starts."""
    program = tmp_path / "fake.py"
    program.write_text(FAKE, encoding="utf-8")
    started, popen = [], apart.subprocess.Popen

    def start(words: list[str], **more: Any) -> Any:
        started.append(words)
        return popen([sys.executable, str(program)], **more)

    monkeypatch.setattr(apart.subprocess, "Popen", start)
    return started


class Hurried(Apart):
    """Waits a moment for what never comes, and as long as it takes for all else."""

    def look(self, path: str, name: str) -> FileFacts:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(apart, "SECONDS", 1.0 if "hangs" in name else 300.0)
            return super().look(path, name)


def test_a_reader_that_dies_or_hangs_is_replaced(fake: list[list[str]]) -> None:
    names = ("dies", "fine", "hangs", "fine", "babbles")
    with Hurried(frozenset()) as reader:
        told = [(facts.trouble, facts.detail) for facts in map(reader.look, [""] * 5, names)]
    assert told == [("unread", "crash"), (None, ""), ("unread", "slow"), (None, ""), ("unread", "failed")]
    assert len(fake) == 3


def test_many_that_hang_do_not_add_up(fake: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LOST", 1.5)
    with Hurried(frozenset()) as reader:
        told = [reader.look("", "hangs").detail for _ in range(50)]
    assert told[0] == "slow"
    assert told[2:] == ["failed"] * 48
    assert len(fake) <= 2, "two waits of a second are more than may be lost"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is bounded by the system")
def test_hostile_pdfs(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms that draw each other four times over, 40 deep: no machine has the time or memory for it."""

    def form(draws: bytes, inside: int) -> bytes:
        names = b"/Resources<</XObject<</I %d 0 R>>>>" % inside
        return b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]%s/Length %d>>stream\n%s\nendstream" % (
            names,
            len(draws),
            draws,
        )

    forms = tuple(form(b"/I Do /I Do /I Do /I Do", 11 + n) for n in range(40))
    lay(site, "content/files/2566/a.txt", "fine")
    (site / "content/files/2566/hangs.pdf").write_bytes(
        documents.pdf(b"/I Do", images="/I 10 0 R", more=(*forms, form(b"", 10)))
    )
    monkeypatch.setattr(apart, "Apart", Hurried)
    facts = inspect_files(open_site(site))
    assert facts["files/2566/hangs.pdf"].trouble == "unread"
    assert [f.trouble for name, f in facts.items() if "hangs" not in name] == [None] * 5
