"""What the frame of every page tells of the agency: header, footer, and what is shown when a page is shared."""

from __future__ import annotations

from typing import Any

from ita_site.headers import policy, referrer
from ita_site.pictures import Prepared
from ita_site.pictures.model import SHARE_SIZE
from ita_site.render.colours import palette
from ita_site.render.digits import digits_of
from ita_site.render.template import flat
from ita_site.site import Site
from ita_site.sitemap import CALENDAR, CHECKS, CONTENTS, DATA, FEED, FOLLOW, board_path, checklist_path, page_address

_FAVICON = "assets/favicon.svg"


def shell(site: Site, pictures: Prepared) -> dict[str, Any]:
    """Plain values for the frame's templates, which escape them; addresses are relative to the root of the site."""
    agency, year, digits = site.config.agency, site.year, digits_of(site)
    links = {
        CONTENTS: "สารบัญเว็บไซต์",
        board_path(year): f"ข้อมูลสาธารณะ ปี {year.edition.year}",
        checklist_path(year): "แบบตรวจ พิมพ์ลง A4",
        CHECKS: "เรื่องที่ตรวจ",
        FOLLOW: "ติดตาม",
        DATA: "ข้อมูลเปิด",
    }
    emblem, (width, height) = pictures.emblem, SHARE_SIZE
    return {
        "policy": policy(),
        "referrer": referrer(),
        "agency": flat(agency.name),
        "address": digits(flat(agency.address)),
        "phone": digits(flat(agency.phone)),
        "email": flat(agency.email),
        "links": [{"path": page_address(path), "title": digits(title)} for path, title in links.items()],
        "feeds": [
            {"path": FEED, "type": "application/atom+xml", "title": f"ความเคลื่อนไหวของ{flat(agency.name)}"},
            {"path": CALENDAR, "type": "text/calendar", "title": f"ปฏิทินของ{flat(agency.name)}"},
        ],
        "ground": palette(agency.color).light.head,
        "icon": pictures.icon or _FAVICON,
        "emblem": {"path": emblem.src, "width": emblem.width, "height": emblem.height} if emblem else None,
        "share": {"path": pictures.share, "width": width, "height": height, "alt": flat(agency.name)}
        if pictures.share
        else None,
    }
