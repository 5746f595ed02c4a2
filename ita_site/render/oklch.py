"""Colours by lightness, chroma and hue (OKLCH: Björn Ottosson, 2020), and how well two can be told apart (WCAG 2.2).

In OKLCH equal steps look equal. Colours are `#rrggbb`, lightness goes from 0 to 1, contrast from 1 to 21, hues are in
radians.
"""

from __future__ import annotations

import math
from collections.abc import Iterable


def contrast(one: str, other: str) -> float:
    """How well two colours can be told apart, from 1 to 21. Source: WCAG 2.2, «contrast ratio»."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def colour(lightness: float, chroma: float, hue: float) -> str:
    """The colour as `#rrggbb`, its chroma lowered as far as screens cannot show it."""
    most = chroma
    low = 0.0
    for _ in range(12):
        if _is_shown(_linear(lightness, chroma, hue)):
            if chroma == most:
                break
            low = chroma
        else:
            most = chroma
        chroma = (low + most) / 2
    return "#" + "".join(
        f"{round(255 * _curved(min(max(part, 0.0), 1.0))):02x}" for part in _linear(lightness, chroma, hue)
    )


def _is_shown(parts: Iterable[float]) -> bool:
    return all(-0.0005 <= part <= 1.0005 for part in parts)


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Red, green and blue of linear light."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def oklch(shown: str) -> tuple[float, float, float]:
    red, green, blue = _parts(shown)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short, math.hypot(a, b), math.atan2(b, a)


def _luminance(shown: str) -> float:
    red, green, blue = _parts(shown)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(shown: str) -> tuple[float, float, float]:
    """Red, green and blue as linear light, each from 0 to 1."""
    red, green, blue = (_straight(int(shown[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def _straight(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _curved(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
