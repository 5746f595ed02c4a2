"""Runs the very commands of a recipe, as its host would: in a fresh copy, with the host's variables, step by step.

Only the world around is ours: `python3 -m venv` and `pip` write down what they were asked and put this ita-site in place,
which asks this process to run the command (see `prefork`), for to start Python takes longest.
"""

from __future__ import annotations

import json
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from runner import SECONDS, Ran, environment, ita_site
from tiny import git

TOKEN = "token-of-the-job"  # noqa: S105 - nobody's
INSTALLED = "installed.txt"
DEFAULT = "github.event.repository.default_branch"

_PIP = """\
#!/bin/sh
echo "$*" >> {log}
"""
_PYTHON = """\
#!/bin/sh
if [ "$1 $2" = "-m venv" ]; then
  mkdir -p "$3/bin" && cp {tools}/pip {tools}/ita-site "$3/bin/"
else
  exec {python} "$@"
fi
"""
_PROGRAM = """\
#!/bin/sh
exec {python} -SE {tools}/ask.py "$@"
"""
_ASK = """\
import json, os, socket, sys
asked = socket.create_connection(("127.0.0.1", {port}))
asked.sendall(json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode() + b"\\n")
code, out, err = json.loads(asked.makefile(encoding="utf-8").read())
sys.stdout.buffer.write(out.encode())
sys.stderr.buffer.write(err.encode())
sys.exit(code)
"""


@dataclass
class Machine:
    """What runs the jobs of a host: tools of its own in `home`, and the variables that the host sets."""

    home: Path
    variables: dict[str, str] = field(default_factory=dict)
    summary: Path = field(init=False)

    def __post_init__(self) -> None:
        self.tools = self.home / "tools"
        self.tools.mkdir(parents=True)
        self.summary = self.home / "summary.md"
        self._asked = socket.create_server(("127.0.0.1", 0))
        self._asked.settimeout(0.02)
        put = {"python": shlex.quote(sys.executable), "tools": self.tools, "log": self.home / INSTALLED}
        put |= {"port": self._asked.getsockname()[1]}
        for name, text in {"pip": _PIP, "python3": _PYTHON, "ita-site": _PROGRAM, "ask.py": _ASK}.items():
            (self.tools / name).write_text(text.format(**put), encoding="utf-8")
            (self.tools / name).chmod(0o755)

    @property
    def program(self) -> Path:
        return self.tools / "ita-site"

    @property
    def installed(self) -> list[str]:
        """What pip was asked for, once."""
        path = self.home / INSTALLED
        return sorted(set(path.read_text(encoding="utf-8").splitlines())) if path.exists() else []

    def environment(self, **more: str) -> dict[str, str]:
        own = environment(HOME=str(self.home), GIT_CONFIG_SYSTEM="/dev/null", CI="true")
        own["PATH"] = f"{self.tools}:{own['PATH']}"
        return own | self.variables | more

    def bash(self, script: str, folder: Path, *options: str, env: Mapping[str, str] | None = None) -> Ran:
        out, err = self.home / "out", self.home / "err"
        with out.open("wb") as to, err.open("wb") as also_to:
            began = subprocess.Popen(
                ["bash", "--noprofile", "--norc", *options, "-c", script],
                stdin=subprocess.DEVNULL, stdout=to, stderr=also_to, cwd=folder, env=self.environment(**(env or {})),
            )  # fmt: skip
            end = time.monotonic() + SECONDS
            while began.poll() is None:
                if time.monotonic() > end:
                    began.kill()
                    raise subprocess.TimeoutExpired(script, SECONDS)
                self._answer()
        return Ran(began.returncode, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))

    def _answer(self) -> None:
        """Run what an `ita-site` of a job was asked to; wait for that a moment."""
        try:
            asked, _ = self._asked.accept()
        except TimeoutError:
            return
        with asked, asked.makefile("rw", encoding="utf-8") as words:
            what, cwd, env = json.loads(words.readline())
            ran = ita_site(*what, cwd=Path(cwd), env=env)
            json.dump([ran.code, ran.out, ran.err], words)

    def end(self) -> None:
        self._asked.close()


def recipe(folder: Path, name: str) -> dict[str, Any]:
    """A recipe as its host reads it. YAML 1.1 takes the word `on` for yes."""
    read = yaml.safe_load((folder / name).read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return {"on" if key is True else key: value for key, value in read.items()}


@dataclass(frozen=True)
class Ended:
    """How each job of a run ended: None for one that was not due."""

    jobs: Mapping[str, Ran | None]

    @property
    def failed(self) -> set[str]:
        return {name for name, ran in self.jobs.items() if ran is not None and ran.code}

    @property
    def ran(self) -> set[str]:
        return {name for name, ran in self.jobs.items() if ran is not None}

    def said(self, job: str) -> str:
        ran = self.jobs[job]
        assert ran is not None, f"{job} did not run"
        return ran.said


def actions(machine: Machine, origin: str, name: str, event: str, place: Path, branch: str = "main") -> Ended:
    """Run a workflow of GitHub's kind on `branch` of `origin`; each job in a copy of its own below `place`."""
    place.mkdir(parents=True)
    git(place, "clone", "--quiet", "--branch", branch, origin, "read")
    workflow = recipe(place / "read", name)
    context = {"github.ref": f"refs/heads/{branch}", "github.event_name": event}
    context[DEFAULT] = git(place / "read", "rev-parse", "--abbrev-ref", "origin/HEAD").removeprefix("origin/")
    variables = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_REF": f"refs/heads/{branch}",
        "GITHUB_STEP_SUMMARY": str(machine.summary),
        "GITHUB_REPOSITORY": "agency/site",
    }
    ended: dict[str, Ran | None] = {}
    for job, told in workflow["jobs"].items():
        needed = ended.get(told["needs"]) if "needs" in told else Ran(0, "", "")
        is_due = needed is not None and needed.code == 0 and holds(told.get("if", "always()"), context, failed=False)
        ended[job] = _steps(machine, told["steps"], origin, place / job, branch, context, variables) if is_due else None
    return Ended(ended)


def _steps(
    machine: Machine, steps: list[dict[str, Any]], origin: str, folder: Path, branch: str,
    context: Mapping[str, str], variables: Mapping[str, str],
) -> Ran:  # fmt: skip
    code, out, err = 0, "", ""
    for step in steps:
        if not holds(step.get("if", "success()"), context, failed=bool(code)):
            continue
        if "uses" in step:
            assert step["uses"].startswith("actions/checkout@")
            depth = [] if step["with"]["fetch-depth"] == 0 else ["--depth=1"]
            git(folder.parent, "clone", "--quiet", *depth, "--branch", branch, origin, folder.name)
            continue
        env = {name: value.replace("${{ github.token }}", TOKEN) for name, value in step.get("env", {}).items()}
        assert "${{" not in "".join([step["run"], *env.values()])
        ran = machine.bash(step["run"], folder, "-e", env={**variables, **env})
        code, out, err = code or ran.code, out + ran.out, err + ran.err
    return Ran(code, out, err)


def holds(condition: str, context: Mapping[str, str], *, failed: bool) -> bool:
    """Whether a condition of a workflow holds: comparisons of what the host tells, `&&`, `||` and the three words."""
    words = {"always()": True, "failure()": failed, "success()": not failed}

    def part(text: str) -> bool:
        text = text.strip()
        if text in words:
            return words[text]
        compared = re.fullmatch(r"(\S+) (==|!=) (?:'([^']*)'|format\('refs/heads/\{0\}', (\S+)\))", text)
        assert compared is not None, text
        right = f"refs/heads/{context[compared[4]]}" if compared[4] else compared[3]
        return (context[compared[1]] == right) == (compared[2] == "==")

    said = any(all(part(p) for p in either.split("&&")) for either in condition.split("||"))
    # a condition that names none of the words stands for «success() and …»
    return said and (not failed or "()" in condition)


def gitlab(machine: Machine, origin: str, event: str, place: Path, **variables: str) -> Ended:
    """Run the pipeline of GitLab's recipe on main of `origin`, each job in a copy of its own, on no branch."""
    place.mkdir(parents=True)
    git(place, "clone", "--quiet", "--branch", "main", origin, "read")
    told = recipe(place / "read", ".gitlab-ci.yml")
    known = {
        "GITLAB_CI": "true",
        "CI_PIPELINE_SOURCE": event,
        "CI_COMMIT_BRANCH": "main",
        "CI_DEFAULT_BRANCH": "main",
        "CI_PROJECT_ID": "7",
        "CI_PROJECT_URL": origin.removesuffix(".git"),
        **variables,
    }
    ended: dict[str, Ran | None] = {}
    jobs = [(name, job) for name, job in told.items() if isinstance(job, dict) and "script" in job]
    for name, job in sorted(jobs, key=lambda pair: told["stages"].index(pair[1]["stage"])):
        before = [ran for ran in ended.values() if ran is not None]
        due = any(_rule_holds(rule["if"], known) for rule in job["rules"])
        if not due or any(ran.code for ran in before):
            ended[name] = None
            continue
        folder = place / name
        assert told["variables"]["GIT_DEPTH"] == "0"
        git(place, "clone", "--quiet", origin, name)
        git(folder, "checkout", "--quiet", "--detach", "origin/main")
        script = "\n".join([*told["before_script"], *job["script"]])
        ended[name] = machine.bash(script, folder, "-eo", "pipefail", env=known)
    return Ended(ended)


def _rule_holds(condition: str, known: Mapping[str, str]) -> bool:
    def value(text: str) -> str:
        return known.get(text[1:], "") if text.startswith("$") else text.strip('"')

    for part in condition.split("&&"):
        left, sign, right = part.split()
        if (value(left) == value(right)) != (sign == "=="):
            return False
    return True
