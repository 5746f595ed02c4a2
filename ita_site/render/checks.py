"""The page of checks: what «complete» means here, rule by rule, and what the last check found beside the items."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ita_site.findings import Report
from ita_site.render.findings import SHAPES, WORDS, finding_views
from ita_site.render.links import Place
from ita_site.render.template import page
from ita_site.render.waivers import attestation_views, waiver_views
from ita_site.rules import CATALOGUE, without_places
from ita_site.site import Site
from ita_site.sitemap import CHECKS, HOME
from ita_site.text import Text

FAMILIES = {
    "ITA1": ("source", "ไฟล์อ่านได้"),
    "ITA2": ("fields", "กรอกข้อมูลถูกช่อง"),
    "ITA3": ("completeness", "เนื้อหาครบตามเกณฑ์"),
    "ITA4": ("evidence", "หลักฐาน ลิงก์ และไฟล์"),
    "ITA5": ("progress", "รายงานความก้าวหน้าครบและตรงเวลา"),
    "ITA6": ("privacy", "ไม่เปิดเผยข้อมูลส่วนบุคคล"),
    "ITA7": ("consistency", "ข้อมูลสอดคล้องกัน"),
    "ITA8": ("site", "เว็บไซต์ใช้งานได้ทุกคน"),
    "ITA9": ("waivers", "ข้อยกเว้นและการรับรอง"),
}


@dataclass(frozen=True, slots=True)
class RuleView:
    code: str
    anchor: str
    title: str
    why: str
    fix: str
    kind: str
    shape: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class FamilyView:
    name: str
    anchor: str
    rules: tuple[RuleView, ...]


def checks_page(site: Site, report: Report) -> str:
    """Every rule of the catalogue, by family, and how often the last check spoke of it."""
    counts = Counter(finding.code for finding in report.findings)
    return page(
        "checks",
        title="เรื่องที่ระบบตรวจก่อนเผยแพร่",
        description=f"คำว่า “ครบ” บนเว็บไซต์ของ{site.config.agency.name} หมายความว่าอะไร",
        as_of=report.as_of,
        year=report.edition,
        revision=report.edition_revision,
        files=report.files_checked,
        total=len(CATALOGUE),
        families=_families(counts),
        findings=finding_views(f for f in report.findings if f.item is None),
        waivers=waiver_views(site, report),
        attestations=attestation_views(site, report),
        agency=site.config.agency,
        contact=[way for way in (site.config.agency.email, site.config.agency.phone) if way],
        at_once=site.config.evidence.manners.per_host,
        home=Place.of(site, CHECKS).page(HOME, "contact"),
    )


def _families(counts: Counter[str]) -> tuple[FamilyView, ...]:
    found: dict[str, list[RuleView]] = {}
    for code in sorted(CATALOGUE):
        found.setdefault(code[:4], []).append(_rule(code, counts[code]))
    return tuple(
        FamilyView(name, anchor, tuple(rules))
        for prefix, rules in found.items()
        for anchor, name in (FAMILIES.get(prefix, (prefix.lower(), prefix)),)
    )


def _rule(code: str, count: int) -> RuleView:
    rule = CATALOGUE[code]
    severity = rule.severity
    return RuleView(
        code, code.lower(), rule.title.th, rule.why.th, (without_places(rule.fix) or Text("", "")).th,
        severity.value, SHAPES[severity], WORDS[severity], count,
    )  # fmt: skip
