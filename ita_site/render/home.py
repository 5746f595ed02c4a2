"""The first page: who we are, how complete we are, how to find and to complain, what is due and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ita_site.findings import Report
from ita_site.programmes import Overview
from ita_site.render.board import legend, sub_views, tally
from ita_site.render.changes import recent_changes
from ita_site.render.follow.surveys import survey_views
from ita_site.render.free import FreeView
from ita_site.render.links import Link, Place
from ita_site.render.programmes.listing import programme_cards
from ita_site.render.reaching import complaint_first, is_to_ask, mail_link, phone_link
from ita_site.render.results.cards import Cards
from ita_site.render.results.known import Known
from ita_site.render.template import page
from ita_site.render.upcoming import due_next
from ita_site.site import Site
from ita_site.sitemap import CHECKS, CONTENTS, FOLLOW, HOME, board_path, checklist_path, programmes_path
from ita_site.states import State
from ita_site.surveys import on_home


def site_title(site: Site) -> str:
    return site.config.site.title or f"การเปิดเผยข้อมูลสาธารณะ {site.config.agency.name}"


def home_page(
    site: Site,
    report: Report,
    states: Mapping[str, State],
    pages: tuple[FreeView, ...],
    overviews: Iterable[Overview],
    known: Known,
    told: Cards,
) -> str:
    """The first page, about the open year."""
    place = Place.of(site, HOME)
    year, agency, as_of = site.year, site.config.agency, report.as_of
    done, programmes = tally(states.values()), tuple(overviews)
    links = [(p.name, Link(place.page(p.path), p.title)) for p in pages]
    asking = [(name, link) for name, link in links if is_to_ask(f"{name} {link.text}")]
    return page(
        "home",
        title="หน้าแรก",
        name=site_title(site),
        description=site.config.site.description or f"ข้อมูลที่{agency.name}เปิดเผยต่อประชาชน พร้อมหลักฐานทุกข้อ",
        hide=("navigation", "toc"),
        agency=agency,
        phone=phone_link(agency.phone),
        mail=mail_link(agency.email),
        about=site.config.site.description,
        year=year.edition.year,
        as_of=as_of,
        done=done,
        legend=legend(states),
        subs=sub_views(year, place, states),
        contents=place.page(CONTENTS),
        board=place.page(board_path(year)),
        checklist=place.page(checklist_path(year)),
        checks=place.page(CHECKS),
        due=due_next(year, programmes, known, place, as_of),
        changes=recent_changes(year, programmes, known, place, as_of),
        programmes=programme_cards(year, programmes, place, as_of),
        follow=place.page(FOLLOW),
        surveys=survey_views(on_home(site, as_of), as_of),
        all_programmes=place.page(programmes_path(year)),
        told=told,
        asking=complaint_first(asking),
        others=[link for name, link in links if (name, link) not in asking],
        older=[Link(place.page(board_path(y)), f"ปี {y.edition.year}") for y in site.older],
    )
