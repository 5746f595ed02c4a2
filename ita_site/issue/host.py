"""The code host of a CI job, as far as one issue needs it: GitHub, Forgejo and Gitea speak alike, GitLab otherwise."""

from __future__ import annotations

import http.client
import json
import re
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from ita_site import __version__
from ita_site.errors import ConfigError, EngineError
from ita_site.text import Text

TOKEN = "ITA_SITE_TOKEN"  # noqa: S105 - the name of a variable, not what is in it
SECONDS = 30
PER_PAGE = 50
"""Issues asked for at once: the most that Forgejo gives."""
MOST_PAGES = 40
MOST_BYTES = 20 << 20
_PRINTABLE = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as the host tells of it."""

    number: int
    title: str
    body: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Host:
    """Where the issues of the site are kept. `issues` is their address; `is_gitlab` tells which words it speaks."""

    issues: str
    token: str
    is_gitlab: bool = False

    def all(self) -> list[Issue]:
        """Every issue, closed ones too, without pull requests; of a huge list the newest 2,000."""
        found: list[Issue] = []
        for page in range(1, MOST_PAGES + 1):
            # GitHub and GitLab go by per_page, Forgejo by limit; each passes over the other word
            query = {"state": "all", "page": page, "per_page": PER_PAGE, "limit": PER_PAGE}
            rows = self._ask("GET", f"{self.issues}?{urlencode(query)}")
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                raise _trouble(Text("คำตอบไม่ใช่รายการเรื่องแจ้ง", "the answer is no list of issues"))
            found += [self._read(row) for row in rows if not row.get("pull_request")]
            if len(rows) < PER_PAGE:
                break
        return found

    def open(self, title: str, body: str) -> Issue:
        """A new issue."""
        return self._read(self._ask("POST", self.issues, {"title": title, self._body: body}))

    def change(self, issue: Issue, body: str, *, is_open: bool) -> None:
        """Give an issue another text, and open or close it."""
        state: dict[str, str] = {}
        if is_open != issue.is_open:
            state = {"state_event": "reopen" if is_open else "close"} if self.is_gitlab else {}
            state = state or {"state": "open" if is_open else "closed"}
        self._ask("PUT" if self.is_gitlab else "PATCH", f"{self.issues}/{issue.number}", {self._body: body} | state)

    def comment(self, issue: Issue, text: str) -> None:
        """Add a word to an issue."""
        self._ask("POST", f"{self.issues}/{issue.number}/{'notes' if self.is_gitlab else 'comments'}", {"body": text})

    @property
    def _body(self) -> str:
        return "description" if self.is_gitlab else "body"

    def _read(self, row: Mapping[str, Any]) -> Issue:
        try:
            number = int(row["iid" if self.is_gitlab else "number"])
            return Issue(number, str(row["title"]), str(row.get(self._body) or ""), row["state"] in ("open", "opened"))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _trouble(Text("คำตอบไม่ใช่รายการเรื่องแจ้ง", "the answer is no issue")) from error

    def _ask(self, method: str, url: str, data: Mapping[str, str] | None = None) -> Any:
        headers = {"Accept": "application/json", "User-Agent": f"ita-site/{__version__}"}
        headers |= {"PRIVATE-TOKEN": self.token} if self.is_gitlab else {"Authorization": f"token {self.token}"}
        body = None
        if data is not None:
            body, headers["Content-Type"] = json.dumps(data).encode(), "application/json"
        # the address comes from the host's own variables and is http(s), see `host_in`
        request = urllib.request.Request(url, body, headers, method=method)  # noqa: S310
        try:
            with _opener().open(request, timeout=SECONDS) as answer:
                return json.loads(answer.read(MOST_BYTES))
        except urllib.error.HTTPError as error:
            error.close()
            raise _trouble(_refused(error.code)) from error
        except (OSError, http.client.HTTPException) as error:
            why = str(getattr(error, "reason", error))
            raise _trouble(Text(f"ติดต่อไม่ได้ ({why})", f"it cannot be reached ({why})")) from error
        except ValueError as error:
            raise _trouble(Text("คำตอบอ่านไม่ได้", "its answer cannot be read")) from error


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would take the token to another place."""

    def redirect_request(self, *args: Any) -> None:  # noqa: ARG002
        return None


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_NoRedirect)


def host_in(environment: Mapping[str, str]) -> Host:
    """The host whose CI job this is, by the variables that it sets. Raises ConfigError outside of one, or without token."""
    is_gitlab = environment.get("GITLAB_CI") == "true"
    if is_gitlab:
        api, project = environment.get("CI_API_V4_URL", ""), environment.get("CI_PROJECT_ID", "")
        issues = f"{api}/projects/{quote(project, safe='')}/issues"
    else:
        api, project = environment.get("GITHUB_API_URL", ""), environment.get("GITHUB_REPOSITORY", "")
        issues = f"{api}/repos/{quote(project)}/issues"
    if not project or not api.startswith(("https://", "http://")):
        raise ConfigError(
            Text(
                "คำสั่งนี้ใช้ในงาน CI ของ GitHub GitLab Forgejo หรือ Gitea ดูผลบนเครื่องนี้ด้วย ita-site issue --dry-run",
                "this runs in a CI job of GitHub, GitLab, Forgejo or Gitea; here, use ita-site issue --dry-run",
            )
        )
    token = environment.get(TOKEN, "").strip()
    if not _PRINTABLE.fullmatch(token):
        raise ConfigError(
            Text(
                f"ไม่มีรหัสสำหรับเขียนเรื่องแจ้ง ตั้งตัวแปร {TOKEN} ในหน้าตั้งค่า CI",
                f"no token to write the issue with: set the variable {TOKEN} in the CI settings",
            )
        )
    return Host(issues, token, is_gitlab)


def _refused(status: int) -> Text:
    if status in (401, 403):
        return Text(
            f"ไม่อนุญาต (HTTP {status}) ตรวจว่ารหัสใน {TOKEN} ยังใช้ได้และเขียนเรื่องแจ้ง (issues) ได้",
            f"not allowed (HTTP {status}); check that the token in {TOKEN} is valid and may write issues",
        )
    if status in (404, 410):
        return Text(
            f"ไม่พบ (HTTP {status}) ตรวจว่าที่เก็บนี้เปิดใช้เรื่องแจ้ง (issues) และรหัสใน {TOKEN} มีสิทธิ์",
            f"not found (HTTP {status}); check that issues are switched on and that {TOKEN} may write them",
        )
    return Text(f"ตอบว่า HTTP {status} ลองใหม่ภายหลัง", f"it answered HTTP {status}; try again later")


def _trouble(why: Text) -> EngineError:
    return EngineError(
        Text(f"เขียนเรื่องแจ้งที่เว็บเก็บโค้ดไม่ได้: {why.th}", f"the issue at the code host could not be written: {why.en}")
    )
