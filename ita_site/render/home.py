"""The first page: who we are, how complete we are, what is due, where to ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ita_site.findings import Report
from ita_site.programmes import Overview
from ita_site.render.board import legend, sub_views, tally
from ita_site.render.free import FreeView
from ita_site.render.links import Link, Place
from ita_site.render.programmes.listing import programme_cards
from ita_site.render.results.cards import Cards
from ita_site.render.template import page
from ita_site.site import Site
from ita_site.sitemap import CHECKS, HOME, board_path, calendar_path, checklist_path, programmes_path
from ita_site.states import State

_TO_ASK = re.compile(r"ติดต่อ|ถาม|ร้องเรียน|แจ้ง|contact|complain|ask|faq", re.IGNORECASE)


def site_title(site: Site) -> str:
    return site.config.site.title or f"การเปิดเผยข้อมูลสาธารณะ {site.config.agency.name}"


def home_page(
    site: Site,
    report: Report,
    states: Mapping[str, State],
    pages: tuple[FreeView, ...],
    overviews: Iterable[Overview],
    told: Cards,
) -> str:
    """The first page, about the open year."""
    place = Place.of(site, HOME)
    year = site.year
    done = tally(states.values())
    links = [Link(place.page(p.path), p.title) for p in pages]
    asking = [link for link, p in zip(links, pages, strict=True) if _TO_ASK.search(f"{p.name} {p.title}")]
    return page(
        "home",
        title="หน้าแรก",
        name=site_title(site),
        description=site.config.site.description or f"ข้อมูลที่{site.config.agency.name}เปิดเผยต่อประชาชน พร้อมหลักฐานทุกข้อ",
        hide=("navigation", "toc"),
        agency=site.config.agency,
        about=site.config.site.description,
        year=year.edition.year,
        as_of=report.as_of,
        done=done,
        legend=legend(states),
        subs=sub_views(year, place, states),
        board=place.page(board_path(year)),
        checklist=place.page(checklist_path(year)),
        checks=place.page(CHECKS),
        programmes=programme_cards(year, overviews, place, report.as_of),
        calendar=place.here.to_file(calendar_path(year)),
        all_programmes=place.page(programmes_path(year)),
        told=told,
        asking=asking,
        others=[link for link in links if link not in asking],
        older=[Link(place.page(board_path(y)), f"ปี {y.edition.year}") for y in site.older],
    )
