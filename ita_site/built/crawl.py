"""LinkChecker over the built site. GPL: run as a program of this environment, never imported.

What is known of it: its `ok` can be trusted; it never asks twice, calls some good addresses broken, takes redirects
for warnings (exit code 1 all the same), throttles itself unless told otherwise, and becomes `nobody` when it is
started by root. So it gets a configuration and a home of its own, and what it calls broken is asked again here.
"""

from __future__ import annotations

import csv
import http.client
import io
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import ada_url

from ita_site.built.faults import Broken, Kind, broken
from ita_site.built.pages import is_page
from ita_site.built.server import HOST, SiteServer, served
from ita_site.errors import EngineError
from ita_site.evidence.own import INDEX
from ita_site.files import undisturbed
from ita_site.text import Text

PROGRAM = "linkchecker"
FIRST_SECONDS = 60.0
SECONDS_A_PAGE = 0.5
_THREADS = 8
_LAST_WORD = "# Stopped checking"
_CONFIGURATION = """[checking]
threads={threads}
timeout=20
maxrequestspersecond=10000
robotstxt=0
checkextern=0
[filtering]
ignore=^(?!{address})
checkextern=0
[output]
status=0
log=csv
"""


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of its report; of the columns only those before `line`, which is left out at times."""

    written: str
    parent: str
    base: str
    is_valid: bool
    url: str


def crawl(folder: Path) -> list[Broken]:
    """The internal links and files that LinkChecker does not get, and that are not to be had when asked again.

    Raises EngineError when the program is not there, fails, or does not come to an end.
    """
    program = _program()
    with served(folder) as server:
        pages = sum(name.endswith(".html") for name in server.there.files)
        report = _run(program, server, FIRST_SECONDS + SECONDS_A_PAGE * pages)
        if INDEX not in server.asked:
            raise _failed("it asked for no page")
        rows = dict.fromkeys(row for row in _rows(report) if not row.is_valid)
        asked = ((row, _as_a_browser_reads(row, server)) for row in rows)
        return [_fault(row, url, server) for row, url in asked if url and not _opens(url, server)]


def _program() -> str:
    places = os.pathsep.join((str(Path(sys.executable).parent), sysconfig.get_path("scripts")))
    found = shutil.which(PROGRAM, path=places)
    if found is None:
        raise EngineError(
            Text(
                f"ไม่พบโปรแกรม {PROGRAM} ซึ่งใช้ตรวจลิงก์ของเว็บที่สร้าง ติดตั้งใหม่ด้วย pip install --force-reinstall linkchecker แล้วลองอีกครั้ง",
                f"the program {PROGRAM}, which checks the links of the built site, is not there; install it with pip install --force-reinstall linkchecker and retry",
            )
        )
    return found


def _run(program: str, server: SiteServer, seconds: float) -> str:
    """Its report. It runs in a session of its own, so that Ctrl-C reaches us alone and we end it."""
    with tempfile.TemporaryDirectory(prefix="ita-site-crawl-") as home:
        settings = Path(home) / "linkcheckerrc"
        settings.write_text(_CONFIGURATION.format(threads=_THREADS, address=server.address), encoding="utf-8")
        process: subprocess.Popen[bytes] | None = None
        try:
            with undisturbed():  # from here on it is ours to end
                process = subprocess.Popen(
                    [program, "-f", str(settings), "--no-status", "-o", "csv/utf-8", server.address],
                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                    cwd=home, env=_environment(home), start_new_session=True,
                )  # fmt: skip
            out, err = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise EngineError(
                Text(
                    f"โปรแกรม {PROGRAM} ตรวจลิงก์ไม่เสร็จใน {seconds:.0f} วินาที ลองใหม่เมื่อเครื่องว่างกว่านี้",
                    f"{PROGRAM} did not finish within {seconds:.0f} seconds; try again when the machine is less busy",
                )
            ) from error
        except OSError as error:
            raise _failed(error.strerror or str(error)) from error
        finally:
            with undisturbed():
                _end(process)
    report = out.decode("utf-8", "replace")
    if process.returncode not in (0, 1) or _LAST_WORD not in report:
        said = err.decode("utf-8", "replace").strip().splitlines()
        raise _failed(said[-1] if said else f"exit code {process.returncode}")
    return report


def _end(process: subprocess.Popen[bytes] | None) -> None:
    """Leave nothing of it behind, nor of what it may have started."""
    if process is None:
        return
    if process.poll() is None:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
    with suppress(OSError, ValueError):
        process.communicate(timeout=10)


def _environment(home: str) -> dict[str, str]:
    """Ours, without what would change its ways: proxies, a configuration or plugins at home, other languages."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.lower().endswith("_proxy")
        and name not in ("PYTHONWARNINGS", "PYTHONWARNDEFAULTENCODING", "LANGUAGE")
    }
    own = dict.fromkeys(("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), home)
    return kept | own | {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "NO_PROXY": "*", "PYTHONDONTWRITEBYTECODE": "1"}


def _rows(report: str) -> Iterator[_Row]:
    try:
        for row in csv.reader(io.StringIO(report, newline=""), delimiter=";"):
            if len(row) >= 8 and row[0] != "urlname":
                yield _Row(row[0], row[1], row[2], is_valid=row[6] == "True", url=row[7])
    except csv.Error as error:
        raise _failed(str(error)) from error


def _as_a_browser_reads(row: _Row, server: SiteServer) -> str:
    """The address of a link, without what LinkChecker rewrites in it; "" when it leads out of this site."""
    url = row.url
    with suppress(ValueError):
        start = ada_url.URL(row.base, base=row.parent or server.address).href
        url = str(ada_url.URL(row.written.strip(), base=start).href)
    return url if url.startswith(server.address) else ""


def _opens(url: str, server: SiteServer) -> bool:
    """Whether an address is to be had after all, asked as a browser asks."""
    path = urlsplit(url)._replace(scheme="", netloc="", fragment="").geturl() or "/"
    for _ in range(5):
        connection = http.client.HTTPConnection(HOST, server.server_port, timeout=10)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            if answer.status not in (301, 302, 307, 308):
                return answer.status < 400
            path = answer.headers.get("Location", "/")
        except (OSError, http.client.HTTPException, ValueError):
            return False
        finally:
            connection.close()
    return False


def _fault(row: _Row, url: str, server: SiteServer) -> Broken:
    path = urlsplit(url).path.removeprefix("/")
    page = unquote(row.parent.removeprefix(server.address)).partition("#")[0]
    target = unquote(path)
    kind: Kind = "page" if is_page(target) else "asset"
    return broken(page, row.written, kind, target, server.there.near(path))


def _failed(why: str) -> EngineError:
    return EngineError(
        Text(
            f"โปรแกรม {PROGRAM} ตรวจลิงก์ของเว็บที่สร้างไม่สำเร็จ ({why}) ลองใหม่อีกครั้ง",
            f"{PROGRAM} could not check the links of the built site ({why}); try again",
        )
    )
