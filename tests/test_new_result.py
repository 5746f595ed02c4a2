"""`new result` and `new measures`: prefilled, valid from the first minute, and never over an existing file."""

from __future__ import annotations

import json
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
from builders import lay
from hypothesis import given, settings
from hypothesis import strategies as st
from runner import REPOSITORY, Ran, environment, ita_site

from ita_site.criteria import BUILT_IN, load_edition
from ita_site.records import MeasuresRecord, ResultRecord, read_record
from ita_site.results import IssueKind, Need, answers, computed, needs
from ita_site.results.follow_up import LEAST_ROUNDS
from ita_site.scaffold import measures_file, result_file
from ita_site.source import loads

RESULT_65, RESULT_66 = "content/2565/result.yml", "content/2566/result.yml"
MEASURES = "content/2566/measures.yml"
GAPS = {"ITA202", "ITA214", "ITA743"}
"""What is still to be filled in."""


@pytest.fixture
def bare(site: Path) -> Path:
    """The complete site without results and measures."""
    for path in site.glob("content/2*/*.yml"):
        path.unlink()
    return site


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example without its measures."""
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    shutil.copy(REPOSITORY / "site_config.yml", tmp_path)
    (tmp_path / MEASURES).unlink()
    return tmp_path


def new(site: Path, *words: str) -> Ran:
    return ita_site("-C", site, "new", *words)


def read(text: str) -> dict[str, object]:
    document = loads(text.encode(), "x.yml")
    assert document.problems == (), document.problems
    assert document.data is not None
    return dict(document.data)


def at_draft(site: Path, *paths: str) -> set[str]:
    """The codes of all findings in some files; what blocks at the draft gate is a failure."""
    ran = ita_site("-C", site, "check", "--gate", "draft", "--offline", "--format", "json")
    found = json.loads(ran.out)["findings"]
    assert [f for f in found if f["path"] in paths and f["severity"] == "error"] == []
    return {f["code"] for f in found if f["path"] in paths}


def test_a_new_result_only_waits_to_be_filled_in(bare: Path) -> None:
    for words, path in (([], RESULT_66), (["๒๕๖๕"], RESULT_65), (["2567"], "content/2567/result.yml")):
        ran = new(bare, "result", *words)
        assert (ran.code, ran.err) == (0, ""), ran.said
        assert path in ran.out
        found = at_draft(bare, path)
        assert found, "blank figures are no gap"
        assert found <= GAPS
    assert ita_site("-C", bare, "check", "--offline").code == 1


def test_a_result_names_every_indicator_and_instrument(bare: Path) -> None:
    assert new(bare, "result").code == 0
    text = (bare / RESULT_66).read_text(encoding="utf-8")
    assessment = load_edition(2566).assessment
    data = read(text)
    assert data["indicators"] == dict.fromkeys(assessment.indicators)
    for id_, name in assessment.indicators.items():
        assert f"  {id_}:   # {name.th}\n" in text
    for one in (*assessment.instruments, *assessment.joint):
        assert f"#  {one}: " in text
    assert max(map(len, text.splitlines())) <= 140


@pytest.mark.parametrize("year", range(2563, 2569))
def test_the_guidance_of_a_result_becomes_a_sound_record_when_uncommented(year: int) -> None:
    assessment = BUILT_IN.assessment(year)
    assert assessment is not None
    text = result_file(assessment, year)
    freed = re.sub(r"^#(?=[a-z_]+:|  )", "", text, flags=re.MULTILINE)
    _, mark, rest = freed.partition("\nyear:")
    freed = re.sub(r"^(total:|  [0-9]+:)(?= *(?:#|$))", r"\1 90.00", mark + rest, flags=re.MULTILINE)
    record, problems = read_record(ResultRecord, read(freed))
    assert problems == ()
    assert record is not None
    assert record.model_fields_set == set(ResultRecord.model_fields)
    view = computed(record, BUILT_IN)
    assert view is not None
    assert set(view.indicators) == set(assessment.indicators)
    assert set(view.instruments) == {*assessment.instruments, *assessment.joint}
    assert view.total == Decimal(90)
    assert view.stated_level is not None


def test_measures_begin_from_the_result_of_the_year_before(example: Path) -> None:
    ran = new(example, "measures")
    assert (ran.code, ran.err) == (0, ""), ran.said
    result, problems = read_record(ResultRecord, read((example / RESULT_65).read_text(encoding="utf-8")))
    assert problems == ()
    assert result is not None
    view = computed(result, BUILT_IN)
    assert view is not None
    wanted = needs(result, view, None)
    assert wanted
    assert f"ยกมาจาก {RESULT_65} {len(wanted)} ประเด็น" in ran.out
    text = (example / MEASURES).read_text(encoding="utf-8")
    data = read(text)
    assert data["answers"] == 2565
    rows = data["measures"]
    assert isinstance(rows, list)
    assert [row["id"] for row in rows] == [f"m{n}" for n in range(1, len(wanted) + 1)]
    for need in wanted:
        assert need.title[:40] in text
        assert need.advice[:40] in text
    assert at_draft(example, MEASURES) <= GAPS
    filled = re.sub(r"^    title:$", "    title: ก", text, flags=re.MULTILINE)
    record, problems = read_record(MeasuresRecord, read(filled))
    assert problems == ()
    assert record is not None
    assert all(answer.measures for answer in answers(wanted, record.measures, view, None)), "an issue is left out"
    (example / MEASURES).write_text(filled, encoding="utf-8")
    assert "ITA742" not in at_draft(example, MEASURES)


def test_without_a_result_the_file_is_a_small_template_that_says_where_it_looked(bare: Path) -> None:
    ran = new(bare, "measures")
    assert (ran.code, ran.err) == (0, ""), ran.said
    assert f"ไม่พบ {RESULT_65}" in ran.out
    assert "ita-site new result 2565" in ran.out
    text = (bare / MEASURES).read_text(encoding="utf-8")
    assert RESULT_65 in text
    assert len(read(text)["measures"]) == 1  # type: ignore[arg-type]
    assert at_draft(bare, MEASURES) <= GAPS


def test_a_result_without_weak_points_asks_for_no_measure(bare: Path) -> None:
    lay(bare, RESULT_65, "year: 2565\ntotal: 99\nindicators: {1: 99}\n")
    ran = new(bare, "measures", "2566")
    assert ran.code == 0, ran.said
    assert "nothing in content/2565/result.yml is below the pass mark" in ran.out
    assert at_draft(bare, MEASURES) <= GAPS


def test_the_measures_of_a_later_year_answer_the_result_of_the_open_one(bare: Path) -> None:
    lay(bare, RESULT_66, "year: 2566\ntotal: 80\nindicators: {2: 84.99, 3: 85}\nzero_items: [O12]\n")
    assert new(bare, "measures", "2567").code == 0
    data = read((bare / "content/2567/measures.yml").read_text(encoding="utf-8"))
    assert data["answers"] == 2566
    assert [row["issue"] for row in data["measures"]] == ["O12", "ตัวชี้วัดที่ 2"]  # type: ignore[attr-defined]


def test_the_example_in_the_guidance_of_measures_is_a_sound_measure() -> None:
    text = measures_file(2566, RESULT_65, None, 10)
    block = re.search(r"^#  - id: m1\n(?:#    .*\n)+", text, flags=re.MULTILINE)
    assert block is not None
    shown = "measures:\n" + re.sub(r"^#", "", block[0], flags=re.MULTILINE)
    head = "\n".join(line[1:] for line in text.splitlines() if re.match(r"#[a-z_]+:", line))
    record, problems = read_record(MeasuresRecord, read(f"answers: 2565\n{head}\n{shown}"))
    assert problems == ()
    assert record is not None
    assert record.model_fields_set == set(MeasuresRecord.model_fields)
    (measure,) = record.measures
    assert measure.model_fields_set == set(type(measure).model_fields)
    assert measure.rounds[0].model_fields_set == set(type(measure.rounds[0]).model_fields)
    assert f"อย่างน้อย {LEAST_ROUNDS} ครั้ง" in text


ODD = st.sampled_from([": ", " #", "#", "- ", "'", '"', "\\", "\n", "{{", "{%", "[", "{", "*a", "&b", "!c", "%", "@", "|", ">", "true", "~", "ก", "ำ", "😀", "--- "])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=40), st.lists(ODD, min_size=1, max_size=8).map("".join), st.just("ยาว " * 2000))


@settings(max_examples=50)
@given(TEXTS, TEXTS, TEXTS, st.sampled_from(IssueKind))
def test_no_word_of_a_result_spoils_the_measures(code: str, title: str, advice: str, kind: IssueKind) -> None:
    code = "".join(c for c in code if c.isprintable()).strip() or "O1"
    need = Need(kind, code, Decimal("44.4"), "", title, advice, 0)
    document = loads(measures_file(2566, RESULT_65, [need, need], 10).encode(), "measures.yml")
    assert document.data is not None
    first, second = document.data["measures"]
    assert first["issue"] == (f"ตัวชี้วัดที่ {code}" if kind is IssueKind.INDICATOR else code)
    assert (first["id"], second["id"], set(document.data)) == ("m1", "m2", {"answers", "measures"})


@pytest.mark.parametrize("what", ["result", "measures"])
@pytest.mark.parametrize(
    ("year", "says"),
    [
        ("2599", "2599"), ("25", "25"), ("2023", "did you mean 2566?"), ("66", "did you mean 2566?"), ("๖๖", "2566"),
        ("ปีหน้า", "ปีหน้า"), ("", "«»"), ("²", "²"), ("2566.0", "2566.0"), ("../2566", "../2566"), ("9" * 500, "9999"),
        ("2562", "2563"),
    ],
)  # fmt: skip
def test_a_year_that_cannot_be_is_refused_and_nothing_is_written(bare: Path, what: str, year: str, says: str) -> None:
    before = set(bare.rglob("*"))
    ran = new(bare, what, year)
    assert ran.code == 2, ran.said
    assert says in ran.err
    assert "Traceback" not in ran.said
    assert len(ran.err) < 500
    assert set(bare.rglob("*")) == before


@pytest.mark.parametrize(
    ("what", "there"),
    [
        ("result", "result.yml"), ("result", "result.yaml"), ("result", "Result.YML"), ("measures", "measures.yml"),
        ("measures", "measures.yaml"),
    ],
)  # fmt: skip
def test_what_is_there_is_left_alone(bare: Path, what: str, there: str) -> None:
    lay(bare, f"content/2566/{there}", "mine: 1\n")
    ran = new(bare, what)
    assert ran.code == 2, ran.said
    assert there in ran.err
    assert (bare / "content/2566" / there).read_text(encoding="utf-8") == "mine: 1\n"
    assert [p.name for p in (bare / "content/2566").iterdir() if p.is_file()] == [there]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("year: 2565\ntotal: เก้าสิบ\n", "must be mended"),
        ("year: [\n", "must be mended"),
        ("", "must be mended"),
        ("year: 2565\ntotal: 90\nindicator: {}\n", "must be mended"),
        ("year: 2565\ntotal:\n", "not filled in yet"),
    ],
)
def test_a_result_with_mistakes_comes_first(bare: Path, text: str, says: str) -> None:
    lay(bare, RESULT_65, text)
    ran = new(bare, "measures")
    assert ran.code == 2, ran.said
    assert says in ran.err
    assert RESULT_65 in ran.err
    assert not (bare / MEASURES).exists()


def test_nothing_is_written_through_a_link(bare: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (bare / "content/2565").mkdir(exist_ok=True)
    (bare / "content/2565").rmdir()
    (bare / "content/2565").symlink_to(elsewhere)
    ran = new(bare, "result", "2565")
    assert ran.code == 2, ran.said
    assert "content/2565 เป็นทางลัด" in ran.err
    assert list(elsewhere.iterdir()) == []
    (bare / RESULT_66).symlink_to(elsewhere / "result.yml")
    assert new(bare, "result", "2566").code == 2
    assert list(elsewhere.iterdir()) == []


def test_a_file_where_the_folder_belongs_is_told(bare: Path) -> None:
    lay(bare, "content/2564", "x")
    ran = new(bare, "result", "2564")
    assert ran.code in (1, 2), ran.said
    assert "content/2564" in ran.err
    assert "Traceback" not in ran.said
    assert (bare / "content/2564").read_text(encoding="utf-8") == "x"


def test_outside_a_site_there_is_nothing_to_write_for(tmp_path: Path) -> None:
    for what in ("result", "measures"):
        assert new(tmp_path, what).code == 2
    assert list(tmp_path.iterdir()) == []


def test_of_two_at_once_one_writes(bare: Path) -> None:
    words = [sys.executable, "-m", "ita_site.cli", "-C", str(bare), "new", "measures"]
    started = [
        subprocess.Popen(words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)
    ]
    codes = sorted((one.communicate(timeout=120), one.returncode)[1] for one in started)
    assert codes == [0, 2]
    assert len(read((bare / MEASURES).read_text(encoding="utf-8"))["measures"]) == 1  # type: ignore[arg-type]
    assert [p.name for p in (bare / "content/2566").iterdir() if p.name.startswith(".")] == []


def test_whoever_is_stopped_leaves_all_or_nothing(bare: Path) -> None:
    words = [sys.executable, "-m", "ita_site.cli", "-C", str(bare), "new", "result"]
    path = bare / RESULT_66
    for wait in (0.3, 0.5, 0.7):
        one = subprocess.Popen(words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(wait)
        one.send_signal(signal.SIGINT)
        _, said = one.communicate(timeout=60)
        assert one.returncode in (0, 130, -signal.SIGINT), said
        assert [p.name for p in path.parent.iterdir() if p.name.startswith(".")] == []
        if path.exists():
            assert read(path.read_text(encoding="utf-8"))["year"] == 2566
            path.unlink()


def _no_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def test_a_full_disk_is_told_and_leaves_nothing(bare: Path) -> None:
    before = set(bare.rglob("*"))
    ran = ita_site("-C", bare, "new", "measures", preexec_fn=_no_room)
    assert ran.code == 1, ran.said
    assert "เขียนไฟล์ไม่ได้" in ran.err
    assert set(bare.rglob("*")) == before


@pytest.mark.parametrize("what", ["result", "measures"])
def test_help_is_in_both_languages(what: str) -> None:
    ran = ita_site("new", what, "--help")
    assert ran.code == 0
    assert "[YEAR]" in ran.out
    assert "without YEAR" in " ".join(ran.out.split())
    assert re.search("[ก-๙]", ran.out)
