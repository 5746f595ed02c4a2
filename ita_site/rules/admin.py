"""8xx, the web form: is it safe where it stands, and does it save to the agency's own repository?"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from ita_site.records.admin import Backend
from ita_site.rules.base import Context, Hit, rule
from ita_site.sitemap import hosted_files

_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


@rule(
    "ITA821", "form-saves-nowhere", "error",
    title=("แบบฟอร์มบนเว็บไซต์บันทึกไม่ได้", "The web form on the site cannot save"),
    message=(
        "สั่งให้สร้างแบบฟอร์มพร้อมเว็บไซต์ (with_site) แต่ backend เป็น local ซึ่งใช้ได้บนเครื่องนี้เท่านั้น",
        "the form goes onto the site (with_site), but the backend is local, which works on this machine only",
    ),
    fix=(
        "ใส่ backend เป็น github gitlab forgejo หรือ gitea พร้อม repo หรือเปลี่ยน with_site เป็น false",
        "Set backend to github, gitlab, forgejo or gitea, with repo; or with_site to false",
    ),
)  # fmt: skip
def form_saves_nowhere(context: Context) -> Iterator[Hit]:
    """แบบฟอร์มที่เปิดได้แต่บันทึกไม่ได้ทำให้เจ้าหน้าที่เสียงานที่กรอกแล้ว

    A form that opens but cannot save costs officers what they have typed."""
    form = context.site.config.admin
    if form is not None and form.with_site and form.backend is Backend.LOCAL:
        at = "backend" if "backend" in form.model_fields_set else "with_site"
        yield Hit(context.site.config_document, ("admin", at))


@rule(
    "ITA822", "form-beside-files", "warning",
    title=("แบบฟอร์มอยู่ที่อยู่เว็บเดียวกับไฟล์หลักฐาน", "Web form at the same address as evidence files"),
    message=(
        "แบบฟอร์มอยู่ที่เดียวกับไฟล์ {count} ไฟล์ที่หน่วยงานเผยแพร่ เบราว์เซอร์เก็บสิทธิ์เขียนของเจ้าหน้าที่ไว้ที่เดียวกัน",
        "the form stands at the same address as {count} published files; the browser keeps the officer's right to write there",
    ),
    fix=(
        "วางแบบฟอร์มไว้คนละที่อยู่เว็บ: with_site: false แล้วใช้ ita-site admin",
        "Serve the form from another address: with_site: false, and use ita-site admin",
    ),
)  # fmt: skip
def form_beside_files(context: Context) -> Iterator[Hit]:
    """หน้าหรือไฟล์ใดบนที่อยู่เว็บเดียวกันที่ทำงานแทนเจ้าหน้าที่ได้ จะอ่านสิทธิ์เขียนที่เบราว์เซอร์เก็บไว้และแก้ข้อมูลได้

    Any page or file at that address that gets to run could read the right to write which the browser keeps, and use it."""
    form = context.site.config.admin
    count = sum(1 for _ in hosted_files(context.site))
    if form is not None and form.with_site and form.backend is not Backend.LOCAL and count:
        yield Hit(context.site.config_document, ("admin", "with_site"), {"count": count})


@rule(
    "ITA823", "form-without-https", "warning",
    title=("แบบฟอร์มส่งรหัสผ่านทางที่อ่านได้", "Web form signs in without encryption"),
    message=(
        "{field} เป็น http:// รหัสเข้าสู่ระบบและสิทธิ์เขียนจะผ่านเครือข่ายโดยไม่เข้ารหัส",
        "{field} is http://: sign-in and the right to write would cross the network unencrypted",
    ),
    fix=("ใช้ที่อยู่ที่ขึ้นต้นด้วย https://", "Use the address that begins with https://"),
)  # fmt: skip
def form_without_https(context: Context) -> Iterator[Hit]:
    """ผู้ที่ดักเครือข่ายได้จะได้สิทธิ์แก้ข้อมูลทั้งเว็บไซต์

    Whoever listens on the network gets the right to change the whole site."""
    form = context.site.config.admin
    if form is None:
        return
    for name in ("base_url", "api_root"):
        address = urlsplit(getattr(form, name))
        if address.scheme == "http" and address.hostname not in _THIS_MACHINE:
            yield Hit(context.site.config_document, ("admin", name), {"field": name})


@rule(
    "ITA824", "form-of-another-repository", "warning",
    title=("แบบฟอร์มบันทึกไปที่เก็บไฟล์อื่น", "Web form saves to another repository"),
    message=(
        "แบบฟอร์มบันทึกที่ {repo} แต่เว็บไซต์บอกว่าไฟล์อยู่ที่ {repository}",
        "the form saves to {repo}, but the site says that its files are at {repository}",
    ),
    fix=("ให้ admin.repo ตรงกับท้ายของ site.repository", "Let admin.repo be the end of site.repository"),
)  # fmt: skip
def form_of_another_repository(context: Context) -> Iterator[Hit]:
    """สิ่งที่เจ้าหน้าที่กรอกจะไม่ขึ้นเว็บไซต์นี้ หรือไปขึ้นเว็บไซต์ของผู้อื่น

    What officers fill in would never reach this site, or would reach somebody else's."""
    form, repository = context.site.config.admin, context.site.config.site.repository
    if form is None or not form.repo or not repository:
        return
    path = urlsplit(repository).path.strip("/").removesuffix(".git")
    if path.lower() != form.repo.strip("/").removesuffix(".git").lower():
        values = {"repo": form.repo, "repository": repository}
        yield Hit(context.site.config_document, ("admin", "repo"), values)
