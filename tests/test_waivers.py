"""Waivers and attestations: what they silence, what they never may, and that everybody can see them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import jsonschema
import pytest
from builders import ITEMS, PROGRAMME, codes, judge, lay
from runner import ita_site
from test_render import EVIL, html_of, read

from ita_site.attestations import day_seen, trouble, valid
from ita_site.config import day_of, open_site
from ita_site.contracts import check_report_schema
from ita_site.criteria import load_edition
from ita_site.defaults import NAMELESS
from ita_site.evidence.ledger import read_ledger, write_ledger
from ita_site.evidence.observation import FileFacts, Observation, Observed, Source, Verdict
from ita_site.findings import Finding, Gate, Report, Severity
from ita_site.history import NO_HISTORY
from ita_site.records.config import Attestation, Waiver
from ita_site.render import render
from ita_site.render.pages import Pages
from ita_site.reporters import reporter
from ita_site.rules import CATALOGUE, check_site
from ita_site.schema import schemas
from ita_site.site import Site
from ita_site.sitemap import site_pages
from ita_site.states import State, year_states
from ita_site.style import Style
from ita_site.text import Text
from ita_site.waivers import apply, in_force, may_be_waived, read_where, rule_code

EDITION = load_edition(2566)
AS_OF = date(2023, 9, 30)
O18 = f"{ITEMS}/o18.yml"
HOME_PAGE = "https://www.agency.example/"
E_SERVICE = "https://www.agency.example/e-service"
NEWS = "https://www.agency.example/news"
LAWS = "https://www.agency.example/laws"
MINUTES = "https://www.agency.example/kpi-2-1/minutes-2565-10.pdf"


def with_home_page(site: Path) -> Path:
    """O18 has a home page as evidence: one finding, ITA403 at line 6."""
    path = site / O18
    path.write_text(path.read_text(encoding="utf-8").replace(E_SERVICE, HOME_PAGE), encoding="utf-8")
    return site


def configured(site: Path, *more: str) -> Path:
    path = site / "site_config.yml"
    path.write_text(path.read_text(encoding="utf-8") + "\n".join(more) + "\n", encoding="utf-8")
    return site


def waiving(code: str = "ITA403", where: str = "O18", until: str = "2566-12-31") -> str:
    return (
        f"waivers:\n- {{code: {code}, where: {json.dumps(where)}, reason: รอเว็บไซต์ใหม่, by: ปลัด อบต., until: {until}}}"
    )


def attesting(url: str = E_SERVICE, on: str = "2566-09-20", until: str = "2566-12-31") -> str:
    return f"attestations:\n- {{url: {json.dumps(url)}, by: เจ้าหน้าที่ประชาสัมพันธ์, on: {on}, until: {until}}}"


def saw(url: str, verdict: Verdict, checked: str = "2023-09-28T02:00:00") -> Observation:
    reason = {Verdict.OK: "ok", Verdict.BROKEN: "not-found", Verdict.UNSURE: "forbidden"}[verdict]
    return Observation(url, verdict, reason, last_checked=datetime.fromisoformat(checked).replace(tzinfo=UTC))


def judged(site: Path, *observations: Observation, gate: Gate = Gate.PUBLISH) -> Report:
    opened = open_site(site)
    known = Observed(Source.PROBED, {o.url: o for o in observations})
    return check_site(opened, day_of(opened.config, None, AS_OF), gate, known)


def finding(code: str = "ITA403", path: str = O18, line: int = 6, item: str | None = "O18") -> Finding:
    words = Text("ก", "a")
    return Finding(code, "slug", Severity.ERROR, path, line, 1, item, None, words, words)


def waiver(code: str = "ITA403", where: str = "O18", until: date = AS_OF) -> Waiver:
    return Waiver(code=code, where=where, reason="เหตุผล", by="ปลัด", until=until)


def attestation(url: str = NEWS, on: date = AS_OF, until: date = AS_OF) -> Attestation:
    return Attestation(url=url, by="เจ้าหน้าที่", on=on, until=until)


# Waivers by themselves


@pytest.mark.parametrize(
    "where",
    ["O18", "o18", "O๑๘", "๐๑๘", "18", "ข้อ ๑๘", O18, f"{O18}:6", f"{O18}:๖", f"{O18}:6:10", f"{O18}:6:10:", f" {O18} "],
)
def test_a_place_is_understood_as_it_is_written(where: str) -> None:
    standing, waived, used = apply([finding()], [waiver(where=where)], EDITION, AS_OF)
    assert (standing, [w.finding for w in waived], used) == ([], [finding()], {0})


@pytest.mark.parametrize(
    "where", ["O17", "O181", f"{O18}:7", f"{ITEMS}/o1.yml", ITEMS, f"{ITEMS}/", f"{ITEMS}/*", "*", "o18.yml", "content"]
)
def test_another_place_is_left_alone(where: str) -> None:
    standing, waived, used = apply([finding()], [waiver(where=where)], EDITION, AS_OF)
    assert (standing, waived, used) == ([finding()], [], frozenset())


def test_only_its_own_rule_is_silenced() -> None:
    others = [finding("ITA402"), finding("ITA4031"), finding("ITA302")]
    assert apply(others, [waiver()], EDITION, AS_OF)[0] == others


@pytest.mark.parametrize(
    ("until", "holds"),
    [(date(2023, 9, 29), False), (AS_OF, True), (date(2024, 9, 30), True), (date(2024, 10, 1), False)],
)
def test_the_day_itself_is_still_good_and_a_year_is_the_most(until: date, holds: bool) -> None:
    assert in_force(waiver(until=until), AS_OF) is holds


def test_of_two_waivers_the_first_does_the_work() -> None:
    _, waived, used = apply([finding()], [waiver(), replace_by(waiver(where=O18), "นายก")], EDITION, AS_OF)
    assert used == {0}
    assert [w.by for w in waived] == ["ปลัด"]


def replace_by(found: Waiver, by: str) -> Waiver:
    return found.model_copy(update={"by": by})


@pytest.mark.parametrize("code", sorted(c for c in CATALOGUE if not may_be_waived(c)))
def test_some_rules_hold_without_exception(code: str) -> None:
    assert code == "ITA601" or code[3] in "19"
    assert apply([finding(code)], [waiver(code)], EDITION, AS_OF)[1] == []


def test_all_other_rules_may_be_waived() -> None:
    never = {c for c in CATALOGUE if not may_be_waived(c)}
    assert never == {c for c in CATALOGUE if c[3] in "19"} | {"ITA601"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [("ITA408", "ITA408"), ("ita408", "ITA408"), ("ITA๔๐๘", "ITA408"), ("ITA4", None), ("ITA4*", None), ("ITA", None),
     ("ITA4xx", None), ("ITA408, ITA409", None), ("408", None), ("*", None), ("ITA4088", None), ("home-page", None)],
)  # fmt: skip
def test_a_code_is_one_whole_code(typed: str, code: str | None) -> None:
    assert rule_code(typed) == code


def test_a_path_with_thai_numerals_is_kept_as_typed() -> None:
    assert read_where("content/files/๒๕๖๖.csv:๑๒", EDITION).path == "content/files/๒๕๖๖.csv"


# Waivers in a site


@pytest.mark.parametrize("gate", Gate)
def test_a_waived_finding_neither_counts_nor_blocks(site: Path, gate: Gate) -> None:
    with_home_page(site)
    assert codes(judge(site, gate)) == ["ITA403"]
    report = judge(configured(site, waiving()), gate)
    assert report.findings == ()
    assert not report.blocked
    assert sum(report.counts.values()) == 0
    (waived,) = report.waived
    assert (waived.finding.code, waived.finding.path, waived.finding.line) == ("ITA403", O18, 6)
    assert (waived.reason, waived.by, waived.until) == ("รอเว็บไซต์ใหม่", "ปลัด อบต.", date(2023, 12, 31))
    assert year_states(open_site(site).year, report)["O18"] is State.COMPLETE


@pytest.mark.parametrize("gate", Gate)
def test_a_waived_gap_is_in_neither_list_of_a_draft(site: Path, gate: Gate) -> None:
    (site / O18).unlink()
    report = judge(configured(site, waiving("ITA301", O18)), gate)
    assert report.findings == ()
    assert [w.finding.code for w in report.waived] == ["ITA301"]


def test_the_last_day_counts_and_the_next_brings_it_back(site: Path) -> None:
    configured(with_home_page(site), waiving(until="2566-12-31"))
    assert codes(judge(site, as_of="2566-12-31")) == []
    after = judge(site, as_of="2567-01-01")
    assert {"ITA403", "ITA901"} <= set(codes(after))
    (told,) = (f for f in after.findings if f.code == "ITA901")
    assert "1 ม.ค. 2567" in told.message.th
    assert after.waived == ()


def test_a_finding_of_the_configuration_can_be_waived(site: Path) -> None:
    config = site / "site_config.yml"
    text = config.read_text(encoding="utf-8")
    lay(site, "site_config.yml", re.sub(r"(?m)^  name: .*", f"  name: {NAMELESS}", text))
    assert codes(judge(site)) == ["ITA219"]
    report = judge(configured(site, waiving("ITA219", "site_config.yml")))
    assert report.findings == ()
    assert [w.finding.code for w in report.waived] == ["ITA219"]


def test_waivers_cannot_silence_each_other(site: Path) -> None:
    configured(site, waiving("ITA902", "site_config.yml"))
    assert codes(judge(site)) == ["ITA904"]


@pytest.mark.parametrize(
    ("code", "where", "until", "line"),
    [("ITA4", "O18", "2566-12-31", 1), ("ITA499", "O18", "2566-12-31", 1), ("'*'", "O18", "2566-12-31", 1),
     ("ITA403", "*", "2566-12-31", 2), ("ITA403", ITEMS, "2566-12-31", 2), ("ITA403", "content/", "2566-12-31", 2),
     ("ITA403", "O99", "2566-12-31", 2), ("ITA403", f"{ITEMS}/o99.yml", "2566-12-31", 2), ("ITA403", ".", "2566-12-31", 2),
     ("ITA403", "O1?", "2566-12-31", 2), ("ITA403", f"{ITEMS}/o1*.yml", "2566-12-31", 2), ("ITA403", "O1 O2", "2566-12-31", 2),
     ("ITA403", "O18", "2567-10-01", 5)],
)  # fmt: skip
def test_what_is_too_broad_is_told_at_its_line_and_silences_nothing(
    site: Path, code: str, where: str, until: str, line: int
) -> None:
    entry = f"waivers:\n- code: {code}\n  where: {json.dumps(where)}\n  reason: ก\n  by: ข\n  until: {until}"
    first = len((site / "site_config.yml").read_text(encoding="utf-8").splitlines()) + 1
    report = judge(configured(with_home_page(site), entry))
    assert codes(report) == ["ITA403", "ITA903"]
    assert report.findings[1].line == first + line
    assert report.waived == ()


def test_a_slip_in_a_place_is_answered_with_the_nearest(site: Path) -> None:
    (told,) = judge(configured(site, waiving(where="content/2566/item/o18.yml"))).findings
    assert (told.code, told.fix.th) == ("ITA903", f"หมายถึง {O18} หรือไม่")


def test_nothing_is_said_of_a_waiver_for_another_year_of_the_site(site: Path) -> None:
    opened = open_site(configured(site, waiving(where="content/2565/items/o18.yml")))
    assert codes(judge(site)) == ["ITA903"]
    both = opened.config.model_copy(update={"years": (2565, 2566)})
    assert check_site(replace(opened, config=both), AS_OF, Gate.PUBLISH).findings == ()


def test_a_file_that_cannot_be_read_does_not_make_its_waivers_useless(site: Path) -> None:
    configured(with_home_page(site), waiving())
    lay(site, O18, "item: O18\nstatus: done\n")
    assert "ITA902" not in codes(judge(site))


@pytest.mark.parametrize("where", ["O12", "content/files/2566/o12-report.pdf"])
def test_a_waiver_is_useless_only_when_somebody_looked(site: Path, where: str) -> None:
    opened = open_site(configured(site, waiving("ITA421", where)))
    assert check_site(opened, AS_OF, Gate.PUBLISH, Observed()).findings == ()
    files = {"files/2566/o12-report.pdf": FileFacts("files/2566/o12-report.pdf")}
    looked = check_site(opened, AS_OF, Gate.PUBLISH, Observed(Source.PROBED, files=files))
    assert "ITA902" in codes(looked)


# Attestations


@pytest.mark.parametrize(
    ("found", "slug"),
    [
        (attestation(), None),
        (attestation(on=date(2022, 9, 30)), None),
        (attestation(until=date(2024, 9, 30)), None),
        (attestation(until=date(2024, 10, 1)), "too-long"),
        (attestation(on=date(2023, 9, 1), until=date(2023, 9, 29)), "expired"),
        (attestation(on=date(2023, 10, 1), until=date(2023, 12, 1)), "future"),
        (attestation(on=date(2023, 10, 1), until=date(2023, 9, 1)), "order"),
        (attestation("https://www.agency.example/*"), "several"),
        (attestation("https://www.agency.example/"), "home-page"),
        (attestation("https://www.agency.example"), "home-page"),
        (attestation("www.agency.example/news"), "not-an-address"),
        (attestation("https://a.example/x https://b.example/y"), "not-an-address"),
        (attestation("files/2566/o12.pdf"), "not-an-address"),
        (attestation("javascript:alert(1)"), "not-an-address"),
        (attestation("https://user:secret@a.example/x"), "not-an-address"),
    ],
)
def test_an_attestation_is_about_one_link_and_a_day_that_was(found: Attestation, slug: str | None) -> None:
    assert trouble(found, AS_OF) == slug


def test_only_what_holds_today_is_valid_and_the_later_look_counts(site: Path) -> None:
    config = open_site(site).config
    earlier = attestation(on=date(2023, 9, 1))
    more = (attestation(), earlier, attestation(E_SERVICE, until=date(2023, 9, 29), on=date(2023, 9, 1)))
    held = valid(config.model_copy(update={"attestations": more}), AS_OF)
    assert held == {NEWS: attestation()}


def test_a_moment_is_told_as_a_day_in_thailand() -> None:
    assert day_seen(saw(NEWS, Verdict.OK, "2023-09-27T17:00:00")) == date(2023, 9, 28)
    assert day_seen(saw(NEWS, Verdict.OK, "2023-09-27T16:59:59")) == date(2023, 9, 27)
    assert day_seen(Observation(NEWS, Verdict.OK, "ok")) is None


@pytest.mark.parametrize(
    ("checked", "said"), [("2023-09-19T16:00:00", False), ("2023-09-19T18:00:00", True), ("2023-09-28T02:00:00", True)]
)
def test_a_link_seen_broken_on_the_day_or_later_is_not_vouched_for(site: Path, checked: str, said: bool) -> None:
    report = judged(configured(site, attesting()), saw(E_SERVICE, Verdict.BROKEN, checked))
    assert ("ITA915" in codes(report)) is said


def test_a_link_that_opens_needs_nobody(site: Path) -> None:
    report = judged(configured(site, attesting()), saw(E_SERVICE, Verdict.OK))
    (told,) = (f for f in report.findings if f.code[3] == "9")
    assert (told.code, told.severity) == ("ITA916", Severity.NOTICE)


def test_links_of_programmes_and_reports_are_evidence_too(site: Path) -> None:
    assert codes(judge(configured(site, attesting(MINUTES)))) == []


@pytest.mark.parametrize(
    "typed",
    [f"{E_SERVICE}/", "https://WWW.agency.example/e-service", "http://www.agency.example/e-service", f"{E_SERVICE}s"],
)
def test_a_link_spelt_otherwise_is_answered_with_the_nearest(site: Path, typed: str) -> None:
    (told,) = judge(configured(site, attesting(typed))).findings
    assert told.code == "ITA912"
    assert f"«{E_SERVICE}»" in told.message.th


# Reports


def test_json_lists_what_is_waived_and_fits_its_schema(site: Path) -> None:
    configured(with_home_page(site), waiving())
    ran = ita_site("-C", site, "check", "--offline", "--format", "json")
    data = json.loads(ran.out)
    assert ran.code == 0
    assert list(data)[-2:] == ["findings", "waived"]
    assert "ITA403" not in {f["code"] for f in data["findings"]}
    (waived,) = data["waived"]
    assert waived | {"code": "ITA403", "item": "O18", "by": "ปลัด อบต.", "until": "2023-12-31"} == waived
    jsonschema.validate(data, check_report_schema(), jsonschema.Draft7Validator)


def test_every_format_for_people_says_what_is_waived(site: Path) -> None:
    report = judge(configured(with_home_page(site), waiving()))
    said = {name: reporter(name)(report, Style()) for name in ("text", "markdown", "github")}
    assert "ยกเว้นไว้ 1" in said["text"]
    assert "1 waived" in said["text"]
    assert "### ยกเว้นไว้ · waived (1)" in said["markdown"]
    assert "รอเว็บไซต์ใหม่ | ปลัด อบต. | 31 ธ.ค. 2566 |" in said["markdown"]
    first = said["github"].splitlines()[0]
    assert first.startswith("::notice title=ยกเว้นไว้ 1 เรื่อง")
    assert f"{O18}:6 ITA403: รอเว็บไซต์ใหม่ (ปลัด อบต., ถึง 31 ธ.ค. 2566)" in first


def test_words_of_a_waiver_cannot_command_a_host(site: Path) -> None:
    evil = json.dumps("x\n::error::y | z <b> `c`")
    entry = f"waivers:\n- {{code: ITA403, where: O18, reason: {evil}, by: {evil}, until: 2566-12-31}}"
    report = judge(configured(with_home_page(site), entry))
    github = reporter("github")(report, Style())
    assert not [line for line in github.splitlines()[1:] if line.startswith("::")]
    (row,) = (line for line in reporter("markdown")(report, Style()).splitlines() if "ITA403" in line)
    assert "<b>" not in row
    assert len(re.findall(r"(?<!\\)\|", row)) == 8


def test_nothing_is_said_of_waivers_where_there_are_none(site: Path) -> None:
    report = judge(site)
    assert "ยกเว้น" not in "".join(reporter(name)(report, Style()) for name in ("text", "markdown", "github"))


# Mistakes in the configuration, and what editors say


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("waivers:\n- {code: ITA403, where: O18, reason: ก, until: 2566-12-31}", {"ITA202"}),
        ("waivers:\n- {code: ITA403, where: O18, reason: ก, by: ข, until: สิ้นปี}", {"ITA205"}),
        ("waivers:\n- {code: ITA403, where: O18, reason: '', by: ข, until: 2566-12-31}", {"ITA214"}),
        ("waivers:\n- {code: ITA403, where: O18, reason: ก, by: ข, untill: 2566-12-31}", {"ITA201", "ITA202"}),
        ("waivers: ITA403", {"ITA203"}),
        (f"attestations:\n- {{url: {NEWS}, by: ข, on: 2566-02-30, until: 2566-12-31}}", {"ITA205"}),
        (f"attestations:\n- {{url: {NEWS}, on: 2566-02-03, until: 2566-12-31}}", {"ITA202"}),
        ("evidence: {manners: {per_host: 100}}", {"ITA206"}),
        ("evidence: {certificates: [{host: a.example, accept: [old], reason: ก}]}", {"ITA204"}),
    ],
)
def test_a_mistake_in_the_configuration_is_told_at_its_line(site: Path, entry: str, expected: set[str]) -> None:
    ran = ita_site("-C", configured(site, entry), "check", "--offline", "--format", "json")
    found = json.loads(ran.out)["findings"]
    assert {f["code"] for f in found} == expected
    lines = (site / "site_config.yml").read_text(encoding="utf-8").splitlines()
    assert all(len(lines) >= f["line"] > len(lines) - len(entry.splitlines()) for f in found)


def test_editors_explain_the_new_fields_in_thai() -> None:
    defs = schemas(EDITION)["site-config"]["$defs"]
    for name in ("Waiver", "Attestation", "EvidencePolicy", "Manners", "AcceptedCertificate", "Privacy"):
        assert re.search("[ก-๙]", defs[name]["errorMessage"]), name
        for field, node in defs[name]["properties"].items():
            assert re.search("[ก-๙]", node.get("errorMessage") or node["title"]), (name, field)
    assert "จำนวนเต็ม" in defs["Manners"]["properties"]["per_host"]["errorMessage"]
    assert "wrong-name" in defs["AcceptedCertificate"]["properties"]["accept"]["items"]["errorMessage"]


# Pages


def spoilt(site: Path) -> Path:
    """A home page that is waived, a link that only a person could open, a broken one, and one that opens."""
    with_home_page(site)
    configured(
        site, waiving(), attesting(NEWS, "2566-09-03"),
        f"- {{url: {LAWS}, by: ก, on: 2566-09-01, until: 2566-09-02}}",
    )  # fmt: skip
    known = [
        saw(NEWS, Verdict.UNSURE), saw(LAWS, Verdict.BROKEN), saw(MINUTES, Verdict.OK),
        saw("https://www.agency.example/contact", Verdict.UNSURE), saw("https://www.agency.example/executives", Verdict.OK),
    ]  # fmt: skip
    write_ledger(site, known)
    return site


def page_of(opened: Site, report: Report, name: str) -> str:
    """One page of the site, without all the others."""
    return Pages(opened, report, NO_HISTORY).text(site_pages(opened)[name])


def shown(site: Path, *names: str) -> Iterable[str]:
    opened = open_site(site)
    report = check_site(opened, AS_OF, Gate.PUBLISH, Observed(Source.PROBED, read_ledger(site)))
    for name in names:
        yield " ".join(read(html_of(page_of(opened, report, name))).text.split())


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("2566/o02.md", "✓ เปิดได้ ตรวจเมื่อ 28 ก.ย. 2566"),
        ("2566/o07.md", "◐ ตรวจด้วยคนเมื่อ 3 ก.ย. 2566 โดยเจ้าหน้าที่ประชาสัมพันธ์"),
        ("2566/o05.md", "? ระบบบอกไม่ได้ว่าเปิดได้หรือไม่ ตรวจเมื่อ 28 ก.ย. 2566"),
        ("2566/o06.md", "✗ เปิดไม่ได้เมื่อ 28 ก.ย. 2566"),
        ("2566/programmes/kpi-2-1.md", "✓ เปิดได้ ตรวจเมื่อ 28 ก.ย. 2566"),
    ],
)
def test_each_link_says_what_is_known_of_it(site: Path, page: str, line: str) -> None:
    (text,) = shown(spoilt(site), page)
    assert line in text


def test_what_was_never_opened_and_what_lies_here_says_nothing(site: Path) -> None:
    for text in shown(spoilt(site), "2566/o10.md", "2566/o12.md", "2566/o01.md"):
        assert "ตรวจเมื่อ" not in text
        assert "เปิดได้ ตรวจ" not in text


def test_shapes_are_for_the_eye_alone(site: Path) -> None:
    opened = open_site(spoilt(site))
    page = page_of(opened, judge(site), "2566/o07.md")
    assert '<span class="ita-shape" aria-hidden="true">◐</span> ตรวจด้วยคนเมื่อ' in page


def test_a_waived_finding_stays_in_sight_at_its_place(site: Path) -> None:
    (text,) = shown(spoilt(site), "2566/o18.md")
    assert "ข้อยกเว้น ◇ ยกเว้นไว้ «https://www.agency.example/» เป็นหน้าแรกของเว็บไซต์" in text
    assert "เหตุผล: รอเว็บไซต์ใหม่ โดยปลัด อบต. · ใช้ได้ถึง 31 ธันวาคม 2566 · ITA403" in text


def test_so_does_one_of_a_programme_and_of_a_month(site: Path) -> None:
    for path in (f"{PROGRAMME}/programme.yml", f"{PROGRAMME}/2565-11.yml"):
        lay(site, path, f"{(site / path).read_text(encoding='utf-8')}# 1100000000008\n")
    found = judge(site).findings
    assert [f.code for f in found] == ["ITA602", "ITA602"]
    places = (
        f"- {{code: ITA602, where: '{f.path}:{f.line}', reason: เลขที่หนังสือ, by: ปลัด, until: 2566-12-31}}" for f in found
    )
    configured(site, "waivers:", *places)
    for text in shown(site, "2566/programmes/kpi-2-1.md", "2566/programmes/kpi-2-1/2565-11.md"):
        assert "ข้อยกเว้น ◇ ยกเว้นไว้" in text
        assert "เลขที่หนังสือ" in text


def test_the_page_of_checks_lists_every_waiver_and_attestation_in_force(site: Path) -> None:
    (text,) = shown(spoilt(site), "checks.md")
    assert "◇ ยกเว้นไว้ ใช้หน้าแรกของเว็บเป็นหลักฐาน ITA403 O18 E-Service" in text
    assert "เหตุผล: รอเว็บไซต์ใหม่ อนุมัติโดยปลัด อบต. · ใช้ได้ถึง 31 ธันวาคม 2566 · ขณะนี้ยกเว้นอยู่ 1 แห่ง" in text
    assert f"{NEWS} ◐ ตรวจด้วยคนเมื่อ 3 กันยายน 2566 โดยเจ้าหน้าที่ประชาสัมพันธ์ ใช้ได้ถึง 31 ธันวาคม 2566" in text
    assert LAWS not in text.split("ตัวตรวจลิงก์ของเรา", 1)[0].split("ลิงก์ที่ตรวจด้วยคน", 1)[1]


def test_the_page_of_checks_does_not_lead_to_what_should_not_be_public(site: Path) -> None:
    expired = f"- {{code: ITA602, where: '{O18}:4', reason: ก, by: ข, until: 2566-01-31}}"
    configured(site, waiving("ITA602", f"{O18}:3"), expired)
    assert codes(judge(site)) == ["ITA902", "ITA901"]
    (text,) = shown(site, "checks.md")
    assert "เหตุผล: รอเว็บไซต์ใหม่" in text
    assert O18 not in text


def test_the_page_of_checks_tells_webmasters_who_comes(site: Path) -> None:
    config = site / "site_config.yml"
    lay(site, "site_config.yml", config.read_text(encoding="utf-8").replace("type: local", "email: ita@agency.example\n  type: local"))  # fmt: skip
    configured(site, "evidence: {manners: {per_host: 1}}")
    opened = open_site(site)
    page = read(html_of(page_of(opened, judge(site), "checks.md")))
    assert "robot" in page.ids
    text = " ".join(page.text.split())
    for words in (
        "ita-site",
        "ไม่เกิน 1 ลิงก์ต่อเว็บไซต์",
        "At most 1 at once",
        "ita@agency.example",
        "From",
        "403",
        "Retry-After",
    ):
        assert words in text


def test_without_any_the_page_of_checks_says_so(site: Path) -> None:
    (text,) = shown(site, "checks.md")
    assert "ขณะนี้ไม่มีข้อยกเว้น" in text
    assert "ขณะนี้ไม่มีลิงก์ที่ต้องตรวจด้วยคน" in text


def test_words_of_waivers_cannot_become_code(site: Path) -> None:
    evil = json.dumps(EVIL)
    address = 'https://evil.example/"onmouseover=alert(1)?<script>'
    configured(
        with_home_page(site),
        f"waivers:\n- {{code: ITA403, where: O18, reason: {evil}, by: {evil}, until: 2566-12-31}}",
        f"attestations:\n- {{url: {json.dumps(address)}, by: {evil}, on: 2566-09-20, until: 2566-12-31, reason: {evil}}}",
    )
    lay(site, f"{ITEMS}/o07.yml", (site / f"{ITEMS}/o07.yml").read_text(encoding="utf-8").replace(NEWS, json.dumps(address)))  # fmt: skip
    write_ledger(site, [saw(address, Verdict.UNSURE)])
    tree = render(open_site(site), judge(site))
    for name in ("checks.md", "2566/o07.md", "2566/o18.md"):
        page = read(html_of(tree.files[name]))
        assert "script" not in {tag for tag, _ in page.tags}, name
        assert page.open == [] and page.stray == [], name
        assert len(page.ids) == len(set(page.ids)), name
        for tag, attributes in page.tags:
            assert not [a for a in attributes if a.startswith("on") or a == "style"], (name, tag)
        assert "<script>alert(1)</script>" in " ".join(page.text.split()), name


def test_a_password_in_an_attestation_is_told_nowhere(site: Path) -> None:
    address = "https://user:hunter3@www.agency.example/"
    text = f"attestations:\n  - {{url: '{address}', by: ธุรการ, on: 2566-09-01, until: 2566-12-31}}\n"
    report = judge(configured(site, text))
    assert [f.code for f in report.findings if f.code.startswith("ITA91")]
    assert "hunter3" not in str(report.findings)
    tree = render(open_site(site), report)
    assert not [path for path, page in tree.files.items() if "hunter3" in page]
