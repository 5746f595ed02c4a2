"""The agency's emblem in the sizes that pages need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageOps

from ita_site.pictures.model import FOLDER, PictureFile
from ita_site.pictures.opening import UnfitPicture, opened, plain, png

HEADER = f"{FOLDER}/emblem.png"
ICON = f"{FOLDER}/icon.png"

_BOX = (240, 96)
"""Of the header's, in pixels: screens of phones show two for each of CSS. An emblem may be wider than it is high."""
_ICON = 192
"""The side of icons for tabs and home screens."""
_KEPT = (1024, 1024)
_CLEAR = (255, 255, 255, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Emblem:
    """An emblem that was read, RGBA and at most 1024 pixels a side. Two are the same only if read at once."""

    image: Image.Image


# here and below for the preview, which asks again at every save
@lru_cache(maxsize=4)
def read_emblem(file: PictureFile) -> Emblem | None:
    """The emblem with its edges as clear as they are; None where the file is none."""
    try:
        with opened(file.path) as image:
            image.draft("RGB", _KEPT)
            upright = plain(ImageOps.exif_transpose(image))
            upright.thumbnail(_KEPT, Image.Resampling.LANCZOS)
            return Emblem(upright.convert("RGBA"))
    except UnfitPicture:
        return None


@lru_cache(maxsize=4)
def emblem_files(emblem: Emblem) -> Mapping[str, bytes]:
    """The bytes of each size by path on the site. The same emblem always gives the same bytes."""
    icon = Image.new("RGBA", (_ICON, _ICON), _CLEAR)
    inside = within(emblem.image, (_ICON, _ICON))
    icon.alpha_composite(inside, ((_ICON - inside.width) // 2, (_ICON - inside.height) // 2))
    return {HEADER: png(_few(within(emblem.image, _BOX))), ICON: png(_few(icon))}


def header_size(emblem: Emblem) -> tuple[int, int]:
    """Width and height in the header, in CSS pixels."""
    width, height = _within(emblem.image.size, _BOX)
    return max(1, round(width / 2)), max(1, round(height / 2))


def _few(image: Image.Image) -> Image.Image:
    """With 256 colours, clear ones among them: a third of the weight, and at this size nobody sees it."""
    return image.quantize(256, Image.Quantize.FASTOCTREE)


def within(image: Image.Image, box: tuple[int, int]) -> Image.Image:
    """The picture as large as fits into `box`, its sides in proportion. A small one grows."""
    return image.resize(_within(image.size, box), Image.Resampling.LANCZOS)


def _within(size: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    by = min(box[0] / size[0], box[1] / size[1])
    return max(1, round(size[0] * by)), max(1, round(size[1] * by))
