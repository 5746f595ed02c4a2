"""Where output goes: a reader that has gone, a full disk, a file that is not ours, a name that wants to be a command."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import jsonschema
import pytest
from prefork import CLOSED, UNREAD
from runner import Ran, environment, ita_site
from tiny import tiny

from ita_site.contracts import check_report_schema
from ita_site.errors import EngineError
from ita_site.files import undisturbed, write_whole
from ita_site.findings import Finding, Severity
from ita_site.guard import before_click
from ita_site.reporters.text_format import finding_lines
from ita_site.style import Style
from ita_site.text import Text

ITEM = "content/2566/items/o12.yml"
needs_posix = pytest.mark.skipif(os.name == "nt", reason="signals and descriptors of POSIX")
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="streams of forks, where there are any")
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")


def raw(*words: str | Path, **how: object) -> tuple[int, str]:
    """Run with a standard output of the test's own; gives the exit code and standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "ita_site.cli", *map(str, words)],
        check=False, stderr=subprocess.PIPE, env=environment(), timeout=120, **how,  # type: ignore[call-overload]
    )  # fmt: skip
    return done.returncode, done.stderr.decode()


def in_shell(redirection: str, *words: str | Path) -> Ran:
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {redirection}', "sh", sys.executable, "-m", "ita_site.cli", *map(str, words)],
        check=False, capture_output=True, text=True, encoding="utf-8", env=environment(), timeout=120,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


@contextmanager
def nobody_reads() -> Iterator[int]:
    """The writing end of a pipe whose reading end is closed."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        yield writing
    finally:
        os.close(writing)


OTHERS = [
    ["rules"],
    ["--help"],
    ["--version"],
    ["check", "--help"],
    ["schema"],
    ["explain", "O12"],
    ["explain", "ITA301"],
    ["status"],
]


@needs_posix
def test_a_reader_that_has_gone_changes_nothing_for_a_python_of_its_own(site: Path) -> None:
    with nobody_reads() as pipe:
        assert raw("-C", site, "rules", stdout=pipe) == (0, "")
        (site / ITEM).unlink()
        assert raw("-C", site, "check", "--offline", stdout=pipe) == (1, "")


@forks
@pytest.mark.parametrize("words", OTHERS)
def test_a_reader_that_has_gone_changes_nothing(site: Path, words: list[str]) -> None:
    ran = ita_site("-C", site, *words, streams={1: UNREAD})
    assert (ran.code, ran.said) == (0, "")


@forks
@pytest.mark.parametrize("form", ["text", "json", "github", "markdown"])
def test_the_verdict_does_not_depend_on_a_reader(site: Path, form: str) -> None:
    (site / ITEM).unlink()
    ran = ita_site("-C", site, "check", "--offline", "--format", form, streams={1: UNREAD})
    assert (ran.code, ran.said) == (1, "")


@needs_posix
def test_closed_streams_change_nothing_for_a_python_of_its_own(site: Path) -> None:
    ran = in_shell(">&-", "-C", site, "rules")
    assert (ran.code, ran.said) == (0, "")
    (site / ITEM).unlink()
    assert in_shell("<&- >&- 2>&-", "-C", site, "check", "--offline").code == 1


@forks
@pytest.mark.parametrize("words", OTHERS)
def test_a_closed_standard_output_changes_nothing(site: Path, words: list[str]) -> None:
    ran = ita_site("-C", site, *words, streams={1: CLOSED})
    assert (ran.code, ran.said) == (0, "")


@forks
@pytest.mark.parametrize("closed", [(1,), (0, 1), (2,), (0, 1, 2)])
def test_the_verdict_does_not_depend_on_open_streams(site: Path, closed: tuple[int, ...]) -> None:
    streams = dict.fromkeys(closed, CLOSED)
    command = ("-C", site, "check", "--offline")
    assert ita_site(*command, streams=streams).code == 0
    (site / ITEM).unlink()
    ran = ita_site(*command, streams=streams)
    assert ran.code == 1
    assert "AttributeError" not in ran.said
    (site / "site_config.yml").unlink()
    assert ita_site(*command, streams=streams).code == 2
    assert ita_site("chekc", streams=streams).code == 2


@needs_posix
def test_a_build_with_all_streams_closed_writes_only_its_own(tmp_path: Path) -> None:
    assert in_shell("<&- >&- 2>&-", "-C", tiny(tmp_path), "build", "--offline").code == 0
    pages = list((tmp_path / "build/site").rglob("*.html"))
    assert pages
    assert all("สร้างเว็บแล้ว" not in page.read_text(encoding="utf-8") for page in pages)


@forks
@pytest.mark.parametrize(("words", "code"), [(["check", "--offline"], 1), (["chekc"], 2), (["explain", "O99"], 2)])
def test_complaints_that_nobody_reads_do_no_harm(site: Path, words: list[str], code: int) -> None:
    (site / ITEM).unlink()
    assert ita_site("-C", site, *words, streams={2: UNREAD}).code == code


def assert_told_of_a_full_disk(code: int, err: str) -> None:
    assert code == 1, err
    assert "เขียนผลไม่ได้" in err
    assert "เนื้อที่ดิสก์" in err
    assert "No space left" in err
    assert "internal error" not in err
    assert "Exception ignored" not in err
    assert len(err.splitlines()) == 2


@needs_full
def test_a_full_disk_is_exit_1_with_words_for_a_python_of_its_own(site: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        assert_told_of_a_full_disk(*raw("-C", site, "rules", stdout=full))


@forks
@needs_full
@pytest.mark.parametrize("words", [*OTHERS, ["check", "--offline"], ["check", "--offline", "--format", "json"]])
def test_a_full_disk_is_exit_1_with_words(site: Path, words: list[str]) -> None:
    ran = ita_site("-C", site, *words, streams={1: "/dev/full"})
    assert_told_of_a_full_disk(ran.code, ran.err)


@forks
@needs_full
def test_a_full_disk_does_not_hide_wrong_usage(site: Path) -> None:
    (site / "site_config.yml").write_text("agency: [\n", encoding="utf-8")
    ran = ita_site("-C", site, "check", "--format", "json", streams={1: "/dev/full"})
    assert ran.code == 2
    assert "site_config.yml" in ran.err


@pytest.mark.parametrize("name", [ITEM, "content/report.json", "content/new/deep.json", "site_config.yml"])
def test_a_report_never_lands_in_the_content(site: Path, name: str) -> None:
    path = site / name
    before = path.read_bytes() if path.exists() else None
    for spelling in (path, site / "content" / ".." / name):
        ran = ita_site("-C", site, "check", "--offline", "--output", spelling)
        assert ran.code == 2, ran.said
        assert "--output" in ran.err
    assert ita_site("check", "--offline", "--output", name, cwd=site).code == 2
    assert (path.read_bytes() if path.exists() else None) == before


@needs_posix
def test_a_report_does_not_reach_the_content_by_another_name(site: Path, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(site / "content")
    os.link(site / "site_config.yml", tmp_path / "second.yml")
    before = (site / "site_config.yml").read_bytes()
    for path in (tmp_path / "way/report.json", tmp_path / "second.yml"):
        assert ita_site("-C", site, "check", "--offline", "--output", path).code == 2
    assert not (site / "content/report.json").exists()
    assert (site / "site_config.yml").read_bytes() == before


@needs_posix
def test_a_report_replaces_nothing_but_a_file(site: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("mine", encoding="utf-8")
    link, dangling, pipe, folder = (tmp_path / name for name in ("link", "dangling", "pipe", "folder"))
    link.symlink_to(target)
    dangling.symlink_to(tmp_path / "nothing")
    os.mkfifo(pipe)
    folder.mkdir()
    for path in (link, dangling, pipe, folder):
        kind = path.lstat().st_mode
        ran = ita_site("-C", site, "check", "--offline", "--output", path)
        assert ran.code == 2, ran.said
        assert str(path) in ran.err
        with pytest.raises(EngineError):
            write_whole(path, "x")
        assert path.lstat().st_mode == kind
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_dash_is_standard_output(site: Path) -> None:
    ran = ita_site("-C", site, "check", "--offline", "--format", "json", "--output", "-", cwd=site)
    assert ran.code == 0
    assert json.loads(ran.out)["blocked"] is False
    assert not (site / "-").exists()


def test_a_report_over_an_earlier_one(site: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("old", encoding="utf-8")
    assert ita_site("-C", site, "check", "--offline", "--format", "markdown", "--output", path).code == 0
    assert path.read_text(encoding="utf-8").startswith("## ")


@pytest.mark.parametrize("name", ["file/report.json", "x" * 300])
def test_a_place_where_nothing_can_be_written_is_exit_1_with_words(site: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    ran = ita_site("-C", site, "check", "--offline", "--output", tmp_path / name)
    assert ran.code == 1, ran.said
    assert "เขียนไฟล์ไม่ได้" in ran.err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@needs_posix
def test_a_folder_without_permission_is_exit_1_with_words() -> None:
    folder = Path("/tmp") / f"closed-{os.getpid()}"
    folder.mkdir(mode=0o755)
    is_root = os.geteuid() == 0
    folder.chmod(0o755 if is_root else 0o555)
    try:
        if is_root:
            os.seteuid(65534)  # root may write everywhere
        with pytest.raises(EngineError) as caught:
            write_whole(folder / "report.json", "x")
    finally:
        if is_root:
            os.seteuid(0)
        folder.rmdir()
    assert caught.value.exit_code == 1
    assert "สิทธิ์" in caught.value.message.th


def broken(site: Path) -> None:
    config = site / "site_config.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("years: [2566]", "years: [2999]"), encoding="utf-8")


def test_a_broken_configuration_is_a_report_too(site: Path) -> None:
    broken(site)
    ran = ita_site("-C", site, "check", "--gate", "draft", "--as-of", "2566-03-01", "--format", "json")
    assert ran.code == 2
    data = json.loads(ran.out)
    jsonschema.validate(data, check_report_schema())
    assert (data["edition"], data["gate"], data["as_of"], data["blocked"]) == (2566, "draft", "2023-03-01", True)
    assert [(f["path"], f["code"]) for f in data["findings"]] == [("site_config.yml", "ITA206")]
    assert "site_config.yml" in ran.err
    assert "ITA206" in ran.err


def test_a_broken_configuration_in_the_other_forms(site: Path, tmp_path: Path) -> None:
    broken(site)
    github = ita_site("-C", site, "check", env={"GITHUB_ACTIONS": "true"})
    assert github.code == 2
    assert github.out.startswith("::error file=site_config.yml,line=")
    markdown = ita_site("-C", site, "check", "--format", "markdown", "--output", tmp_path / "report.md")
    assert (markdown.code, markdown.out) == (2, "")
    assert "ITA206" in (tmp_path / "report.md").read_text(encoding="utf-8")
    text = ita_site("-C", site, "check", "--format", "text")
    assert (text.code, text.out) == (2, "")


@needs_posix
def test_sigterm_cleans_up_like_ctrl_c(tmp_path: Path) -> None:
    site = tiny(tmp_path)
    assert ita_site("-C", site, "build", "--offline").code == 0
    before = {p: p.read_bytes() for p in (site / "build").rglob("*") if p.is_file() and p.parent.name != "cache"}
    running = subprocess.Popen(
        [sys.executable, "-m", "ita_site.cli", "-C", str(site), "build", "--offline"],
        env=environment(PYTHONWARNINGS="ignore"),  # an interrupted copy leaves a file for the collector
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    until = time.monotonic() + 120
    while not [p for p in (site / "build").iterdir() if p.name.startswith(".")] and time.monotonic() < until:
        time.sleep(0.01)
    running.send_signal(signal.SIGTERM)
    _, err = running.communicate(timeout=120)
    assert running.returncode == 143, err
    assert "หยุดตามที่สั่ง" in err
    assert "Traceback" not in err
    after = {p: p.read_bytes() for p in (site / "build").rglob("*") if p.is_file() and p.parent.name != "cache"}
    assert after == before


@needs_posix
def test_sigterm_waits_for_the_steps_that_belong_together() -> None:
    met: list[str] = []
    before = signal.signal(signal.SIGTERM, lambda *_: met.append("signal"))
    try:
        with undisturbed():
            signal.raise_signal(signal.SIGTERM)
            met.append("step")
        met.append("after")
    finally:
        signal.signal(signal.SIGTERM, before)
    assert met == ["step", "signal", "after"]


EVIL = "\x1b[2J::error file=a::b\r\n::error file=x::y\u2028##[add-mask]z\u202e"


@pytest.mark.parametrize("evil", [EVIL, "::error ::x", "\u00a0::warning ::x", "##[error]x"])
def test_no_name_and_no_value_forges_a_line(evil: str) -> None:
    words = Text(evil, evil)
    finding = Finding("ITA999", "x", Severity.ERROR, evil, 1, 1, None, None, words, words)
    lines = finding_lines(finding, Style()).splitlines()
    assert len(lines) == 4
    assert "�" in lines[0] + lines[1]
    for line in lines:
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
        assert line.replace("\u00a0", " ").isprintable()
    coloured = finding_lines(finding, Style(colour=True))
    assert "\x1b[2J" not in coloured
    assert "\x1b[1m" in coloured


@needs_posix
def test_a_file_name_forges_nothing(site: Path) -> None:
    (site / "content/files/2566/a\n::error file=x::y\x1b[31m.pdf").write_bytes(b"%PDF-1.7\n")
    (site / "content/2566/programmes/p\n::error ::y").mkdir()
    for command in (["check", "--offline", "--gate", "draft", "--format", "text"], ["status"]):
        ran = ita_site("-C", site, *command)
        assert "�" in ran.out or command == ["status"]
        assert "\x1b" not in ran.said
        assert not [line for line in ran.said.splitlines() if line.lstrip().startswith("::")]


EVERY = [
    ["check"],
    ["build"],
    ["serve"],
    ["status"],
    ["explain", "O12"],
    ["rules"],
    ["schema"],
    ["init", "new"],
    ["new", "item", "O12"],
    ["new", "report", "kpi-2-1", "2566-02"],
    ["new", "programme", "p"],
]


@pytest.mark.parametrize("words", EVERY)
def test_a_folder_that_is_not_there_is_exit_2_with_its_name(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "a file").touch()
    for name in ("missing", "a file", "x" * 300) if words in (["check"], ["init", "new"]) else ("missing",):
        ran = ita_site("-C", tmp_path / name, *words)
        assert ran.code == 2, ran.said
        assert str(tmp_path / name) in ran.err
        assert ran.out == ""
        assert [path.name for path in tmp_path.iterdir()] == ["a file"]


def test_init_makes_its_folder_inside_the_one_named(tmp_path: Path) -> None:
    assert ita_site("-C", tmp_path, "init", "a/b").code == 0
    assert (tmp_path / "a/b/site_config.yml").is_file()
    assert ita_site("-C", tmp_path, "init", "--help").code == 0


@pytest.mark.parametrize("name", ["O12.yml", "o12.yaml", "๑๒.yml", "012.YML"])
def test_new_item_sees_the_file_under_its_other_names(site: Path, name: str) -> None:
    items = site / "content/2566/items"
    (items / "o12.yml").rename(items / "moved")
    (items / "moved").rename(items / name)
    before = sorted(items.iterdir())
    ran = ita_site("-C", site, "new", "item", "O12")
    assert ran.code == 2, ran.said
    assert f"content/2566/items/{name}" in ran.err
    assert sorted(items.iterdir()) == before


def test_new_report_and_programme_see_other_names_too(site: Path) -> None:
    folder = site / "content/2566/programmes/kpi-2-1"
    (folder / "2566-02.yml").rename(folder / "2566-2.yaml")
    ran = ita_site("-C", site, "new", "report", "kpi-2-1", "2566-02")
    assert ran.code == 2, ran.said
    assert "2566-2.yaml" in ran.err
    (folder / "programme.yml").rename(folder / "programme.yaml")
    ran = ita_site("-C", site, "new", "programme", "kpi-2-1")
    assert ran.code == 2, ran.said
    assert "programme.yaml" in ran.err


@needs_posix
def test_new_never_writes_over_a_file_behind_a_link(site: Path, tmp_path: Path) -> None:
    items = site / "content/2566/items"
    shutil.move(items, tmp_path / "elsewhere")
    items.symlink_to(tmp_path / "elsewhere")
    before = (items / "o12.yml").read_bytes()
    assert ita_site("-C", site, "new", "item", "O12").code == 2
    assert (items / "o12.yml").read_bytes() == before


def test_an_endless_programme_id_is_wrong_usage(site: Path) -> None:
    for words in (["programme", "x" * 300], ["report", "x" * 300, "2566-02"]):
        ran = ita_site("-C", site, "new", *words)
        assert ran.code == 2, ran.said
        assert "internal error" not in ran.err
    assert ita_site("-C", site, "new", "programme", "x" * 60).code == 0


@needs_posix
@pytest.mark.parametrize("agency", [b"\xcd\xba\xb5.", b"a\nb", b"a\x1b[31m"])
def test_a_name_that_is_not_text_is_wrong_usage(tmp_path: Path, agency: bytes) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ita_site.cli", "init", str(tmp_path / "new"), "--agency", agency],
        check=False, capture_output=True, env=environment(), timeout=120,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert b"--agency" in done.stderr
    assert list(tmp_path.iterdir()) == []


@needs_posix
def test_help_imports_nothing_heavy() -> None:
    code = "import sys, ita_site.cli, ita_site.guard, ita_site.streams; print([m for m in ('yaml', 'pydantic', 'mkdocs', 'jinja2') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, encoding="utf-8")
    assert done.stdout == "[]\n"


def test_ctrl_c_while_a_class_is_made_is_no_fault_of_ours() -> None:
    """Python wraps what stops a class that is being made into an error of another kind."""
    with pytest.raises(click.Abort) as stop, before_click():
        raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()
    assert isinstance(stop.value.__cause__, KeyboardInterrupt)
    with pytest.raises(RuntimeError, match="of ours"), before_click():
        raise RuntimeError("of ours") from ValueError()
