"""The picture that other sites show beside a link to this one (Open Graph): emblem, name, the agency's colour."""

from __future__ import annotations

import re
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont, features

from ita_site.pictures.emblem import Emblem, within
from ita_site.pictures.model import SHARE_SIZE
from ita_site.pictures.opening import png
from ita_site.theme_files import theme_dir

_MOST = 60_000
"""Bytes. Some services do not show heavier ones on slow lines."""
_CARD = 250
_TOPS = (181, 90, 42)
"""Where the ground of the emblem begins, by how many lines of text come below it."""
_EDGE = 70
"""Pixels left free at either side."""
_KNOWN = re.compile(r"[\u0e01-\u0e3a\u0e3f-\u0e5b !-~]+")
"""What the font has: Thai and plain Latin."""
_LEADS = re.compile(
    r"\s+|(?<=องค์การบริหารส่วนตำบล)|(?<=องค์การบริหารส่วนจังหวัด)|(?<=คณะกรรมการ)|(?<=มหาวิทยาลัย)|(?<=.)(?=แห่งประเทศไทย|แห่งชาติ)"
)
"""Where a name may go on in the next line: words of Thai stand without blanks between them."""
_LETTER = re.compile(r"[ก-ฮA-Za-z]")


@lru_cache(maxsize=4)
def share_picture(name: str, under: str, ground: str, stripe: str, emblem: Emblem | None) -> bytes:
    """A PNG of 1200 by 630 pixels and less than 60 kB: `name`, and `under` it what the site is. The rest are colours.

    Without an emblem the first letter of `name` stands in its place. Where this machine cannot set Thai properly
    there is no text at all: marks in the wrong place are worse than none.
    """
    image = Image.new("RGB", SHARE_SIZE, ground)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, SHARE_SIZE[1] - 18, *SHARE_SIZE), fill=stripe)
    lines = _lines(name) if features.check("raqm") else None
    left, top = (SHARE_SIZE[0] - _CARD) // 2, _TOPS[len(lines or ())]
    image.paste("#ffffff", (left, top), _card())
    if emblem is not None:
        inside = within(emblem.image, (_CARD - 40, _CARD - 40))
        at = left + (_CARD - inside.width) // 2, top + (_CARD - inside.height) // 2
        image.paste(inside, at, inside)
    elif letter := _LETTER.search(name):
        x0, y0, x1, y1 = _font(150).getbbox(letter[0])
        middle = left + (_CARD - x0 - x1) / 2, top + (_CARD - y0 - y1) / 2
        draw.text(middle, letter[0], font=_font(150), fill=ground)
    if lines:
        _write(draw, lines, under)
    return _light(image)


def _card() -> Image.Image:
    """Where the white ground of the emblem is, with smooth corners: drawn large and made small."""
    large = Image.new("L", (_CARD * 4, _CARD * 4))
    ImageDraw.Draw(large).rounded_rectangle((0, 0, *(side - 1 for side in large.size)), radius=144, fill=255)
    return large.resize((_CARD, _CARD), Image.Resampling.LANCZOS)


def _write(draw: ImageDraw.ImageDraw, lines: tuple[str, ...], under: str) -> None:
    size = _fitting(lines)
    line = round(size * 1.4)
    y = _TOPS[len(lines)] + _CARD + round(size * 1.5)
    for number, words in enumerate(lines):
        draw.text(
            (SHARE_SIZE[0] // 2, y + number * line), words, font=_font(size), fill="#ffffff", anchor="ms", language="th"
        )
    if _KNOWN.fullmatch(under):
        at = (SHARE_SIZE[0] // 2, y + len(lines) * line)
        draw.text(at, under, font=_font(36, bold=False), fill="#ffffff", anchor="ms", language="th")


def _lines(name: str) -> tuple[str, ...] | None:
    """The name on one line or two; None where it has signs that the font lacks, or does not fit."""
    if not _KNOWN.fullmatch(name):
        return None
    if _fitting((name,)) >= 50:
        return (name,)
    breaks = [(match.start(), match.end()) for match in _LEADS.finditer(name)]
    pairs = [(name[:end], name[start:]) for end, start in breaks if name[:end] and name[start:]]
    best = min(pairs, key=lambda pair: max(map(len, pair)), default=(name,))
    return best if _fitting(best) else None


def _fitting(lines: tuple[str, ...]) -> int:
    """The largest size of letters (pixels) in which every line fits; 0 where none does."""
    room = SHARE_SIZE[0] - 2 * _EDGE
    return next(
        (
            size
            for size in range(68, 33, -2)
            if all(_font(size).getlength(words, language="th") <= room for words in lines)
        ),
        0,
    )


@lru_cache(maxsize=32)
def _font(size: int, *, bold: bool = True) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(theme_dir() / "assets" / "fonts" / f"sarabun-{700 if bold else 400}.woff2", size)


def _light(image: Image.Image) -> bytes:
    """As PNG, with as many colours as the weight allows."""
    for colours in (256, 128, 64, 32, 16):
        data = png(image.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE))
        if len(data) < _MOST:
            break
    return data
