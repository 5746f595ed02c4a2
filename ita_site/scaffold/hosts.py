"""The recipes that `init` writes: what a code host, a server or a computer runs to check and publish the site."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files

from ita_site import __version__

_HERE = "recipes"
_VERSION = "@version@"
"""Recipes are full of signs that templates use; they have one place to fill, and are read as they are written."""


class Host(StrEnum):
    """Where a site's repository lives."""

    GITHUB = "github"
    GITLAB = "gitlab"
    FORGEJO = "forgejo"
    SERVER = "server"


_LEDGER = {"recipes/keep-ledger.sh": "keep-ledger.sh"}
_OF_HOST: Mapping[Host, Mapping[str, str]] = {
    Host.GITHUB: {
        ".github/workflows/ita-site.yml": "github.yml",
        ".github/workflows/ita-site-evidence.yml": "github-evidence.yml",
        **_LEDGER,
    },
    Host.GITLAB: {".gitlab-ci.yml": "gitlab.yml", **_LEDGER},
    Host.FORGEJO: {".forgejo/workflows/ita-site.yml": "forgejo.yml", **_LEDGER},
    Host.SERVER: {
        "recipes/publish.sh": "publish.sh",
        "recipes/pre-receive": "pre-receive",
        "recipes/post-receive": "post-receive",
    },
}
_EVERYWHERE = {
    ".pre-commit-config.yaml": "pre-commit.yml",
    "Containerfile": "Containerfile",
    ".dockerignore": "dockerignore",
}


def recipe_files(hosts: frozenset[Host]) -> Mapping[str, str]:
    """The recipes of these hosts, and those that every site has: path -> text."""
    wanted = {**_EVERYWHERE}
    for host in Host:
        if host in hosts:
            wanted |= _OF_HOST[host]
    folder = files(__package__) / _HERE
    texts = {name: (folder / source).read_text(encoding="utf-8") for name, source in wanted.items()}
    return {name: text.replace(_VERSION, __version__) for name, text in texts.items()}
