"""`evidence`: what is known of each link and file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ita_site import __version__, progress
from ita_site.attestations import in_thailand
from ita_site.config import day_of, open_site
from ita_site.dates import thai_date
from ita_site.errors import ConfigError
from ita_site.evidence.ledger import LEDGER
from ita_site.evidence.observation import Observed
from ita_site.inventory import VERDICT_COLOUR, VERDICTS, Shown, evidence_of, shown_data
from ita_site.observe import links_of, observed, recalled
from ita_site.reporters.text_format import safe_line
from ita_site.site import Site
from ita_site.streams import put
from ita_site.style import Style, style_for
from ita_site.text import Text


def run(
    root: Path, *, url: str | None, item: str | None, verdict: str | None, recheck: bool, format_: str, year: int | None
) -> int:
    """Lists the evidence; exit code 0 whatever the verdicts are: `check` is what blocks."""
    site = open_site(root, year)
    day = day_of(site.config, None, date.today())  # noqa: DTZ011 - the officer's own day
    code = _item(site, item)

    def chosen(seen: Observed) -> list[Shown]:
        return [s for s in evidence_of(site, seen, day) if _fits(s, url, code)]

    seen = recalled(site)
    entries = [s for s in chosen(seen) if verdict is None or s.verdict == verdict]
    if recheck:
        known = set(links_of(site))
        wanted = {s.where for s in entries}
        links = [s.where for s in entries if s.where in known]
        seen = observed(site, is_fresh=True, only=links, started=progress.of_links)
        entries = [s for s in chosen(seen) if s.where in wanted]
    if format_ == "json":
        put(_json(site, entries))
    else:
        put("\n".join(_lines(entries, style_for())) + "\n")
    return 0


def _item(site: Site, item: str | None) -> str | None:
    """The code of an item in any spelling. Raises ConfigError for one that the edition does not know."""
    if item is None:
        return None
    code = site.year.edition.code(item)
    if code is None:
        codes = list(site.year.edition.items)
        raise ConfigError(
            Text(
                f"--item: ไม่มีข้อ «{item}» ใช้รหัส {codes[0]} ถึง {codes[-1]}",
                f"--item: there is no item «{item}»; use {codes[0]} to {codes[-1]}",
            )
        )
    return code


def _fits(shown: Shown, url: str | None, code: str | None) -> bool:
    return (url is None or url.strip() in shown.where) and (
        code is None or any(c.item is not None and c.item.code == code for c in shown.places)
    )


def _json(site: Site, entries: list[Shown]) -> str:
    data = {
        "tool": "ita-site",
        "version": __version__,
        "edition": site.year.edition.year,
        "ledger": LEDGER,
        "counts": {str(v): sum(s.verdict == v for s in entries) for v in VERDICTS},
        "evidence": [shown_data(s) for s in entries],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _lines(entries: list[Shown], style: Style) -> Iterator[str]:
    for shown in entries:
        word = style.paint(VERDICTS[shown.verdict].th, VERDICT_COLOUR[shown.verdict], "bold")
        yield f"{word}  {safe_line(shown.where)}"
        if shown.verdict != "ok" or shown.reason not in ("opens", "hosted"):
            yield safe_line(f"  {shown.what.th} ({shown.reason})")
            if shown.fix.th and shown.verdict != "ok":
                yield safe_line(f"  → {shown.fix.th}")
        if facts := _facts(shown):
            yield style.paint(safe_line(f"  {facts}"), "dim")
        if shown.attestation is not None:
            on = thai_date(shown.attestation.on, short=True)
            yield safe_line(f"  ตรวจด้วยคนเมื่อ {on} โดย {shown.attestation.by}")
        for citation in shown.places:
            line, _ = citation.document.place((*citation.at, "file" if shown.kind == "file" else "url"))
            about = f" [{citation.item.code}]" if citation.item else ""
            yield style.paint(safe_line(f"  {citation.document.path}:{line}{about}"), "dim")
    counts = Counter(shown.verdict for shown in entries)
    tally = " · ".join(f"{word.th} {counts[v]:,}" for v, word in VERDICTS.items() if counts[v])
    yield style.paint(f"หลักฐาน {len(entries):,} ชิ้น{' · ' + tally if tally else ''}", "bold")
    yield f"{len(entries):,} pieces of evidence" + "".join(
        f", {word.en} {counts[v]:,}" for v, word in VERDICTS.items() if counts[v]
    )


def _facts(shown: Shown) -> str:
    """What was seen, in one line: status, type, size, time, day."""
    seen = shown.observation
    if seen is None:
        return f"{shown.facts.pages:,} หน้า" if shown.facts is not None and shown.facts.pages else ""
    facts = (
        f"รหัส {seen.status}" if seen.status else "",
        seen.type,
        f"{seen.bytes:,} ไบต์" if seen.bytes is not None else "",
        f"{seen.ms:,} มิลลิวินาที" if seen.ms is not None else "",
        f"ตรวจ {thai_date(in_thailand(seen.last_checked), short=True)}" if seen.last_checked else "",
        f"เปิดได้ล่าสุด {thai_date(in_thailand(seen.last_ok), short=True)}"
        if seen.last_ok and seen.verdict != "ok"
        else "",
        f"ไปจบที่ {seen.final_url}"
        if seen.final_url and seen.final_url.partition("#")[0] != seen.url.partition("#")[0]
        else "",
    )
    return " · ".join(fact for fact in facts if fact)
