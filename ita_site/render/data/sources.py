"""What the documents are made from, and how they name places of the site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, cast
from urllib.parse import quote

from ita_site.api_paths import VERSION, schema_path
from ita_site.attestations import day_seen, valid
from ita_site.findings import Report
from ita_site.history import Chronicle
from ita_site.programmes import Overview
from ita_site.records import ActivityEvidence, Evidence, Span
from ita_site.records.config import Attestation
from ita_site.render import words
from ita_site.render.data.models import Agency, Attested, Both, Check, Months, Proof, Verdict
from ita_site.render.follow.plain import base_of
from ita_site.render.links import Opening, Place
from ita_site.render.results.known import Known
from ita_site.site import Site, YearContent
from ita_site.sitemap import HOME, page_address
from ita_site.states import State
from ita_site.text import Text

MEDIA_TYPES: Mapping[str, str] = {
    ".csv": "text/csv", ".json": "application/json", ".pdf": "application/pdf", ".txt": "text/plain",
    ".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text", ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".svg": "image/svg+xml",
    ".zip": "application/zip", ".ics": "text/calendar",
}  # fmt: skip


@dataclass(frozen=True)
class Sources:
    """Site, report, what changed when, and what the pages have already made of them."""

    site: Site
    report: Report
    chronicle: Chronicle
    states_of: Callable[[YearContent], Mapping[str, State]] = field(repr=False)
    overviews_of: Callable[[YearContent], tuple[Overview, ...]] = field(repr=False)
    known: Known = field(repr=False)

    @cached_property
    def base(self) -> str:
        """The address of the site, with a slash at its end."""
        return base_of(self.site.config.site.url)

    @cached_property
    def place(self) -> Place:
        return Place.of(self.site, HOME)

    @cached_property
    def _attested(self) -> Mapping[str, Attestation]:
        return valid(self.site.config, self.report.as_of)

    @cached_property
    def agency(self) -> Agency:
        agency = self.site.config.agency
        return Agency(name=agency.name, name_en=agency.name_en or None, type=agency.type)

    def page(self, path: str, anchor: str = "") -> str:
        """The whole address of a page."""
        return self.base + page_address(path) + (f"#{quote(anchor)}" if anchor else "")

    def file(self, path: str) -> str:
        """The whole address of a file beside the pages."""
        return self.base + quote(path)

    def head(self, schema: str, year: int | None = None) -> dict[str, Any]:
        """What every document of a kind begins with."""
        found = {
            "schema_": self.file(schema_path(schema)),
            "version": VERSION,
            "as_of": self.report.as_of,
            "agency": self.agency,
            "license": self.site.config.data.license or None,
        }
        return found if year is None else found | {"year": year}

    def proof(self, evidence: Evidence | ActivityEvidence) -> dict[str, Any]:
        """The fields of `Proof`, for an evidence of any kind."""
        opening = self.place.opening(evidence)
        name = (evidence.file or evidence.url or "").partition("#")[0].partition("?")[0]
        hosted = self.site.files.get((evidence.file or "").strip())
        return {
            "title": evidence.title,
            "url": self._whole(opening),
            "media_type": MEDIA_TYPES.get(PurePosixPath(name).suffix.lower()),
            "bytes": hosted.size if hosted is not None and opening.href else None,
            "page": evidence.page,
            "on": evidence.date if isinstance(evidence, Evidence) else evidence.on,
            "check": self._check(evidence, opening),
        }

    def proofs(self, evidence: tuple[ActivityEvidence, ...]) -> tuple[Proof, ...]:
        return tuple(Proof(**self.proof(one)) for one in evidence)

    def _whole(self, opening: Opening) -> str | None:
        """An address from the root of the site as a whole one."""
        href = opening.href
        if href is None or opening.host:
            return href
        return self.base + ("" if href in ("./", ".") else href.removeprefix("./"))

    def _check(self, evidence: Evidence | ActivityEvidence, opening: Opening) -> Check:
        if opening.href is None:
            return _said("no-link")
        if not opening.host:
            return _said("here")
        typed = (evidence.url or "").strip()
        seen, attested = self.report.observed.link(typed), self._attested.get(typed)
        if seen is None:
            return _said("unchecked")
        return Check(
            verdict=cast(Verdict, str(seen.verdict)),
            reason=seen.reason,
            last_checked=day_seen(seen),
            attested=Attested(by=attested.by, on=attested.on, until=attested.until)
            if attested is not None and seen.verdict == "unsure"
            else None,
        )


def _said(verdict: Verdict) -> Check:
    return Check(verdict=verdict, reason=None, last_checked=None, attested=None)


def both(text: Text) -> Both:
    return Both(th=text.th, en=text.en)


def span(value: Span) -> Months:
    end = None if value.end is None else str(value.end)
    return Months(start=str(value.start), end=end, text=words.span(value))
