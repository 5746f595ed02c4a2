"""What the web form needs to know of the host it saves to, and what may be wrong with its settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from ita_site.evidence import read_address
from ita_site.records import FieldProblem, SiteConfig
from ita_site.records.admin import Backend, WebForm

LOCAL_SERVER = "http://127.0.0.1:8081/api/v1"
"""Where decap-server listens unless it is told otherwise."""

_HOSTED = {Backend.GITLAB: "https://gitlab.com", Backend.GITHUB: "https://github.com"}
_API = {
    Backend.GITHUB: "https://api.github.com",
    Backend.GITLAB: "{base}/api/v4",
    Backend.FORGEJO: "{base}/api/v1",
    Backend.GITEA: "{base}/api/v1",
}
_FACES = {Backend.GITHUB: ("https://avatars.githubusercontent.com",)}
"""Pictures of the people who sign in, where they come from another host."""
_PATHS = {"api_root", "base_url"}


def form_problems(config: SiteConfig) -> Iterator[FieldProblem]:
    """What the setting `admin` lacks or says twice, with its place in `site_config.yml`."""
    form = config.admin
    if form is None:
        return
    for name in sorted(_PATHS):
        typed = getattr(form, name)
        if typed and not _is_address(typed):
            yield _bad(name, typed, "https://git.agency.example")
    if form.backend is Backend.LOCAL:
        said = [name for name in ("repo", "base_url", "auth_endpoint", "app_id", "api_root") if getattr(form, name)]
        yield from (_bad("backend", "local", "github, gitlab, forgejo, gitea") for _ in said[:1])
    else:
        if form.repo.count("/") < 1 or any(not part.strip() for part in form.repo.split("/")) or ":" in form.repo:
            yield _bad("repo", form.repo, "owner/name") if form.repo else _missing("repo")
        if form.backend is not Backend.GITLAB and not form.base_url:
            yield _missing("base_url")
        if form.backend is Backend.GITHUB and form.app_id:
            yield _bad("app_id", form.app_id, "-")
        if form.backend is not Backend.GITHUB and not form.app_id:
            yield _missing("app_id")
    if form.editorial_workflow and not form.backend.can_propose:
        yield _bad("editorial_workflow", "true", "false")


def backend_config(config: SiteConfig) -> dict[str, Any]:
    """The part `backend` of Decap's configuration; the local one where nothing is set."""
    form = config.admin or WebForm()
    branch = form.branch or config.site.branch
    if form.backend is Backend.LOCAL:
        return {"name": "proxy", "proxy_url": LOCAL_SERVER, "branch": branch}
    found = {
        "name": form.backend.value,
        "repo": form.repo,
        "branch": branch,
        "base_url": _base(form),
        "auth_endpoint": form.auth_endpoint,
        "app_id": form.app_id,
        "api_root": _api(form),
        "auth_type": "pkce" if form.backend is Backend.GITLAB else "",
        "squash_merges": form.proposes and form.backend is not Backend.FORGEJO,
    }
    return {name: value for name, value in found.items() if value}


def origins(config: SiteConfig) -> tuple[str, ...]:
    """The hosts that the form talks to, each `https://name`: what its policy lets through."""
    form = config.admin or WebForm()
    addresses = [LOCAL_SERVER] if form.backend is Backend.LOCAL else [_base(form), _api(form)]
    return tuple(dict.fromkeys(map(_origin, [*addresses, *_FACES.get(form.backend, ())])))


def _base(form: WebForm) -> str:
    return (form.base_url or _HOSTED.get(form.backend, "")).rstrip("/")


def _api(form: WebForm) -> str:
    return form.api_root.rstrip("/") or _API[form.backend].format(base=_base(form))


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _is_address(typed: str) -> bool:
    address = read_address(typed)
    return (
        address is not None
        and typed.startswith(("https://", "http://"))
        and not (address.has_login or address.query or address.fragment)
        and not any(sign in typed for sign in " \"';,<>")
    )


def _bad(name: str, typed: str, choices: str) -> FieldProblem:
    return FieldProblem("bad-choice", ("admin", name), {"field": name, "value": typed[:60], "choices": choices})


def _missing(name: str) -> FieldProblem:
    return FieldProblem("missing-field", ("admin", name), {"field": name})
