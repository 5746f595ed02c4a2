"""The command line as other programs call it: exit codes, formats, and what bad input says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
from runner import environment, ita_site

from ita_site.config import open_site
from ita_site.contracts import check_report_schema
from ita_site.errors import ConfigError
from ita_site.source import load

COMPLETE = Path(__file__).parent / "sites" / "complete"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the small complete site, free to be spoilt."""
    return Path(shutil.copytree(COMPLETE, tmp_path / "site"))


def test_a_complete_site_passes_the_publish_gate(site: Path) -> None:
    ran = ita_site("-C", site, "check", "--offline")
    assert (ran.code, ran.err) == (0, ""), ran.said
    assert "✓ ผ่าน" in ran.out


def test_a_missing_item_blocks_a_publish_and_not_a_draft(site: Path) -> None:
    (site / "content/2566/items/o12.yml").unlink()
    publish = ita_site("-C", site, "check", "--offline")
    assert publish.code == 1
    assert (
        "content/2566/items/o12.yml:1:1: ต้องแก้ ITA301 [O12 รายงานการกำกับติดตามการดำเนินงานและการใช้งบประมาณประจำปี รอบ 6 เดือน]"
        in publish.out
    )
    assert publish.out.count("ITA301") == 1
    assert "สร้างไฟล์ content/2566/items/o12.yml" in publish.out
    draft = ita_site("-C", site, "check", "--offline", "--gate", "draft")
    assert draft.code == 0
    assert "ITA301 [O12" in draft.out


def test_mistakes_in_three_files_are_three_findings_of_one_run(site: Path) -> None:
    items = site / "content/2566/items"
    (items / "o01.yml").write_text("item: O1\nstatus: pending\n\texplanation: x\n", encoding="utf-8")
    second = items / "o02.yml"
    second.write_text(second.read_text(encoding="utf-8") + "item: O2\n", encoding="utf-8")
    report = next((site / "content/2566/programmes").glob("*/2566-01.yml"))
    lines = report.read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("month:"))
    lines[at] = "month: 2566-13"
    report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ran = ita_site("-C", site, "check", "--offline", "--gate", "draft", "--format", "json")
    found = {
        (Path(f["path"]).name, f["line"], f["code"])
        for f in json.loads(ran.out)["findings"]
        if f["severity"] == "error"
    }
    assert found == {
        ("o01.yml", 3, "ITA105"),
        ("o02.yml", len(second.read_text(encoding="utf-8").splitlines()), "ITA106"),
        ("2566-01.yml", at + 1, "ITA205"),
    }
    assert ran.code == 1


def test_json_fits_its_schema_and_the_contract(site: Path) -> None:
    (site / "content/2566/items/o12.yml").unlink()
    ran = ita_site("-C", site, "check", "--offline", "--format", "json")
    data = json.loads(ran.out)
    jsonschema.validate(data, check_report_schema())
    assert list(data) == [
        "tool",
        "version",
        "edition",
        "edition_revision",
        "gate",
        "as_of",
        "blocked",
        "counts",
        "findings",
        "waived",
    ]
    assert data["blocked"] is True
    links = sum(f["code"] == "ITA436" for f in data["findings"])  # that nobody has opened yet
    assert data["counts"] == {"error": 1, "warning": links, "notice": 0}
    assert [f["item"] for f in data["findings"] if f["severity"] == "error"] == ["O12"]


def test_github_is_the_format_inside_github_actions(site: Path) -> None:
    (site / "content/2566/items/o12.yml").unlink()
    ran = ita_site("-C", site, "check", "--offline", env={"GITHUB_ACTIONS": "true"})
    assert ran.out.startswith("::error file=content/2566/items/o12.yml,line=1,col=1,title=ITA301::O12 ")
    assert "%0A" in ran.out.splitlines()[0]


def test_a_report_can_go_to_a_file(site: Path, tmp_path: Path) -> None:
    ran = ita_site(
        "-C", site, "check", "--offline", "--format", "markdown", "--output", tmp_path / "deep" / "report.md"
    )
    assert ran.code == 0
    assert (tmp_path / "deep" / "report.md").read_text(encoding="utf-8").startswith("## ✓ ผ่าน")


def test_the_day_can_be_named_in_either_era(site: Path) -> None:
    outputs = {
        ita_site("-C", site, "check", "--offline", "--as-of", day, "--format", "json").out
        for day in ("2566-03-01", "2023-03-01", "1 มี.ค. 2566")
    }
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["as_of"] == "2023-03-01"
    assert ita_site("-C", site, "check", "--as-of", "พรุ่งนี้").code == 2


def test_output_has_no_colour_in_a_pipe(site: Path) -> None:
    (site / "content/2566/items/o12.yml").unlink()
    assert "\033" not in ita_site("-C", site, "check", "--offline").said


def test_an_empty_folder_is_never_green(tmp_path: Path) -> None:
    ran = ita_site("-C", tmp_path, "check")
    assert ran.code == 3
    assert "ita-site init" in ran.err
    assert "Nothing to check" in ran.err


def test_a_site_without_content_is_never_green(site: Path) -> None:
    shutil.rmtree(site / "content")
    ran = ita_site("-C", site, "check")
    assert ran.code == 3
    assert "content/2566/" in ran.err


def test_content_without_configuration_is_exit_2(site: Path) -> None:
    (site / "site_config.yml").unlink()
    ran = ita_site("-C", site, "check")
    assert ran.code == 2
    assert "site_config.yml" in ran.err


@pytest.mark.parametrize(
    ("old", "new", "line_has", "code"),
    [
        ("years: [2566]", "years: [2999]", "years", "ITA206"),
        ("years: [2566]", "years: [2570]", "years", "ITA204"),
        ("url: https", "url: htp", "url", "ITA204"),
        ("agency:", "agensy:", "agensy", "ITA201"),
        ("type: local_government", "type: อบต", "type", "ITA204"),
        ("years: [2566]", "years: [2566", "", "ITA104"),
    ],
)
def test_a_broken_configuration_is_exit_2_with_its_line(
    site: Path, old: str, new: str, line_has: str, code: str
) -> None:
    config = site / "site_config.yml"
    text = config.read_text(encoding="utf-8")
    assert old in text
    config.write_text(text.replace(old, new, 1), encoding="utf-8")
    ran = ita_site("-C", site, "check")
    assert ran.code == 2, ran.said
    place = next(line for line in ran.err.splitlines() if code in line)
    assert place.startswith("site_config.yml:")
    number = int(place.split(":")[1])
    assert line_has in config.read_text(encoding="utf-8").splitlines()[number - 1]
    assert "Traceback" not in ran.said


@pytest.mark.parametrize(
    "url",
    [
        'https://"><script>alert(1)</script>', 'https://x.example/" onload="alert(1)', "https://user:pw@x.example/", "https://",
        "https://[::1/", "https://ita thung.example/", "https://x.example/?b=1", "https://x.example/#c", "javascript:alert(1)",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["url", "repository"])
def test_an_address_that_would_stand_in_every_page_is_plain(site: Path, name: str, url: str) -> None:
    config = site / "site_config.yml"
    lines = [
        line for line in config.read_text(encoding="utf-8").splitlines() if not line.strip().startswith(f"{name}:")
    ]
    lines.insert(lines.index("site:") + 1, f"  {name}: '{url}'")
    config.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        open_site(site)
    assert {found.path for found in refused.value.findings} == {"site_config.yml"}


def test_nothing_is_built_of_a_site_with_a_broken_configuration(site: Path) -> None:
    config = site / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("url: https", "url: htp", 1), encoding="utf-8")
    ran = ita_site("-C", site, "build", "--offline")
    assert ran.code == 2, ran.said
    assert "site_config.yml:" in ran.err
    assert not (site / "build").exists()


def test_one_year_needs_no_brackets(site: Path) -> None:
    config = site / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("years: [2566]", "years: ๒๕๖๖"), encoding="utf-8")
    assert ita_site("-C", site, "check", "--offline").code == 0


def test_a_warning_in_the_configuration_is_told(site: Path) -> None:
    config = site / "site_config.yml"
    text = config.read_text(encoding="utf-8")
    name = next(line for line in text.splitlines() if line.strip().startswith("name:"))
    config.write_text(text.replace(name, f"{name} #1"), encoding="utf-8")
    ran = ita_site("-C", site, "check", "--offline")
    assert "site_config.yml" in ran.out
    assert "ITA112" in ran.out


@pytest.mark.parametrize(
    "name", ["content/2566/item/o12.yml", "content/pages/sub/x.md", "content/pages/b.markdown", "content/notes.txt"]
)
def test_a_file_that_nothing_reads_is_told(site: Path, name: str) -> None:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x: 1\n", encoding="utf-8")
    ran = ita_site("-C", site, "check", "--offline")
    assert f"{name}:1:1: ต้องแก้ ITA119" in ran.out
    assert ran.out.count("ต้องแก้ ITA") == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", "--gate", "maybe"], "maybe"),
        (["check", "--format", "xml"], "xml"),
        (["check", "--year", "2550"], "2550"),
        (["chekc"], "chekc"),
        (["explain", "O99"], "O99"),
        (["explain", "ITA999"], "ITA999"),
        (["new", "item", "O44"], "O44"),
        (["new", "report", "nothing", "2566-02"], "nothing"),
        (["new", "programme", "../x"], "../x"),
        (["new", "programme", "x", "--kind", "plan"], "plan"),
        (["status", "--format", "xml"], "xml"),
    ],
)
def test_wrong_usage_is_exit_2_and_names_what_is_wrong(site: Path, words: list[str], says: str) -> None:
    ran = ita_site("-C", site, *words)
    assert ran.code == 2, ran.said
    assert says in ran.err
    assert "Traceback" not in ran.said


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["check"],
        ["build"],
        ["serve"],
        ["status"],
        ["explain"],
        ["rules"],
        ["schema"],
        ["init"],
        ["new"],
        ["new", "item"],
        ["new", "report"],
        ["new", "programme"],
    ],
)
def test_every_command_has_help_in_thai_and_english(command: list[str]) -> None:
    ran = ita_site(*command, "--help")
    assert ran.code == 0
    assert any("ก" <= c <= "๙" for c in ran.out)
    english = [line for line in ran.out.splitlines() if line.isascii() and len(line.split()) >= 3]
    assert [line for line in english if not line.startswith("Usage")], ran.out


HOSTILE: dict[str, bytes] = {
    "10 MB": b"item: O12\n" + b"x: y\n" * 2_200_000,
    "binary": bytes(range(256)) * 400,
    "UTF-16": "item: O12\nstatus: pending\n".encode("utf-16"),
    "TIS-620": "item: O12\nowner: สำนักปลัด\n".encode("cp874"),
    "NUL": b"item: O12\nowner: a\0b\n",
    "deep nesting": b"item: " + b"[" * 100_000,
    "alias bomb": b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nitem: *c\n",
    "5,000-digit number": b"item: O12\nstatus: pending\nowner: " + b"9" * 5000 + b"\n",
}


def measured(site: Path) -> tuple[float, float, str]:
    """CPU seconds and peak megabytes of one check as a process of its own, and its JSON."""
    code = (
        "import atexit, resource, sys\n"
        "def tell():\n"
        "    used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "    sys.stderr.write(f'{used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}')\n"
        "atexit.register(tell)\n"
        "from ita_site.cli import main\n"
        "main()\n"
    )
    words = ["-C", str(site), "check", "--offline", "--gate", "draft", "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(),
    )
    seconds, megabytes = done.stderr.split()
    return float(seconds), float(megabytes), done.stdout


def test_hostile_files_are_one_finding_each_in_the_time_of_a_check_and_in_flat_memory(
    site: Path, tmp_path: Path
) -> None:
    """All kinds at once, in files of their own: what they add to a check is no more than the check itself costs."""
    plain_seconds, plain_megabytes, _ = measured(Path(shutil.copytree(site, tmp_path / "plain")))
    names = {f"o{number:02}.yml": kind for number, kind in enumerate(HOSTILE, 1)}
    for number, (name, kind) in enumerate(names.items(), 1):
        (site / "content/2566/items" / name).write_bytes(HOSTILE[kind].replace(b"O12", b"O%d" % number))
    seconds, megabytes, out = measured(site)
    told = [f for f in json.loads(out)["findings"] if f["severity"] == "error"]
    assert Counter(names[Path(f["path"]).name] for f in told) == dict.fromkeys(HOSTILE, 1), told
    assert seconds < 2 * plain_seconds + 1
    assert megabytes - plain_megabytes < 20


def test_a_byte_order_mark_and_windows_line_ends_are_fine(site: Path) -> None:
    for path in (site / "content/2566/items").glob("*.yml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    ran = ita_site("-C", site, "check", "--offline")
    assert ran.code == 0, ran.said


def test_a_file_that_may_not_be_read_is_a_finding(site: Path) -> None:
    path = site / "content/2566/items/o12.yml"
    path.chmod(0)
    root = os.geteuid() == 0
    for folder in site.parents if root else ():
        if folder.owner() == "root" and folder != folder.parent:
            folder.chmod(folder.stat().st_mode | 0o011)
    if root:
        os.seteuid(65534)  # root may read everything
    try:
        document = load(path, "o12.yml")
    finally:
        if root:
            os.seteuid(0)
    assert [(p.kind, p.values["reason"]) for p in document.problems] == [("unreadable", "permission")]


def test_status_is_one_screen_that_says_what_to_do_next(site: Path) -> None:
    (site / "content/2566/items/o39.yml").unlink()
    ran = ita_site("-C", site, "status")
    assert ran.code == 0
    assert "42 จาก 43" in ran.out
    assert "+2.00  O39" in ran.out
    assert len(ran.out.splitlines()) <= 40


def test_explain_speaks_of_items_in_every_spelling() -> None:
    texts = {ita_site("explain", code).out for code in ("O12", "o12", "๐๑๒", "0๑๒", "O๑๒", "012", "ข้อ ๑๒")}
    assert len(texts) == 1
    text = texts.pop()
    assert text.startswith("O12 รายงานการกำกับติดตามการดำเนินงานและการใช้งบประมาณประจำปี รอบ 6 เดือน")
    assert "0.50" in text


def test_rules_can_be_piped_into_head() -> None:
    ran = ita_site("rules")
    assert ran.code == 0
    assert "ITA301" in ran.out
