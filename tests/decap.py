"""The web form in a browser, for tests: Decap, the local server that it saves through, and a repository of git."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from chromium import served
from playwright.sync_api import Browser, Page, Request, Response
from runner import REPOSITORY

from ita_site.admin.backend import LOCAL_SERVER
from ita_site.admin.form import web_form
from ita_site.config import open_site

SERVER = Path(__file__).parent / "webform"
WITHOUT_MOTION = """document.addEventListener("DOMContentLoaded", () => { const still = new CSSStyleSheet();
  still.replaceSync("*, ::before, ::after { animation: 1ms linear 1 !important; transition-duration: 1ms !important; }");
  document.adoptedStyleSheets.push(still); })"""
"""What turns while one waits takes more than all else."""


@dataclass
class Form:
    """The open form, the repository that it saves to, and what it asked for that it should not have."""

    page: Page
    address: str
    site: Path
    strayed: list[str] = field(default_factory=list)

    def git(self, *words: str) -> str:
        return subprocess.run(
            ["git", "-c", "core.quotepath=off", *words], cwd=self.site, check=True, capture_output=True, encoding="utf-8"
        ).stdout  # fmt: skip

    def open(self, place: str, first: str) -> None:
        """Go to an entry by way of its list, as officers do, and wait for its field `first`."""
        self.page.goto(f"{self.address}#/collections/{place.partition('/')[0]}")
        self.page.locator("[id*='-field-']").first.wait_for(state="detached")
        self.page.goto(f"{self.address}#/collections/{place}")
        self.page.locator(f"[id^={first}-field]").last.wait_for(state="attached")

    def save(self, word: str = "บันทึก") -> None:
        self.page.get_by_role("button", name=word, exact=True).first.click()
        self.page.get_by_role("menuitem").first.click()

    def kept(self) -> None:
        """Wait until all is saved: the word for it passes by, the button stays."""
        self.page.get_by_role("button", name="ไม่มีสิ่งที่ต้องบันทึก").wait_for()

    def see(self, word: str) -> None:
        self.page.get_by_text(word).first.wait_for()


def repository(root: Path, *without: str, more: str = "") -> Path:
    """A copy of the example in a repository of its own, without some of its content and with more settings."""
    shutil.copytree(REPOSITORY / "content", root / "content")
    for name in without:
        path = root / "content" / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    settings = (REPOSITORY / "site_config.yml").read_text(encoding="utf-8")
    (root / "site_config.yml").write_text(settings + more, encoding="utf-8")
    for words in (
        ["init", "-q", "-b", "main"], ["config", "user.name", "Officer"], ["config", "user.email", "officer@agency.example"],
        ["config", "core.quotepath", "off"], ["add", "."], ["commit", "-q", "-m", "start"],
    ):  # fmt: skip
        subprocess.run(["git", *words], cwd=root, check=True)
    return root


def installed(home: Path) -> None:
    """decap-server, of the version that is written down, with no script of any package run."""
    home.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(SERVER / name, home / name)
    words = ["npm", "ci", "--silent", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"]
    subprocess.run(words, cwd=home, check=True, timeout=240)


@contextmanager
def saving(program: Path, site: Path, **more: str) -> Iterator[str]:
    """Where decap-server answers for the site; only this machine reaches it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    surroundings = {**os.environ, "PORT": str(port), "BIND_HOST": "127.0.0.1", "LOG_LEVEL": "error", **more}
    running = subprocess.Popen(["node", str(program)], cwd=site, env=surroundings, stdout=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        running.kill()
        running.wait()


def shortened(collection: dict[str, Any], only: Container[str]) -> Iterator[dict[str, Any]]:
    """A collection with some of its files, if it has any of them."""
    files = [file for file in collection.get("files", ()) if file["name"] in only]
    if files or collection["name"] in only:
        yield collection | ({"files": files} if files else {})


@contextmanager
def opened(browser: Browser, site: Path, folder: Path, ours: str, only: Container[str] = ()) -> Iterator[Form]:
    """The form of the site, signed in. Its server got a free port; beside that at most entries are left out of it."""
    usual = LOCAL_SERVER.removesuffix("/api/v1").encode()
    folder.mkdir()
    for name, data in web_form(open_site(site)).items():
        assert usual in data or name not in ("index.html", "config.yml")
        (folder / name).write_bytes(data.replace(usual, ours.encode()))
    if only:
        settings = yaml.load((folder / "config.yml").read_bytes(), Loader=yaml.CSafeLoader)
        settings["collections"] = [part for one in settings["collections"] for part in shortened(one, only)]
        (folder / "config.yml").write_text(json.dumps(settings), encoding="utf-8")  # JSON is YAML
    with served(folder) as address:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.add_init_script(WITHOUT_MOTION)
        form = Form(page, address, site)

        def asked(request: Request) -> None:
            if not request.url.startswith((address, ours, "data:", "blob:")):
                form.strayed.append(request.url)

        def answered(response: Response) -> None:
            if response.status >= 400 and response.url.startswith(address):
                form.strayed.append(f"{response.status} {response.url}")

        page.on("request", asked)
        page.on("response", answered)
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(address)
        page.get_by_role("button", name="เข้าสู่ระบบ").click()
        form.see("O12 รายงาน")
        yield form
        page.close()
