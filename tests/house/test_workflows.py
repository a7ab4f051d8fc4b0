"""Hold the forge's workflows to their promise: no secret, no right and no foreign code for a proposal."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.signalements import forms
from tools.soak.edit_kinds import FORGE_KEEPS

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
_PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
FORGEJO = ROOT / ".forgejo" / "workflows" / "check.yml"
RECORDS = ("/content/", "/experiments/", "/toolbox/")
# The page that tells how to publish with several machines gives two files to copy.
LARGE = ROOT / "content" / "publier-un-grand-espace.md"
TEMPLATES = ROOT / "generator" / "opening" / "templates"


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [zizmor, "--offline", "--persona=pedantic", *WORKFLOWS, FORGEJO],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", [*WORKFLOWS, FORGEJO], ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_actionlint_finds_nothing(path: Path) -> None:
    assert _actionlint(path) == ""


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("github.ref }}", "github.reff }}", "expression"),
        ("!cancelled()", "!canceled()", "expression"),
        ("runs-on: ubuntu-24.04", "runs-on: ubuntu-24.40", "runner-label"),
        ("name: Le programme", "needs: fiches", "job-needs"),
        ("pull_request:", "pull_requests:", "events"),
    ],
)
def test_actionlint_refuses_a_wrong_workflow(tmp_path: Path, right: str, wrong: str, rule: str) -> None:
    """What GitHub would only tell, or silently skip, once the workflow is on its side."""
    text = (ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")
    assert right in text
    copy = tmp_path / "check.yml"
    copy.write_text(text.replace(right, wrong), encoding="utf-8")
    assert f"[{rule}]" in _actionlint(copy)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", [*WORKFLOWS, FORGEJO]),
        ("vendor.gitlab-ci", [ROOT / ".gitlab-ci.yml"]),
        ("vendor.github-issue-config", [path for path in FORMS if path.name == "config.yml"]),
        ("vendor.github-issue-forms", [path for path in FORMS if path.name != "config.yml"]),
    ],
)
def test_a_forge_understands_its_files(schema: str, files: list[Path]) -> None:
    """The schemas come with the checker: nothing is fetched."""
    known = Path(sys.executable).with_name("check-jsonschema")
    reads = ["--data-transform", "gitlab-ci"] if schema == "vendor.gitlab-ci" else []
    done = subprocess.run(
        [known, "--builtin-schema", schema, *reads, *files], capture_output=True, text=True, check=False
    )
    assert files
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_forms_are_those_of_the_schemas() -> None:
    """`make forms` writes them again."""
    assert {path.name: path.read_text(encoding="utf-8") for path in FORMS} == forms()


def test_every_forge_asks_the_same_of_a_proposal() -> None:
    texts = [
        (ROOT / name).read_bytes()
        for name in (".github/pull_request_template.md", ".gitlab/merge_request_templates/Default.md")
    ]
    assert texts[0] == texts[1]


def test_a_proposal_of_records_is_checked_by_the_tool_of_the_base() -> None:
    """Two folders: commands come from the one, records from the other, and nothing else of it is used."""
    job = _read(ROOT / ".github" / "workflows" / "check.yml")["jobs"]["records"]
    taken = [step["with"] for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
    assert [(one["path"], one.get("ref")) for one in taken] == [
        ("outil", "${{ github.event.pull_request.base.sha }}"),
        ("proposition", None),
    ]
    for steps in (job["steps"], _read(FORGEJO)["jobs"]["records"]["steps"]):
        run = [step["run"] for step in steps if "make -s" in step.get("run", "")]
        assert {command.split()[4] for command in run} >= {"check", "site", "report"}
        assert all(re.match(r"make -s -C outil \w+ ROOT=\.\./proposition ", command) for command in run)
    script = _read(ROOT / ".gitlab-ci.yml")["fiches"]["script"]
    first = next(rank for rank, line in enumerate(script) if "make" in line)
    assert "cd /tmp/outil" in script[:first]
    assert all('ROOT="$CI_PROJECT_DIR"' in line for line in script[first:])
    assert script[-1] == 'make -s site ROOT="$CI_PROJECT_DIR" OUT=/tmp/site'


def test_the_tool_is_that_of_the_base_today_and_history_says_where_the_work_began() -> None:
    """A work that began long ago would bring the tool of that day, which may know fewer rules."""
    job = _read(ROOT / ".gitlab-ci.yml")["fiches"]
    assert job["variables"] == {"GIT_DEPTH": "0"}
    taken = [line for line in job["script"] if "worktree add" in line]
    assert [line.split()[-1] for line in taken] == ["refs/remotes/base/cible"]
    assert "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME:refs/remotes/base/cible" in job["script"][0]
    assert "BASE_SHA" not in str(job)
    fetched = [line for step in _steps(FORGEJO) for line in step["run"].splitlines() if " fetch " in line]
    assert fetched
    assert all("--depth" not in line for line in fetched)


def test_a_proposal_of_records_touches_nothing_that_checks_it() -> None:
    """Whatever is no record needs the team's word, the list that says so included."""
    lines = (ROOT / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert rules[0][0] == "*"
    assert len(rules[0]) > 1
    assert tuple(rule[0] for rule in rules[1:] if len(rule) == 1) == RECORDS


@each_workflow
def test_an_action_is_one_commit_for_ever(path: Path) -> None:
    used = [line.strip(" -") for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert used
    assert [line for line in used if not _PINNED.fullmatch(line)] == []


@pytest.mark.parametrize("path", [*WORKFLOWS, FORGEJO], ids=lambda path: path.parts[-3])
def test_no_command_is_made_of_what_a_stranger_wrote(path: Path) -> None:
    assert [step["run"] for step in _steps(path) if "${{" in step.get("run", "")] == []


@each_workflow
def test_no_step_keeps_the_key_of_the_repository(path: Path) -> None:
    checkouts = [step for step in _steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts or path.name != "check.yml"
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_a_proposal_is_checked_with_the_right_to_read_only() -> None:
    workflow = _read(ROOT / ".github" / "workflows" / "check.yml")
    # YAML 1.1 reads the key `on` as true.
    assert workflow[True] == {"pull_request": None}
    assert workflow["permissions"] == {"contents": "read"}
    assert not [job for job in workflow["jobs"].values() if "permissions" in job]
    assert "secrets" not in str(workflow)


def test_only_what_puts_online_may_write() -> None:
    workflow = _read(ROOT / ".github" / "workflows" / "publish.yml")
    assert workflow[True] == {"push": {"branches": ["main"]}, "schedule": [{"cron": "17 2 * * *"}]}
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    rights = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    assert workflow["permissions"] == {}
    assert rights == {
        "build": {"contents": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    # The job that may write runs nothing from the repository.
    assert [step for step in workflow["jobs"]["deploy"]["steps"] if "run" in step] == []


def test_only_what_publishes_reads_or_writes_what_is_kept() -> None:
    """A proposal would choose what a publication starts from; `test_edits.py` has what is harmed."""
    github = _read(ROOT / ".github" / "workflows" / "publish.yml")
    cached = [step for step in github["jobs"]["build"]["steps"] if "actions/cache" in step.get("uses", "")]
    assert [step["with"] for step in cached] == [
        {
            "path": "".join(f"build/{name}\n" for name in FORGE_KEEPS),
            "key": "publication-${{ github.run_id }}",
            "restore-keys": "publication-",
        }
    ]
    gitlab = _read(ROOT / ".gitlab-ci.yml")
    assert {name for name, job in gitlab.items() if "cache" in job} == {"pages"}
    assert gitlab["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    kept = gitlab["pages"]["cache"]
    assert kept.keys() == {"key", "paths"}
    assert [path.rstrip("/") for path in kept["paths"]] == [f"build/{name}" for name in FORGE_KEEPS]
    for path in (ROOT / ".github/workflows/check.yml", FORGEJO, TEMPLATES / "forgejo-publish.yml"):
        assert "cache" not in path.read_text(encoding="utf-8")
    assert "cache" not in github["jobs"]["deploy"]
    for steps in (github["jobs"]["build"]["steps"], [{"run": one} for one in gitlab["pages"]["script"]]):
        run = [step["run"].split()[1] for step in steps if step.get("run", "").startswith("make")]
        assert run.index("reprise") < run.index("site")


def _large(tmp_path: Path) -> tuple[Path, Path]:
    """The files that the page on large espaces gives, for GitHub then for GitLab, as one would have them."""
    github, gitlab = re.findall(
        r"^```yaml\n(.*?)^```$", LARGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    workflow = tmp_path / ".github" / "workflows" / "publish.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(github, encoding="utf-8")
    settings = tmp_path / ".gitlab-ci.yml"
    told = yaml.safe_load((TEMPLATES / "gitlab-ci.yml").read_text(encoding="utf-8"))
    settings.write_text(yaml.safe_dump({**told, **yaml.safe_load(gitlab)}), encoding="utf-8")
    return workflow, settings


def test_the_forges_understand_the_files_for_a_large_espace(tmp_path: Path) -> None:
    workflow, settings = _large(tmp_path)
    assert _actionlint(workflow) == ""
    for name, *words in (
        ("zizmor", "--offline", "--persona=pedantic", str(workflow)),
        ("check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(workflow)),
        (
            "check-jsonschema",
            "--builtin-schema",
            "vendor.gitlab-ci",
            "--data-transform",
            "gitlab-ci",
            str(settings),
        ),
    ):
        done = subprocess.run(
            [Path(sys.executable).with_name(name), *words], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert all(
        _PINNED.search(f"uses: {one}")
        for one in re.findall(r"uses: (.*)", workflow.read_text(encoding="utf-8"))
    )


def test_all_parts_of_a_large_espace_are_made_and_joined(tmp_path: Path) -> None:
    workflow, settings = _large(tmp_path)
    jobs = _read(workflow)["jobs"]
    parts = jobs["part"]["strategy"]["matrix"]["part"]
    assert parts == [*range(1, len(parts) + 1)]
    assert f'PARTIE="$PART/{len(parts)}" ' in workflow.read_text(encoding="utf-8")
    assert jobs["part"]["name"].endswith(f" sur {len(parts)}")
    handed, taken = (
        next(step["with"] for step in jobs[name]["steps"] if f"{word}-artifact@" in step.get("uses", ""))
        for name, word in (("part", "actions/upload"), ("join", "actions/download"))
    )
    told = _read(settings)
    kept = told["part"]["artifacts"]["paths"]
    assert {handed["path"], taken["path"], *(path.rstrip("/") for path in kept)} == {"build/parties"}
    for name in ("requirements/site.txt", "pyproject.toml", "requirements.txt", "paquet/dependances.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    for makefile in (ROOT / "Makefile", TEMPLATES / "Makefile"):
        typed = ["make", "-n", "-f", str(makefile), "site", "reunir", "PARTIE=2/8"]
        said = subprocess.run(typed, capture_output=True, text=True, check=True, cwd=tmp_path).stdout
        assert "--part '2/8' --out 'build/parties/2-de-8'" in said
        assert "/espace join build/parties/*" in said


def _actionlint(path: Path) -> str:
    """What it says of one workflow: nothing, or a line for each fault.

    The programs that it would look for on the machine are left out: same answer everywhere.
    """
    known = Path(sys.executable).with_name("actionlint")
    # A label of Forgejo's runners, which GitHub's do not have.
    labels = ["-ignore", 'label "docker" is unknown'] if path == FORGEJO else []
    done = subprocess.run(
        [known, "-oneline", "-no-color", "-shellcheck=", "-pyflakes=", *labels, path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (1 if done.stdout else 0), done.stderr
    return done.stdout


def _read(path: Path) -> dict[Any, Any]:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(workflow, dict)
    return workflow


def _steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in _read(path)["jobs"].values() for step in job["steps"]]
