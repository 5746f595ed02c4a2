"""The complete small site's programme with another plan and other monthly reports, for tests of the 5xx rules."""

from __future__ import annotations

from pathlib import Path

from builders import PROGRAMME, judge, lay

HEAD = "id: kpi-2-1\nname: แผนงาน\nkind: kpi\nstart: 2565-10\nend: 2566-03\n"
ROUNDS = """\
rounds:
- {id: r1, name: รอบ 3 เดือนแรก, months: [2565-10, 2565-11, 2565-12]}
- {id: r2, name: รอบ 3 เดือนหลัง, months: [2566-01, 2566-02, 2566-03]}
"""
BANDS = "bands: [{to: 59.99, score: 0.2}, {from: 60, to: 89.99, score: 0.8}, {from: 90, to: 100, score: 1}]"
LEVELS = f"""\
levels:
- {{level: 3, name: ติดตาม, measure: months, bands: [{{from: 1, to: 1, score: 0.3}}, {{from: 2, to: 2, score: 0.6}}, {{from: 3, score: 1}}]}}
- {{level: 4, name: ผลผลิต, measure: percent, {BANDS}}}
- {{level: 5, name: ผลลัพธ์, measure: host}}
"""
PROOF = "evidence: [{url: https://www.agency.example/kpi-2-1/a.pdf}]"
MONTHS = ("2565-10", "2565-11", "2565-12", "2566-01", "2566-02", "2566-03")
FILED = ("2565-11-08", "2565-12-08", "2566-01-08", "2566-02-08", "2566-03-08", "2566-04-08")


def plan(site: Path, more: str = "") -> None:
    lay(site, f"{PROGRAMME}/programme.yml", HEAD + more)


def report(site: Path, month: str, more: str = "", text: str = "ประชุม") -> None:
    filed = FILED[MONTHS.index(month)]
    head = f"month: {month}\nsubmitted: {filed}\nactions: [{{text: {text}}}]\nreporter: {{name: งานบริหารทั่วไป}}\n"
    lay(site, f"{PROGRAMME}/{month}.yml", head + more)


def reports(site: Path, *more: str) -> None:
    """One report for each of the first months, with these lines."""
    for month, lines in zip(MONTHS, more, strict=False):
        report(site, month, lines)


def found(site: Path) -> list[tuple[str, str]]:
    """The month (or «programme») and code of each finding."""
    return [(f.path.rsplit("/", 1)[1].removesuffix(".yml"), f.code) for f in judge(site, only="5").findings]
