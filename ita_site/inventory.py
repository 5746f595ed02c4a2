"""Evidence for showing: every link and file once, with its verdict and the places that cite it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ita_site.attestations import valid
from ita_site.evidence import reasons
from ita_site.evidence.collect import Citation, citations
from ita_site.evidence.files import file_trouble
from ita_site.evidence.ledger import as_data
from ita_site.evidence.links import address_trouble, has_login, read_address
from ita_site.evidence.observation import FileFacts, Observation, Observed, Verdict
from ita_site.evidence.own import Published, own_address
from ita_site.records.config import Attestation
from ita_site.site import Site
from ita_site.sitemap import published
from ita_site.text import Text

UNKNOWN = "unknown"
VERDICTS: Mapping[str, Text] = {
    Verdict.BROKEN: Text("เปิดไม่ได้", "broken"),
    Verdict.UNSURE: Text("บอกไม่ได้", "unsure"),
    UNKNOWN: Text("ยังไม่เคยเปิด", "never opened"),
    Verdict.OK: Text("เปิดได้", "ok"),
}
"""In the order in which a list shows them: what needs somebody first."""
VERDICT_COLOUR: Mapping[str, str] = {
    Verdict.BROKEN: "red",
    Verdict.UNSURE: "yellow",
    UNKNOWN: "cyan",
    Verdict.OK: "green",
}
_OWN = Text("หน้าของเว็บไซต์นี้ ตรวจกับหน้าที่จะเผยแพร่", "a page of this site, held against the build")
_OWN_MISSING = Text("เว็บไซต์นี้จะไม่มีหน้านี้", "this site will have no such page")
_TOLD = Text("ดูวิธีแก้ด้วย ita-site check", "ita-site check tells how to mend it")
_FILE = Text("ไฟล์ในเว็บไซต์นี้", "a file of this site")


@dataclass
class Shown:
    """One link or file. `where` is the address as typed (a login in it is masked) or the file's path."""

    where: str
    kind: str
    """`link`, `own` (a page of this very site) or `file`."""
    verdict: str
    reason: str
    what: Text
    fix: Text
    places: list[Citation] = field(default_factory=list)
    observation: Observation | None = None
    facts: FileFacts | None = None
    attestation: Attestation | None = None


def evidence_of(site: Site, observed: Observed, as_of: date) -> list[Shown]:
    """Everything that the open year cites, those that need somebody first, then in the order of the content."""
    found: dict[str, Shown] = {}
    vouched = valid(site.config, as_of)
    pages = published(site)
    for citation in citations(site):
        url, file = citation.evidence.url, citation.evidence.file
        key = (url or file or "").strip()
        if not key:
            continue
        if key not in found:
            found[key] = _link(site, observed, key, vouched, pages) if url else _file(site, observed, key)
        found[key].places.append(citation)
    order = list(VERDICTS)
    return sorted(found.values(), key=lambda shown: order.index(shown.verdict))


def _link(site: Site, observed: Observed, url: str, vouched: Mapping[str, Attestation], pages: Published) -> Shown:
    if has_login(url):
        return _of_reason(re.sub(r"[^/\\]*@", "***@", url, count=1), "login-in-address")
    own = own_address(site.config.site.url, url)
    if own is not None:
        if pages.find(own.path) is None:
            return Shown(url, "own", Verdict.BROKEN, "own-missing", _OWN_MISSING, _TOLD)
        return Shown(url, "own", Verdict.OK, "own-site", _OWN, Text("", ""))
    seen = observed.link(url)
    if seen is None:
        if read_address(url) is None or address_trouble(url) == "not-an-address":
            return _of_reason(url, "bad-address")
        never = Text("ตรวจด้วย ita-site check โดยไม่ใช้ --offline", "run ita-site check without --offline")
        return Shown(url, "link", UNKNOWN, UNKNOWN, VERDICTS[UNKNOWN], never)
    return Shown(
        url, "link", seen.verdict, seen.reason, reasons.what_of(seen), reasons.fix_of(seen),
        observation=seen, attestation=vouched.get(url) if seen.verdict is Verdict.UNSURE else None,
    )  # fmt: skip


def _of_reason(url: str, code: str) -> Shown:
    reason = reasons.REASONS[code]
    return Shown(url, "link", reason.verdict, code, reason.what, reason.fix)


def _file(site: Site, observed: Observed, name: str) -> Shown:
    trouble = file_trouble(name, site.files, frozenset(site.links))
    facts = observed.files.get(name)
    kind = trouble.kind if trouble else (facts.trouble if facts else None)
    if kind is None:
        return Shown(name, "file", Verdict.OK, "hosted", _FILE, Text("", ""), facts=facts)
    return Shown(
        name,
        "file",
        Verdict.BROKEN,
        kind,
        Text(f"ไฟล์ใช้ไม่ได้ ({kind})", f"the file cannot be used ({kind})"),
        _TOLD,
        facts=facts,
    )


def shown_data(shown: Shown) -> dict[str, Any]:
    """One entry as plain values, for `--format json`."""
    data: dict[str, Any] = {
        "kind": shown.kind,
        "where": shown.where,
        "verdict": str(shown.verdict),
        "reason": shown.reason,
    }
    if shown.observation is not None:
        data |= {name: value for name, value in as_data(shown.observation).items() if name not in ("verdict", "reason")}
    if shown.facts is not None and shown.facts.pages is not None:
        data |= {"pages": shown.facts.pages, "has_text": shown.facts.has_text}
    data["what"] = {"th": shown.what.th, "en": shown.what.en}
    data["fix"] = {"th": shown.fix.th, "en": shown.fix.en}
    given = shown.attestation
    data["attested"] = (
        None if given is None else {"by": given.by, "on": given.on.isoformat(), "until": given.until.isoformat()}
    )
    data["places"] = list(_places(shown))
    return data


def _places(shown: Shown) -> Iterator[dict[str, Any]]:
    for citation in shown.places:
        field_ = "file" if shown.kind == "file" else "url"
        line, column = citation.document.place((*citation.at, field_))
        item = citation.item.code if citation.item else None
        yield {"path": citation.document.path, "line": line, "column": column, "item": item}
