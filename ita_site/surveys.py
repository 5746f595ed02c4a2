"""The surveys of the assessment (EIT, IIT): which links a site has, and which items want them shown.

Links are read, never opened: a robot that opens one might count as somebody who began to answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ita_site.criteria import Item
from ita_site.evidence import read_address
from ita_site.evidence.links import has_login, shortened
from ita_site.records.config import Survey, SurveyKind
from ita_site.site import Site, YearContent

HOST = "itas.nacc.go.th"
"""The assessor's own system."""
LONGEST = 300
"""Characters of an address that still makes a picture which a telephone can read."""

# Source of the form: links of published disclosure pages and of a content system made for them.
_PATH = re.compile(r"/go/(eit|iit)/[A-Za-z0-9_-]+/?", re.IGNORECASE)


def kind_in(url: str) -> SurveyKind | None:
    """The survey that an address of the assessor's form leads to; None for any other address."""
    address = read_address(url)
    if address is None or address.host != HOST or address.scheme != "https" or not is_fit(url):
        return None
    found = _PATH.fullmatch(address.path)
    return SurveyKind(found[1].lower()) if found else None


def is_fit(url: str) -> bool:
    """Whether an address can stand on a page and in a picture: one of the web, without a login, of a sensible length."""
    address = read_address(url)
    written_out = url.strip().lower().startswith(("https://", "http://"))
    return address is not None and written_out and not address.has_login and len(address_of(url)) <= LONGEST


def address_of(url: str) -> str:
    """An address as a browser asks for it, for the page and the picture: telephones cut one at a blank or a Thai letter,
    and signs that turn the line round would show another one than it is."""
    address = read_address(url)
    if address is None:
        return url.strip()
    return address.wire.strip() + (f"#{address.fragment}" if address.fragment else "")


def year_of(site: Site, survey: Survey) -> int:
    """The fiscal year (BE) of a survey; the open one where none is said."""
    return survey.year if survey.year is not None else site.year.edition.year


def surveys_of(site: Site, year: int) -> tuple[Survey, ...]:
    """The surveys of a fiscal year (BE) that can be shown: of two of one kind the first. EIT comes before IIT."""
    found: dict[SurveyKind, Survey] = {}
    for survey in site.config.surveys:
        if year_of(site, survey) == year and is_fit(survey.url):
            found.setdefault(survey.kind, survey)
    return tuple(found[kind] for kind in SurveyKind if kind in found)


def is_open(survey: Survey, as_of: date) -> bool:
    """Whether a survey can still be answered on the day `as_of` (CE); one without a last day can."""
    return survey.until is None or as_of <= survey.until


def of_item(site: Site, year: int, item: Item) -> tuple[Survey, ...]:
    """The surveys that the page of an item shows, because the edition wants them there."""
    return tuple(survey for survey in surveys_of(site, year) if survey.kind in item.surveys)


def on_home(site: Site, as_of: date) -> tuple[Survey, ...]:
    """The surveys that the first page asks its readers to answer: EIT, and IIT only where the agency says so."""
    return tuple(
        survey
        for survey in surveys_of(site, site.year.edition.year)
        if is_open(survey, as_of) and (survey.kind is SurveyKind.EIT if survey.on_home is None else survey.on_home)
    )


def item_asking(year: YearContent, kind: SurveyKind) -> Item | None:
    """The first item of a year that wants a survey shown."""
    return next((item for item in year.edition.items.values() if kind in item.surveys), None)


def element_of(kind: SurveyKind) -> str:
    """The id of the element that asks for the picture of a survey's link: editions call it so."""
    return f"{kind}_qr"


def shown_by_site(site: Site, item: Item) -> frozenset[str]:
    """The ids of the elements of an item of the open year that the site itself shows, without any evidence."""
    return frozenset(element_of(survey.kind) for survey in of_item(site, site.year.edition.year, item))


def unset(site: Site) -> Iterator[tuple[Item, SurveyKind]]:
    """The surveys that items of the open year want shown, where the agency has links, only none of them.

    Of an agency without any link it is enough to say that nothing shows the picture.
    """
    year = site.year.edition.year
    there = {survey.kind for survey in site.config.surveys if year_of(site, survey) == year}
    for item in site.year.edition.items.values():
        for kind in SurveyKind:
            if site.config.surveys and kind in item.surveys and kind not in there:
                yield item, kind


def shown(url: str) -> str:
    """An address for a message: short, and nothing of one that holds a login."""
    return "…" if has_login(url) else shortened(url.strip())
