"""Pictures in texts: how large they are, and a smaller copy of those that a phone should not have to load."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageOps

from ita_site.pictures.limits import COPY_WIDTH, HEAVY, WIDE
from ita_site.pictures.model import PictureFile
from ita_site.pictures.opening import UnfitPicture, opened, plain

_GPS = 0x8825
"""The place where a photograph was taken (EXIF). Source: CIPA DC-008."""
_PROFILE = 65_536
"""Bytes of a colour profile that is worth keeping."""
_QUALITIES = (80, 60, 40)


@dataclass(frozen=True, slots=True)
class Ready:
    """A picture as pages show it, in pixels. `copy` (WebP) stands in for the file where it is not None; `is_less` says
    that it shows less than the file does."""

    width: int
    height: int
    copy: bytes | None = None
    is_less: bool = False


# for the preview, which asks again at every save
@lru_cache(maxsize=256)
def ready_picture(file: PictureFile) -> Ready | None:
    """The picture in `file`; None where it cannot be shown."""
    try:
        with opened(file.path) as image:
            return _ready(image, file.size)
    except UnfitPicture:
        return None


def _ready(image: Image.Image, size: int) -> Ready:
    width, height = _upright(image)
    is_wide, has_place = width > WIDE, bool(image.getexif().get_ifd(_GPS))
    is_moving = getattr(image, "n_frames", 1) > 1
    if not (is_wide or has_place or (size > HEAVY and not is_moving)):
        image.load()  # a damaged one is known only when all of it was read
        return Ready(width, height)
    less = min(COPY_WIDTH, width), max(1, round(height * min(COPY_WIDTH, width) / width))
    profile = b"" if image.mode == "CMYK" else image.info.get("icc_profile") or b""
    image.draft("RGB", (max(less), max(less)))
    small = plain(ImageOps.exif_transpose(image)).resize(less, Image.Resampling.LANCZOS)
    copy = _webp(small, profile if len(profile) <= _PROFILE else b"")
    if is_wide or has_place or len(copy) < size:
        return Ready(*less, copy, is_less=less[0] < width)
    return Ready(width, height)


def _upright(image: Image.Image) -> tuple[int, int]:
    """Width and height as browsers show them: cameras lay pictures on their side and say so. Source: CIPA DC-008, 274."""
    is_turned = image.getexif().get(274) in (5, 6, 7, 8)
    return (image.height, image.width) if is_turned else (image.width, image.height)


def _webp(image: Image.Image, profile: bytes) -> bytes:
    """As WebP, coarser where much is in it: a copy that is heavy again helps nobody."""
    for quality in _QUALITIES:
        target = io.BytesIO()
        image.save(target, "WEBP", quality=quality, method=4, icc_profile=profile, exif=b"", xmp=b"")
        if target.tell() < HEAVY:
            break
    return target.getvalue()
