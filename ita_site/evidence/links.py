"""What a web address says before anyone opens it."""

from __future__ import annotations

import ipaddress
import re
import sys
from dataclasses import dataclass
from functools import lru_cache

import ada_url

from ita_site.evidence.allowed import Allowed, allowed
from ita_site.evidence.words import under, words

_CUT = re.compile(r"\.\.\.|…|%E2%80%A6", re.IGNORECASE)
# A browser mends «https:/x» and «https:\\x» in its own bar; in a page they lead nowhere.
_WRITTEN_OUT = re.compile(r"https?://[^/\\\s]", re.IGNORECASE)
_TWO = re.compile(r"\shttps?://", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\]")
_HOSTED = re.compile(r"/?(content/)?files/", re.IGNORECASE)
# An address as the URL standard writes it: each of its parts can be nothing else.
_HREF = re.compile(r"(https?)://(?:([^/?#@]*)@)?(\[[^\]]*\]|[^/?#:]+)(?::(\d+))?([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
_DISK_PATH = re.compile(r"[A-Za-z]:[\\/]|\\\\|file:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """A web address as a browser reads it. `host` is in ASCII (punycode); `typed` is what the officer wrote."""

    typed: str
    scheme: str
    host: str
    path: str
    query: str
    fragment: str
    has_login: bool
    port: int = 443
    wire: str = ""
    """What is sent, without the fragment: the typed address with blanks and Thai letters percent-encoded, no more."""

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.host}:{self.port}"

    @property
    def authority(self) -> str:
        """Host and port as they stand in the address."""
        return self.host if self.port == (443 if self.scheme == "https" else 80) else f"{self.host}:{self.port}"

    @property
    def target(self) -> str:
        """Path and query, as sent."""
        return self.wire[len(f"{self.scheme}://{self.authority}") :]

    @property
    def is_home_page(self) -> bool:
        """A bare site, or the start file of one."""
        stem = self.path.strip("/").lower()
        return not self.query and not self.fragment and stem in {
            "", "index.html", "index.htm", "index.php", "home", "default.aspx", "main.php", "index", "th", "th/home",
        }  # fmt: skip


def shortened(typed: str) -> str:
    """An address short enough for a message, with both its ends: what comes last is mostly the document's name."""
    return typed if len(typed) <= 80 else f"{typed[:39]}…{typed[-40:]}"


@lru_cache(maxsize=4096)  # a check asks for each link several times
def read_address(typed: str) -> Address | None:
    """Read an absolute http(s) address as browsers do (WHATWG URL standard); None when it is none."""
    try:
        href = ada_url.normalize_url(typed.strip())
    except ValueError:
        return None
    parts = _HREF.fullmatch(href)
    if parts is None:
        return None
    scheme, login, host, port, path, search, fragment = parts.groups("")
    wire = href.partition("#")[0]
    if login:  # told by a rule, and sent to nobody
        wire = f"{scheme}://{host}{port and f':{port}'}{path}{search}"
    return Address(
        typed=typed,
        scheme=sys.intern(scheme),
        host=sys.intern(host.lower()),
        path=path,
        query=search[1:],
        fragment=fragment[1:],
        has_login=bool(login),
        port=int(port) if port else 443 if scheme == "https" else 80,
        wire=typed if wire == typed else wire,  # one string, not two alike
    )


_LOGIN = re.compile(r"\s*[a-z][a-z0-9+.-]*:[/\\]+[^/\\?#\s]*@", re.IGNORECASE)


def has_login(typed: str) -> bool:
    """Whether an address, of the web or not, sound or not, carries a user name or password: it is kept to ourselves."""
    address = read_address(typed)
    return _LOGIN.match(typed) is not None or (address is not None and address.has_login)


def address_trouble(typed: str, staging_hosts: tuple[str, ...] = (), allow_hosts: tuple[str, ...] = ()) -> str | None:
    """What is wrong with an address as evidence, as a slug; None when nothing is.

    Slugs: `blank`, `hosted-file` (a file of this site, which belongs in `file:`), `disk-path`, `cut`, `not-an-address`, `login-in-address`, `staging`, `shortener`, `home-page`.
    The first that applies is given: one mistake, one finding.
    """
    if typed.strip() in ("", "#", "-", "/"):
        return "blank"
    if has_login(typed):
        return "login-in-address"
    if _HOSTED.match(typed.strip()):
        return "hosted-file"
    if _DISK_PATH.match(typed.strip()):
        return "disk-path"
    if _CUT.search(typed):
        return "cut"
    address = read_address(typed) if _WRITTEN_OUT.match(typed.strip()) else None
    if address is None or _TWO.search(typed.strip()):
        return "not-an-address"
    opened = allowed(allow_hosts)
    if not _HOST.fullmatch(address.host) or not ("." in address.host or ":" in address.host):
        if opened.has(address.host):
            return None
        return "staging" if _is_staging(address.host, staging_hosts, opened) else "not-an-address"
    if _is_staging(address.host, staging_hosts, opened):
        return "staging"
    if under(address.host, words().shorteners):
        return "shortener"
    if address.is_home_page and not under(address.host, words().social_hosts):
        return "home-page"
    return None


def is_social(typed: str) -> bool:
    """Whether the address is a page of a social network rather than of a website."""
    address = read_address(typed)
    return address is not None and under(address.host, words().social_hosts)


def _is_staging(host: str, staging_hosts: tuple[str, ...], opened: Allowed) -> bool:
    if under(host, frozenset(h.lower() for h in staging_hosts)):
        return True
    if opened.has(host):
        return False
    if under(host, words().staging_suffixes):
        return not opened  # a policy that opens an inner network knows names like these; opening them tells the rest
    try:
        # an address inside the office is nothing that a citizen could open
        return not ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        pass
    labels = host.split(".")
    own = 3 if labels[-1] == "th" and labels[-2:-1] and labels[-2] in words().thai_registries else 2
    # only what an agency puts before its own name says «test»; dev.go.th may be somebody's name
    return any(label.split("-")[0] in words().staging_labels for label in labels[:-own])


def same_place(typed: str, page: int | None) -> str:
    """A key under which two citations open the very same place: address with fragment, and the page named."""
    address = read_address(typed)
    if address is None:
        return f"{typed.strip()} {page or ''}"
    return f"{address.authority}{address.path.rstrip('/')}?{address.query}#{address.fragment} {page or ''}"
