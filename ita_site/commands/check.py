"""`check`: read, judge, report."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from ita_site import progress
from ita_site.attestations import in_thailand
from ita_site.config import CONFIG_NAME, day_of, open_site
from ita_site.criteria import BUILT_IN
from ita_site.dates import DateError, parse_date, thai_date
from ita_site.errors import ConfigError, EngineError
from ita_site.evidence.ledger import LEDGER
from ita_site.files import is_irregular, write_whole
from ita_site.findings import CheckedFile, Finding, Gate, Report, at_gate
from ita_site.observe import links_of, observed, recalled
from ita_site.reporters import told
from ita_site.rules import check_site
from ita_site.site import Site
from ita_site.streams import put, say
from ita_site.style import Style, style_for
from ita_site.text import Text
from ita_site.walk import CONTENT


class Links(StrEnum):
    """How the links of a site are looked at."""

    RECALL = "recall"
    """Open none: what is known from earlier checks."""
    REFRESH = "refresh"
    """Open those of which nothing good was seen lately."""
    OPEN = "open"
    """Open every one."""


def judged(root: Path, *, gate: Gate, as_of: str | None, year: int | None, links: Links) -> tuple[Site, Report]:
    """The site in `root` and the report on it. The only place that asks for today's date."""
    site = open_site(root, year)
    return site, judged_site(site, gate=gate, as_of=as_of, links=links)


def judged_site(site: Site, *, gate: Gate, as_of: str | None, links: Links) -> Report:
    """The report on a site that was read already."""
    day = day_of(site.config, as_of, date.today())  # noqa: DTZ011 - the officer's own day
    if links is Links.RECALL:
        return check_site(site, day, gate, recalled(site))
    return check_site(site, day, gate, observed(site, is_fresh=links is Links.OPEN, started=progress.of_links))


def run(
    root: Path,
    *,
    gate: str,
    offline: bool,
    as_of: str | None,
    format_: str | None,
    output: Path | None,
    year: int | None,
) -> int:
    """Exit code 1 when something blocks, else 0."""
    if output is not None:
        output = fit(output, root)
    name = format_ or default_format()
    try:
        site, report = judged(root, gate=Gate(gate), as_of=as_of, year=year, links=_links(gate, offline=offline))
    except ConfigError as error:
        if error.findings and name != "text":  # the words on standard error are the report as text
            try:
                _hand_over(_of_configuration(error.findings, Gate(gate), as_of), name, output, root)
            except EngineError as unwritten:
                say(f"{unwritten.message.th}\n{unwritten.message.en}\n")
        raise
    _hand_over(report, name, output, root)
    if offline:
        _tell_age(site, report)
    return int(report.blocked)


def default_format() -> str:
    """Annotations where GitHub or a host that speaks its language reads them, else text."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _links(gate: str, *, offline: bool) -> Links:
    """A publish goes by what is true now; between pushes a good answer of today will do."""
    if offline:
        return Links.RECALL
    return Links.OPEN if gate == Gate.PUBLISH else Links.REFRESH


def _tell_age(site: Site, report: Report) -> None:
    """How old the verdicts are that a check without the network goes by."""
    moments = [o.last_checked for url in links_of(site) if (o := report.observed.link(url)) and o.last_checked]
    if not moments:
        return
    day = in_thailand(min(moments))
    days = (in_thailand(datetime.now(UTC)) - day).days
    say(
        f"ไม่ได้เปิดลิงก์ ใช้ผลเดิมของ {len(moments):,} ลิงก์จาก {LEDGER} เก่าที่สุดเมื่อ {thai_date(day, short=True)} ({days:,} วันก่อน)"
        f" · links not opened; {LEDGER} knows {len(moments):,}, the oldest from {days:,} days ago\n"
    )


def _hand_over(report: Report, name: str, output: Path | None, root: Path) -> None:
    if output is None:
        put(told(report, name, style_for(), root))
    else:
        write_whole(output, told(report, name, Style(), root))
        say(f"เขียนผลไว้ที่ {output} · report written\n")


def _of_configuration(findings: tuple[Finding, ...], gate: Gate, as_of: str | None) -> Report:
    """The report on a site whose configuration keeps everything else from being read."""
    edition = BUILT_IN.edition(BUILT_IN.newest_confirmed)
    try:
        day = parse_date(as_of) if as_of is not None else date.today()  # noqa: DTZ011 - the officer's own day
    except DateError:
        day = date.today()  # noqa: DTZ011 - one trouble at a time
    return Report(
        edition.year, edition.revision, gate, day, at_gate(list(findings), gate),
        files_checked=1, checked=(CheckedFile(CONFIG_NAME),), is_cut=True,
    )  # fmt: skip


def fit(output: Path, root: Path) -> Path | None:
    """Where the report may go; None for standard output. Raises ConfigError for a place that holds something else."""
    if str(output) == "-":
        return None
    if is_irregular(output):
        trouble = Text(
            "เป็นทางลัด โฟลเดอร์ หรืออุปกรณ์ ไม่ใช่ไฟล์ธรรมดา (ใช้ - เพื่อแสดงที่หน้าจอ)",
            "is a link, a folder or a device, not a plain file (- is standard output)",
        )
    elif _is_source(output, root):
        trouble = Text("เป็นข้อมูลของเว็บไซต์ ผลตรวจจะทับของเดิม", "belongs to the site's own content")
    else:
        return output
    raise ConfigError(
        Text(f"--output {output} {trouble.th} เลือกที่อื่น", f"--output {output} {trouble.en}; choose another place")
    )


def _is_source(output: Path, root: Path) -> bool:
    """Whether writing there would change what people wrote. Compared as files, because names have many spellings."""
    with suppress(OSError, RuntimeError):
        place = output.resolve()
        for inside, kept in ((place, root / CONFIG_NAME), *((p, root / CONTENT) for p in place.parents)):
            if inside == kept.resolve() or (inside.exists() and kept.exists() and inside.samefile(kept)):
                return True
    return False
