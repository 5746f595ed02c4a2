"""Pictures: the emblem, the picture for other sites, copies for pages, and files that are none."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import judge, lay
from PIL import Image, ImageDraw, features
from PIL.PngImagePlugin import PngInfo

from ita_site.config import open_site
from ita_site.evidence.kinds import HEAD, kind_of
from ita_site.pictures import Prepared, Shown
from ita_site.pictures.emblem import HEADER, ICON, emblem_files, header_size, read_emblem
from ita_site.pictures.headers import size_of
from ita_site.pictures.limits import MOST_PIXELS
from ita_site.pictures.model import SHARE, PictureFile
from ita_site.pictures.opening import UnfitPicture, opened, plain, png
from ita_site.pictures.prepare import prepared
from ita_site.pictures.share import share_picture
from ita_site.pictures.smaller import ready_picture
from ita_site.render.markdown import field


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **how)
    return target.getvalue()


def emblem(size: tuple[int, int] = (300, 300)) -> Image.Image:
    """A green ring with nothing around it."""
    image = Image.new("RGBA", size)
    ImageDraw.Draw(image).ellipse((0, 0, size[0] - 1, size[1] - 1), fill="#1d5b4f")
    return image


def photograph(size: tuple[int, int]) -> Image.Image:
    """As uneven as what a camera sees."""
    return Image.effect_noise(size, 90).convert("RGB")


def of(path: Path) -> PictureFile:
    return PictureFile(path, path.stat().st_size, path.stat().st_mtime_ns)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has so many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def sixteen() -> bytes:
    return saved(Image.new("I;16", (80, 80), 40_000), "PNG")


def moving() -> bytes:
    frames = [Image.new("RGB", (90, 90), colour) for colour in ("red", "green", "blue")]
    return saved(frames[0], "WEBP", save_all=True, append_images=frames[1:])


def with_place(size: tuple[int, int] = (200, 100), turned: int = 1) -> bytes:
    """A photograph that says where it was taken, and how the camera was held."""
    exif = Image.Exif()
    exif[274] = turned
    exif.get_ifd(0x8825)[2] = (14.0, 1.0, 2.0)
    return saved(photograph(size), "JPEG", exif=exif)


FIT: dict[str, tuple[str, Callable[[], bytes]]] = {
    "plain": ("a.png", lambda: saved(emblem(), "PNG")),
    "cmyk": ("a.jpg", lambda: saved(Image.new("CMYK", (100, 80), (0, 90, 90, 0)), "JPEG")),
    "grey": ("a.jpg", lambda: saved(Image.new("L", (100, 80), 90), "JPEG")),
    "two-colours": ("a.png", lambda: saved(Image.new("1", (100, 80)), "PNG")),
    "sixteen-bits": ("a.png", sixteen),
    "palette": ("a.png", lambda: saved(emblem().quantize(16), "PNG")),
    "palette-clear": ("a.png", lambda: saved(Image.new("P", (70, 70)), "PNG", transparency=0)),
    "grey-clear": ("a.png", lambda: saved(Image.new("LA", (70, 70), (0, 9)), "PNG")),
    "moving": ("a.webp", moving),
    "one-point": ("a.png", lambda: saved(Image.new("RGB", (1, 1)), "PNG")),
    "thread": ("a.png", lambda: saved(Image.new("RGB", (1, 5000)), "PNG")),
    "lying-thread": ("a.png", lambda: saved(Image.new("RGB", (5000, 1)), "PNG")),
    "other-ending": ("a.jpg", lambda: saved(emblem(), "PNG")),
    "place": ("a.jpg", with_place),
}
UNFIT: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("a.png", lambda: b""),
    "text": ("a.png", lambda: b"<!DOCTYPE html><title>404</title>"),
    "cut": ("a.jpg", lambda: saved(photograph((400, 400)), "JPEG")[:9000]),
    "cut-png": ("a.png", lambda: saved(photograph((100, 100)), "PNG")[:9000]),
    "cut-webp": ("a.webp", lambda: saved(photograph((100, 100)), "WEBP")[:900]),
    "head": ("a.png", lambda: saved(emblem(), "PNG")[:20]),
    "bomb": ("a.png", lambda: bomb(30_000, 30_000)),
    "huge-bomb": ("a.png", lambda: bomb(2**31 - 1, 2**31 - 1)),
    "over-the-limit": ("a.png", lambda: bomb(10_000, 5_001)),
    "no-size": ("a.png", lambda: bomb(0, 10)),
    "lie": ("a.png", lambda: bomb(300, 300)),
    "gif": ("a.png", lambda: saved(Image.new("P", (9, 9)), "GIF")),
    "tiff": ("a.jpg", lambda: saved(Image.new("L", (9, 9)), "TIFF")),
    "noise": ("a.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9),
}


@pytest.fixture
def laid(tmp_path: Path) -> Callable[[bytes, str], PictureFile]:
    def lay_(data: bytes, name: str = "a.png") -> PictureFile:
        (tmp_path / name).write_bytes(data)
        return of(tmp_path / name)

    return lay_


@pytest.mark.parametrize("case", FIT)
def test_every_kind_of_picture(laid: Callable[[bytes, str], PictureFile], case: str) -> None:
    name, make = FIT[case]
    file = laid(make(), name)
    found = ready_picture(file)
    assert found is not None
    assert (found.copy is not None) == (case in ("lying-thread", "place"))
    read = read_emblem(file)
    assert read is not None
    sizes = {path: Image.open(io.BytesIO(data)).size for path, data in emblem_files(read).items()}
    assert sizes[ICON] == (192, 192)
    assert sizes[HEADER][0] <= 240
    assert sizes[HEADER][1] <= 96
    assert 1 <= header_size(read)[0] <= 120
    assert 1 <= header_size(read)[1] <= 48
    assert len(share_picture("อบต.สมมติ", "เปิดเผยข้อมูล", "#17406f", "#ffcc00", read)) < 60_000


@pytest.mark.parametrize("case", UNFIT)
def test_files_that_are_no_picture(laid: Callable[[bytes, str], PictureFile], case: str) -> None:
    name, make = UNFIT[case]
    file = laid(make(), name)
    assert ready_picture(file) is None
    assert read_emblem(file) is None


def test_a_file_that_went_away(tmp_path: Path) -> None:
    assert ready_picture(PictureFile(tmp_path / "gone.png", 0, 0)) is None
    (tmp_path / "link.png").symlink_to(tmp_path / "gone.png")
    with pytest.raises(UnfitPicture), opened(tmp_path / "link.png"):
        pass


def test_colours_survive(laid: Callable[[bytes, str], PictureFile]) -> None:
    with opened(laid(sixteen(), "d.png").path) as image:
        assert plain(image).getpixel((5, 5)) == (156, 156, 156)
    red = laid(saved(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG"), "c.jpg")
    with opened(red.path) as image:
        assert plain(image).getpixel((5, 5))[0] > 200
        assert plain(image).getpixel((5, 5))[1] < 60


def test_edges_of_the_emblem_stay_clear(laid: Callable[[bytes, str], PictureFile]) -> None:
    read = read_emblem(laid(saved(emblem((300, 150)), "PNG"), "e.png"))
    assert read is not None
    files = emblem_files(read)
    header, icon = (Image.open(io.BytesIO(files[name])).convert("RGBA") for name in (HEADER, ICON))
    assert header.size == (192, 96)
    assert header.getpixel((0, 0))[3] == icon.getpixel((0, 0))[3] == icon.getpixel((96, 10))[3] == 0
    middle = header.getpixel((96, 48))
    assert middle[3] > 250
    assert all(abs(a - b) < 6 for a, b in zip(middle[:3], (0x1D, 0x5B, 0x4F), strict=True))
    assert header_size(read) == (96, 48)


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whatever else a program wrote into it."""
    made = []
    for name, note in (("one.png", "monday"), ("two.png", "tuesday, by somebody")):
        about = PngInfo()
        about.add_text("Author", note)
        (tmp_path / name).write_bytes(saved(emblem(), "PNG", pnginfo=about))
        read = read_emblem(of(tmp_path / name))
        assert read is not None
        made.append({**emblem_files(read), SHARE: share_picture("ก", "ข", "#17406f", "#17406f", read)})
    assert made[0] == made[1]
    assert not any(b"tuesday" in data or b"tEXt" in data or b"tIME" in data for data in made[1].values())


@pytest.mark.parametrize(
    "name",
    [
        "องค์การบริหารส่วนตำบลทุ่งตัวอย่าง",
        "มหาวิทยาลัยเทคโนโลยีราชมงคลสมมติ วิทยาเขตทดสอบ",
        "สำนักงานคณะกรรมการส่งเสริมและกำกับดูแลธุรกิจสมมติแห่งชาติ",
        "ก" * 300,
        "Agency of Examples",
        "ตำบล 漢字 👍",
        "!!!",
        "",
    ],
)
def test_the_picture_for_other_sites(name: str) -> None:
    data = share_picture(name, "เปิดเผยข้อมูลสาธารณะ (OIT)", "#7a1f5c", "#ffcc00", None)
    image = Image.open(io.BytesIO(data))
    assert image.size == (1200, 630)
    assert len(data) < 60_000
    edge = image.convert("RGB").crop((0, 0, 60, 600)).getcolors()
    assert edge is not None
    assert len(edge) == 1, "text runs into the edge"
    stripe = image.convert("RGB").crop((0, 613, 1200, 630)).getcolors()
    assert stripe is not None
    assert len(stripe) == 1, "text runs into the stripe"


def test_a_busy_emblem_keeps_the_weight(laid: Callable[[bytes, str], PictureFile]) -> None:
    read = read_emblem(laid(saved(photograph((1000, 1000)), "PNG"), "n.png"))
    assert read is not None
    assert len(share_picture("อบต.สมมติ", "เปิดเผย", "#17406f", "#17406f", read)) < 60_000


def test_without_a_thai_setter_there_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    with_text = share_picture("อบต.สมมติ", "เปิดเผย", "#17406f", "#17406f", None)
    monkeypatch.setattr(features, "check", lambda name: name != "raqm")
    share_picture.cache_clear()
    without = share_picture("อบต.สมมติ", "เปิดเผย", "#17406f", "#17406f", None)
    share_picture.cache_clear()
    bottom = Image.open(io.BytesIO(without)).convert("RGB").crop((0, 450, 1200, 610))
    assert len(bottom.getcolors() or ()) == 1
    assert with_text != without


def test_wide_and_heavy_pictures_get_a_copy(laid: Callable[[bytes, str], PictureFile]) -> None:
    wide = ready_picture(laid(saved(photograph((1600, 800)), "JPEG", quality=70), "w.jpg"))
    assert wide is not None
    assert (wide.width, wide.height, wide.is_less) == (1200, 600, True)
    assert wide.copy is not None
    assert Image.open(io.BytesIO(wide.copy)).format == "WEBP"
    heavy = ready_picture(laid(saved(photograph((500, 400)), "PNG"), "h.png"))
    assert heavy is not None
    assert (heavy.width, heavy.height, heavy.is_less) == (500, 400, False)
    assert heavy.copy is not None
    assert len(heavy.copy) < 300_000


@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_a_copy_stands_upright_and_does_not_tell_where(laid: Callable[[bytes, str], PictureFile], turned: int) -> None:
    data = with_place((1280, 640), turned)
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)
    found = ready_picture(laid(data, f"p{turned}.jpg"))
    assert found is not None
    assert found.copy is not None
    assert (found.width > found.height) == (turned in (1, 3))
    copy = Image.open(io.BytesIO(found.copy))
    assert copy.size == (found.width, found.height)
    assert not copy.getexif()
    assert b"Exif" not in found.copy


def test_png_is_written_without_anything_else() -> None:
    image = emblem((20, 20))
    image.info["icc_profile"] = b"x" * 99
    names = {png(image)[at : at + 4] for at in (12, 37)}
    assert names == {b"IHDR", b"IDAT"}


@pytest.mark.parametrize("case", [*FIT, *UNFIT])
def test_size_by_the_first_bytes(laid: Callable[[bytes, str], PictureFile], case: str) -> None:
    """The same as when it is opened, and never a fault."""
    name, make = {**FIT, **UNFIT}[case]
    file = laid(make(), name)
    with file.path.open("rb") as opened_file:
        kind = kind_of(opened_file.read(HEAD))
        found = size_of(opened_file, kind) if kind in ("png", "jpeg", "webp") else None
    if case in FIT:
        with Image.open(file.path) as image:
            assert found == image.size
    elif case in ("bomb", "over-the-limit"):
        assert found is not None
        assert found[0] * found[1] > MOST_PIXELS
    else:
        assert found is None or min(found) > 0


@pytest.mark.parametrize("how", [{"lossless": True}, {"quality": 50}, {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"}])
def test_size_of_every_kind_of_webp(tmp_path: Path, how: dict[str, object]) -> None:
    data = saved(photograph((123, 45)), "WEBP", **how)
    assert size_of(io.BytesIO(data), "webp") == (123, 45)
    assert all(size_of(io.BytesIO(data[:cut]), "webp") in (None, (123, 45)) for cut in range(40))


def test_a_picture_with_more_points_than_anybody_opens(site: Path) -> None:
    (site / "content/files/2566/vast.png").write_bytes(bomb(10_000, 5_001))
    lay(site, "content/pages/more.md", "# หน้า\n\n![ก](files/2566/vast.png)\n")
    config = (site / "site_config.yml").read_text(encoding="utf-8")
    lay(site, "site_config.yml", config.replace("agency:\n", "agency:\n  emblem: files/2566/vast.png\n"))
    told = {(found.code, found.path) for found in judge(site).findings}
    assert told == {("ITA802", "site_config.yml"), ("ITA804", "content/pages/more.md")}


def ready(site: Path) -> Prepared:
    return prepared(open_site(site))


def test_pictures_of_a_site(site: Path) -> None:
    files = site / "content/files"
    (files / "2566/wide.jpg").write_bytes(saved(photograph((1280, 640)), "JPEG", quality=50))
    (files / "2566/small.png").write_bytes(saved(emblem((40, 30)), "PNG"))
    (files / "2566/broken.png").write_bytes(b"nothing")
    (files / "2566/unnamed.png").write_bytes(saved(emblem(), "PNG"))
    (files / "emblem.png").write_bytes(saved(emblem(), "PNG"))
    text = "# หน้า\n\n![ก](../files/2566/wide.jpg) ![ข](files/2566/small.png)\n![ค](</files/2566/broken.png>)\n![ง](files/2566/gone.png)\n"
    lay(site, "content/pages/more.md", text)
    config = (site / "site_config.yml").read_text(encoding="utf-8")
    lay(site, "site_config.yml", config.replace("agency:\n", "agency:\n  emblem: files/emblem.png\n  color: ม่วง\n"))
    found = ready(site)
    assert found.pictures == {
        "files/2566/wide.jpg": Shown("assets/pictures/2566/wide.jpg.webp", 1200, 600, "files/2566/wide.jpg"),
        "files/2566/small.png": Shown("files/2566/small.png", 40, 30),
        "files/2566/broken.png": Shown(""),
    }
    assert found.emblem == Shown(HEADER, 48, 48)
    assert set(found.made) == {HEADER, ICON, SHARE, "assets/pictures/2566/wide.jpg.webp"}
    assert ready(site) == found


@pytest.mark.parametrize(
    "typed", ["", "files/none.png", "../site_config.yml", "files/2566/o12-report.pdf", "https://a/b.png"]
)
def test_a_site_without_a_usable_emblem(site: Path, typed: str) -> None:
    config = (site / "site_config.yml").read_text(encoding="utf-8")
    lay(site, "site_config.yml", config.replace("agency:\n", f'agency:\n  emblem: "{typed}"\n'))
    found = ready(site)
    assert (found.emblem, found.icon, set(found.made)) == (None, "", {SHARE})


class Links:
    """Pictures as a page knows them."""

    def __call__(self, href: str) -> str | None:
        return f"../../{href}"

    def picture(self, src: str) -> Shown | None:
        known = {
            "files/wide.jpg": Shown("../../assets/wide.webp", 1200, 600, "../../files/wide.jpg"),
            "files/small.png": Shown("../../files/small.png", 40, 30),
            "files/broken.png": Shown(""),
        }
        return known.get(src)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "![ภาพ](files/small.png)",
            '<img src="../../files/small.png" alt="ภาพ" width="40" height="30" loading="lazy" decoding="async">',
        ),
        (
            "![ภาพ](files/wide.jpg)",
            '<a href="../../files/wide.jpg" rel="noopener noreferrer nofollow"><img src="../../assets/wide.webp" alt="ภาพ" width="1200" height="600" loading="lazy" decoding="async"></a>',
        ),
        (
            "![](files/wide.jpg)",
            '<img src="../../assets/wide.webp" alt="" width="1200" height="600" loading="lazy" decoding="async">',
        ),
        (
            "[![ภาพ](files/wide.jpg)](x.md)",
            '<a href="../../x.md" rel="noopener noreferrer nofollow"><img src="../../assets/wide.webp" alt="ภาพ" width="1200" height="600" loading="lazy" decoding="async"></a>',
        ),
        ("![ภาพเสีย](files/broken.png)", "ภาพเสีย"),
        ("![ที่อื่น](https://elsewhere.example/a.png)", "ที่อื่น"),
        ("![ใหม่](files/new.png)", '<img src="../../files/new.png" alt="ใหม่" loading="lazy" decoding="async">'),
        (
            '![" onload="alert(1)](files/small.png "x")',
            '<img src="../../files/small.png" alt="&quot; onload=&quot;alert(1)" title="x" width="40" height="30" loading="lazy" decoding="async">',
        ),
    ],
)
def test_pictures_in_texts(text: str, html: str) -> None:
    assert field(text, Links()) == f"<p>{html}</p>"


def test_a_table_of_pictures() -> None:
    made = field("| ภาพ |\n|---|\n| ![ก](files/wide.jpg) |\n", Links())
    assert made.count("<a ") == made.count("</a>") == made.count("<img ") == 1


def test_pictures_where_nothing_was_prepared() -> None:
    assert field("![ก](files/a.png)", lambda href: href) == (
        '<p><img src="files/a.png" alt="ก" loading="lazy" decoding="async"></p>'
    )


def test_an_image_of_another_kind_is_not_said_to_be_none(site: Path) -> None:
    for name in ("seal.gif", "seal.png"):
        (site / "content/files" / name).write_bytes(saved(emblem((99, 99)).convert("RGB"), "GIF"))
    lay(site, "content/pages/more.md", "# หน้า\n\n![ก](../files/seal.gif)\n")
    config = (site / "site_config.yml").read_text(encoding="utf-8")
    lay(site, "site_config.yml", config.replace("agency:\n", "agency:\n  emblem: files/seal.png\n"))
    told = {found.code: found.message.th for found in judge(site).findings}
    assert told["ITA802"].endswith("เนื้อในไม่ใช่ png jpg หรือ webp แต่เป็นภาพ GIF")
    assert told["ITA804"].endswith("ไม่ใช่ไฟล์ png jpg หรือ webp")
