"""What an officer sees in an editor: Thai completion, Thai hover, Thai messages, from the schemas that we write."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from language_server import LanguageServer
from once import once

from ita_site.commands.schema import write_schemas
from ita_site.criteria import load_edition

EDITOR = Path(__file__).parent / "editor"
EXAMPLE = Path(__file__).parent.parent
THAI = re.compile("[ก-๙]")

needs_npm = pytest.mark.skipif(
    shutil.which("npm") is None and not os.environ.get("CI"), reason="npm is not on this machine"
)


def install(home: Path) -> None:
    """The language server, and the schemas that it is to go by."""
    home.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(EDITOR / name, home / name)
    subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=home, check=True, timeout=600)
    write_schemas(home / "schemas", load_edition(2566))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    home = once(tmp_path_factory, "language-server", install)
    places = {
        "item": "*/items/*.yml",
        "programme": "*/programme.yml",
        "monthly-report": "*/report-*.yml",
        "site-config": "*/site_config.yml",
        "result": "*/results/*.yml",
        "measures": "*/measures/*.yml",
    }
    schemas = {(home / "schemas" / f"{name}.schema.json").as_uri(): [place] for name, place in places.items()}
    running = LanguageServer(home / "node_modules/yaml-language-server/bin/yaml-language-server", schemas)
    yield running
    running.close()


def _messages(found: list[dict[str, object]]) -> list[str]:
    return [str(d["message"]) for d in found]


@needs_npm
def test_the_whole_example_is_without_marks(server: LanguageServer) -> None:
    content = EXAMPLE / "content" / "2566"
    files = {"file:///site/site_config.yml": EXAMPLE / "site_config.yml"}
    for path in sorted(content.glob("items/*.yml")):
        files[f"file:///site/content/2566/items/{path.name}"] = path
    for path in sorted(content.glob("programmes/*/*.yml")):
        name = "programme.yml" if path.name == "programme.yml" else f"report-{path.parent.name}-{path.name}"
        files[f"file:///site/{path.parent.name}/{name}"] = path
    for path in sorted(content.parent.glob("2*/*.yml")):
        folder = {"result": "results"}.get(path.stem, path.stem)
        files[f"file:///site/{folder}/{path.parent.name}.yml"] = path
    found = server.open_all({uri: path.read_text(encoding="utf-8") for uri, path in files.items()})
    assert {uri: _messages(marks) for uri, marks in found.items() if marks} == {}


@needs_npm
@pytest.mark.parametrize(
    ("wrong", "line", "word"),
    [
        ("item: O12\nstatus: done\n", 1, "disclosed"),
        ("item: O12\nstatus: pending\nexplanaton: x\n", 2, "explanation"),
        ("item: O12\n", 0, "status"),
        ("item: O12\nstatus: pending\nevidence: ยังไม่มี\n", 2, "รายการ"),
        ("item: O12\nstatus: disclosed\nevidence:\n  - title: ก\n    url: https://a.example/x\n    shows: [budget]\n", 5, "spent"),
        ("item: O12\nstatus: disclosed\nupdated: เมื่อวาน\n", 2, "2566-03-31"),
        ("item: O12\nstatus: disclosed\ntable:\n  rows:\n    - {project: ก, spent: 1, status: done, colour: red}\n", 4, "progress"),
    ],
    ids=["choice", "unknown field", "missing field", "kind", "element of another item", "date", "column"],
)  # fmt: skip
def test_mistakes_are_told_in_thai_at_their_line(server: LanguageServer, wrong: str, line: int, word: str) -> None:
    found = server.open(f"file:///site/items/wrong-{abs(hash(wrong))}.yml", wrong)
    assert found, "the editor marks nothing"
    assert line in [d["range"]["start"]["line"] for d in found], found
    for message in _messages(found):
        assert THAI.search(message), f"not in Thai: {message}"
    assert any(word in message for message in _messages(found)), _messages(found)


_RESULT = "year: 2566\ntotal: 90\n"
_MEASURES = "answers: 2565\nmeasures:\n  - id: m1\n    title: ก\n"


@needs_npm
@pytest.mark.parametrize(
    ("folder", "text"),
    [
        ("results", "year: ๒๕๖๖\ntotal: ๙๐.๖๓\nlevel: ผ่านดี\n"),
        ("results", f"{_RESULT}indicators: {{1: 90, 02: ๘๐.๕, ๑๐: 100}}\ninstruments: {{iit: 80, EIT 1: 90, EIT2: 90}}\n"),
        ("results", f"{_RESULT}questions: [{{code: I ๗, score: 80}}, {{code: e15, score: 1, advice: ก}}]\n"),
        ("results", f"{_RESULT}zero_items: [O10, {{item: O12, advice: ก}}]\nrespondents: {{IIT: 50}}\n"),
        ("measures", f"{_MEASURES}    issue: i7\n    owner: ก\n    steps: ข\n    due: 2566-12\n"),
        ("measures", f"{_MEASURES}    issue: [i7, O12]\n    owner: [ก, ข]\n    steps:\n      - ก\n      - {{text: ข, due: 2566-01}}\n"),
        ("measures", f"{_MEASURES}    issue:\n    owner:\n    steps:\n    due:\n    follow_up:\n"),
    ],
)  # fmt: skip
def test_every_way_of_writing_results_and_measures_is_without_marks(
    server: LanguageServer, folder: str, text: str
) -> None:
    assert _messages(server.open(f"file:///site/{folder}/right-{abs(hash(text))}.yml", text)) == []


@needs_npm
@pytest.mark.parametrize(
    ("folder", "wrong", "line", "word"),
    [
        ("results", f"{_RESULT}indicators:\n  11: 90\n", 3, "1 ถึง 10"),
        ("results", f"{_RESULT}indicators:\n  1: เก้าสิบ\n", 3, "ตัวเลข"),
        ("results", f"{_RESULT}instruments:\n  XIT: 90\n", 3, "EIT1"),
        ("results", f"{_RESULT}questions:\n  - code: i31\n    score: 80\n", 3, "i1 ถึง i30"),
        ("results", f"{_RESULT}questions:\n  - code: i7\n", 3, "score"),
        ("results", f"{_RESULT}zero_items: O12\n", 2, "รายการ"),
        ("results", f"{_RESULT}zero_items:\n  - {{item: O12, advise: ก}}\n", 3, "advice"),
        ("results", "year: 2566\ntotal: ดี\n", 1, "ตัวเลข"),
        ("results", "year: 2566\n", 0, "total"),
        ("measures", f"{_MEASURES}    issue: {{i7: 1}}\n", 4, "ประเด็น"),
        ("measures", f"{_MEASURES}    steps:\n      - {{txt: ก}}\n", 5, "text"),
        ("measures", f"{_MEASURES}    due: สิ้นปี\n", 4, "2566-03"),
        ("measures", f"{_MEASURES}    rounds:\n      - status: เสร็จ\n", 5, "done"),
        ("measures", f"{_MEASURES}    owners: ก\n", 4, "owner"),
        ("measures", "answers: 2565\n", 0, "measures"),
    ],
)  # fmt: skip
def test_mistakes_in_results_and_measures_are_told_in_thai(
    server: LanguageServer, folder: str, wrong: str, line: int, word: str
) -> None:
    found = server.open(f"file:///site/{folder}/wrong-{abs(hash(wrong))}.yml", wrong)
    assert line in [d["range"]["start"]["line"] for d in found], found
    assert all(THAI.search(message) for message in _messages(found)), _messages(found)
    assert any(word in message for message in _messages(found)), _messages(found)


@needs_npm
def test_results_and_measures_are_completed_and_explained(server: LanguageServer) -> None:
    uri = "file:///site/results/complete.yml"
    server.open(uri, f"{_RESULT}indicators:\n  1: 90\n  \nquestions:\n  - code: \ninstruments:\n  OIT: 90\n")
    indicators = {offer["label"] for offer in server.complete(uri, 4, 2)}
    assert {"2", "10"} <= indicators, indicators
    codes = {offer["label"] for offer in server.complete(uri, 6, 10)}
    assert "i7 ตัวชี้วัดที่ 2 การใช้งบประมาณ" in codes, codes
    assert "แบบวัดการเปิดเผยข้อมูลสาธารณะ" in server.hover(uri, 8, 3)
    uri = "file:///site/measures/complete.yml"
    server.open(uri, f"{_MEASURES}    rounds:\n      - status: \n\n")
    assert {"done", "doing", "not-started"} <= {offer["label"] for offer in server.complete(uri, 5, 16)}
    assert "มาตรการ" in server.hover(uri, 3, 5)


@needs_npm
def test_completion_offers_fields_codes_and_elements_in_thai(server: LanguageServer) -> None:
    text = (
        "item: O12\nstatus: disclosed\nevidence:\n  - title: ก\n    url: https://a.example/x\n    shows:\n      - \n\n"
    )
    uri = "file:///site/items/complete.yml"
    server.open(uri, text)
    elements = {offer["label"]: str(offer.get("documentation", "")) for offer in server.complete(uri, 6, 8)}
    assert {"progress", "spent", "match_plan"} <= set(elements)
    fields = {offer["label"]: str(offer.get("documentation", "")) for offer in server.complete(uri, 7, 0)}
    assert {"explanation", "owner", "updated", "table"} <= set(fields)
    assert THAI.search(fields["owner"]), fields["owner"]
    status = {offer["label"]: str(offer.get("documentation", "")) for offer in server.complete(uri, 1, 8)}
    assert {"disclosed", "nil", "pending"} <= set(status)
    assert THAI.search(status["pending"]), status["pending"]


@needs_npm
def test_hover_explains_a_field_in_thai(server: LanguageServer) -> None:
    uri = "file:///site/items/hover.yml"
    server.open(uri, "item: O12\nstatus: pending\nexplanation: x\n")
    assert "บอกผู้ประเมิน" in server.hover(uri, 2, 3)
