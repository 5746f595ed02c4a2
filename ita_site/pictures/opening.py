"""Opening pictures that anybody may have made: never too large, never half, never another kind than it should be."""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from ita_site.pictures.limits import MOST_PIXELS

_KINDS = ("PNG", "JPEG", "WEBP")
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class UnfitPicture(Exception):  # noqa: N818 - it says what the file is, and nothing failed
    """A file that is no picture, is damaged, or is larger than anybody should open."""


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    """The picture at `path`, of which only the beginning was read. Raises UnfitPicture, also when it is read further."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit below is lower
            warnings.simplefilter("ignore", UserWarning)  # odd notes of cameras
            with (
                os.fdopen(os.open(path, _FLAGS), "rb") as file,
                Image.open(file, formats=_KINDS) as image,
            ):
                if image.width * image.height > MOST_PIXELS or not image.width * image.height:
                    raise UnfitPicture(path.name)
                yield image
    except UnfitPicture:
        raise
    except Exception as error:  # what is wrong with a file shows in any way
        raise UnfitPicture(path.name) from error


def plain(image: Image.Image) -> Image.Image:
    """The first frame as RGB, or RGBA where something shines through."""
    if image.mode.startswith("I"):
        # sixteen bits to a point: taken as eight, everything but the darkest would be white
        image = image.convert("F").point(lambda value: value * (1 / 256) + 0).convert("L")
    see_through = image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info
    return image.convert("RGBA" if see_through else "RGB")


def png(image: Image.Image) -> bytes:
    """The picture alone: no day, no program, no place."""
    target = io.BytesIO()
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    if image.mode == "P":
        kind = "RGBA" if image.palette and image.palette.mode == "RGBA" else "RGB"
        bare.putpalette(image.getpalette(kind) or (), kind)
    bare.save(target, "PNG")
    return target.getvalue()
