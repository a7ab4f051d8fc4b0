"""Kill builds at any instant, and refuse them what they ask of the machine: readers keep a whole site.

`python -m tools.soak.kills --kills 1000 --errors 100` prints one line of JSON of what was seen.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import platform
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.pipeline import build
from generator.publishing import places
from generator.publishing.exchange import exchange
from generator.publishing.mark import MARK
from tests.cases.case_file import lay_base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROJECT = Path(__file__).resolve().parents[2]
_TOOL = "toolbox/cercle-d-essai.md"
_TITLES = ("Cercle", "Rond")
_KILLERS = (signal.SIGKILL, signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_TRACE = "SOAK_TRACE"
_GRACE = 3.0
_REAL = 3  # of ten kills, one is of a command that has all to load
_OF_THE_SWAP = 0.25  # the part of kills that fall in the last instants; the others fall anywhere
_ENGLISH = re.compile(r"Traceback|" + "|".join({os.strerror(n) for n in range(1, 134)} - {"Success"}))
# What a build asks of the machine, and how it may be refused.
_REFUSED = {
    "openat": ("EMFILE", "EACCES", "ENOSPC", "EIO", "ENOMEM"),
    "write": ("ENOSPC", "EIO", "EDQUOT"),
    "mkdir": ("ENOSPC", "EACCES", "EROFS"),
    "rename": ("EIO", "EACCES", "ENOSPC", "EBUSY"),
    "renameat2": ("EIO", "EACCES", "EBUSY", "ENOSYS", "EXDEV"),
    "syncfs": ("EIO", "ENOSPC"),
    "fsync": ("EIO",),
    "unlink": ("EACCES", "EIO"),
    "chmod": ("EPERM", "EROFS"),
    "sendfile": ("ENOSPC", "EIO"),
    "flock": ("ENOLCK", "EIO"),
    "clone,fork,vfork": ("EAGAIN", "ENOMEM"),
    "getdents64": ("EIO", "EACCES"),
    "rmdir": ("EBUSY", "EACCES"),
    "unlinkat": ("EIO", "EACCES"),
    "execve": ("ENOMEM", "EACCES"),
}


class Campaign:
    """A small commons with two states, and a site of it that is built again and again."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        folder.mkdir(parents=True)
        self.root, self.out, self.chance = folder / "espace", folder / "www" / "site", chance
        self.seen: collections.Counter[str] = collections.Counter()
        self.told: list[str] = []
        self.lasts = 1.0
        lay_base(self.root)
        sound = (self.root / _TOOL).read_text(encoding="utf-8")
        self.texts = [sound.replace("Cercle", title) for title in _TITLES]
        self.known = {}
        self._write(1)
        build(self.root, self.out)  # and everything is loaded, for every fork
        self.known[digest(self.out)] = 1
        self._write(0)
        self.rebuild()
        self.known[digest(self.out)] = 0

    def _write(self, state: int) -> None:
        (self.root / _TOOL).write_text(self.texts[state], encoding="utf-8")
        self.state = state

    def command(self) -> list[str]:
        """What is typed after `espace`."""
        return ["build", "--root", str(self.root), "--out", str(self.out), "--jobs", "2"]

    def rebuild(self) -> None:
        """Build to the end, and look that nothing is left."""
        said = self.root.parent / "said"
        started = time.monotonic()
        _, status = os.waitpid(forked(self, said)(""), 0)
        if status:
            self.fail("next build fails", said.read_text(encoding="utf-8"))
        # How long a build lasts now, for kills to fall all along one: others work on this machine too.
        self.lasts = (self.lasts + time.monotonic() - started) / 2
        names = {path.name for path in self.out.parent.iterdir()}
        shop = {path.name for path in self.out.parent.glob(".site.espace/*")}
        shown = {self.out.readlink().name} if self.out.is_symlink() else set()
        if not names <= {"site", ".site.espace"} or not shop - shown <= {"suivant", "verrou"}:
            self.fail("leftovers", f"{names} {shop}")

    def fail(self, what: str, detail: str = "") -> None:
        """Count a failed promise, and keep what shows it."""
        self.seen[what] += 1
        self.told.append(f"{what}: {detail[-1500:]}")

    def look(self, *, after: str) -> None:
        """What readers have now: all of one state, else a fault."""
        if not self.out.is_dir():
            self.fail("missing", after)
            return
        state = self.known.get(digest(self.out))
        if state is None:
            self.fail("mixed", after)
        else:
            self.seen["new site" if state == self.state else "old site"] += 1

    def change(self) -> None:
        """Let the next build have something to publish: the state that is not shown."""
        shown = self.known.get(digest(self.out)) if self.out.is_dir() else None
        self._write(1 - (self.state if shown is None else shown))


def digest(folder: Path) -> str:
    """One digest of every file: name, bytes and rights."""
    found = blake2b()
    for path in sorted(folder.rglob("*")):
        fact = path.lstat()
        found.update(f"{path.relative_to(folder)} {fact.st_mode:o}".encode())
        if path.is_file():
            found.update(path.read_bytes())
    return found.hexdigest()


def kill(campaign: Campaign, start: Callable[[str], int], longest: float) -> None:
    """Start a build, kill it at any instant of its life, and look."""
    trace = f"{os.getpid()}-{campaign.chance.getrandbits(64):x}"
    number = campaign.chance.choice(_KILLERS)
    delay = campaign.chance.uniform(0, longest)
    pid = start(trace)
    if campaign.chance.random() < _OF_THE_SWAP:
        _wait_for_the_mark(campaign, pid)
        delay = campaign.chance.uniform(0, longest * 0.05)
    time.sleep(delay)
    os.kill(pid, number)
    _, status = os.waitpid(pid, 0)
    campaign.seen["kills"] += 1
    campaign.seen[f"kills by {signal.Signals(number).name}"] += 1
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
        campaign.seen["ended before the kill"] += 1
    ends = time.monotonic() + _GRACE
    while left := list(_alive(trace)):
        if time.monotonic() > ends:
            campaign.fail("orphans", str(left))
            break
        time.sleep(0.02)
    campaign.look(after=f"{number} at {delay:.3f}")


def _wait_for_the_mark(campaign: Campaign, pid: int) -> None:
    """Wait until what will be published is marked, which is the last thing before it is put in place."""
    unmarked = False
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        for scratch in campaign.out.parent.glob(f".site.espace/{'?' * 16}"):
            marked = (scratch / MARK).exists()
            unmarked = unmarked or not marked
            if unmarked and marked:
                return
        time.sleep(0.0005)


def _alive(trace: str) -> Iterator[str]:
    """Every process that has this trace in its environment, but those that ended."""
    for place in Path("/proc").iterdir():
        if not place.name.isdigit():
            continue
        try:
            if trace.encode() in (place / "environ").read_bytes():
                yield f"{place.name} {(place / 'cmdline').read_bytes()!r}"
        except OSError:
            continue


def forked(campaign: Campaign, said: Path = Path(os.devnull)) -> Callable[[str], int]:
    """Start a build in a fork of this process, everything loaded: all of its life is work."""
    from generator.__main__ import run  # noqa: PLC0415 — loaded once, for every fork

    def start(trace: str) -> int:
        pid = os.fork()
        if pid:
            return pid
        try:
            os.chdir(PROJECT)
            os.environ[_TRACE] = trace
            for stream in (0, 1, 2):
                os.dup2(os.open(said if stream else os.devnull, os.O_RDWR | os.O_CREAT), stream)
            sys.argv = ["espace", *campaign.command()]
            run()
        except SystemExit as done:
            os._exit(int(done.code or 0))
        finally:
            os._exit(99)

    return start


def commanded(campaign: Campaign, *before: str) -> Callable[[str], int]:
    """Start a build as people do; `before` are words that come before the command."""

    def start(trace: str) -> int:
        return subprocess.Popen(
            [*before, sys.executable, "-m", "generator", *campaign.command()],
            cwd=PROJECT,
            env={**os.environ, _TRACE: trace},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ).pid

    return start


def refuse(campaign: Campaign, strace: str, calls: dict[str, int], call: str, error: str) -> None:
    """Let the machine refuse one request of a build, any one, and look at what is said and shown."""
    log = campaign.root.parent / "strace.log"
    # What Python asks while it loads is no concern of ours.
    first, last = (1, calls[call]) if call not in {"openat", "getdents64", "write"} else _working(calls, call)
    when = campaign.chance.randint(first, max(first, last))
    done = subprocess.run(
        [
            *(strace, "-f", "--seccomp-bpf", "-qq", "-o", str(log), "-e", f"trace={call}"),
            *("-e", f"inject={call}:error={error}:when={when}"),
            *(sys.executable, "-m", "generator", *campaign.command()),
        ],
        cwd=PROJECT,
        env={**os.environ, "ESPACE_PATIENCE": "20"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=600,
        check=False,
    )
    campaign.seen["errors"] += "(INJECTED)" in log.read_text(errors="replace")
    campaign.seen[f"errors, code {done.returncode}"] += 1
    if done.returncode not in {0, 2} or _ENGLISH.search(done.stderr):
        campaign.fail("not in French", f"{call} {error} {when}, {done.returncode}: {done.stderr}")
    if done.returncode:
        campaign.told.append(f"said for {call} {error} {when}: {done.stderr.strip()}")
    campaign.look(after=f"{call} {error} {when}")


def _working(calls: dict[str, int], call: str) -> tuple[int, int]:
    return calls[f"{call} before"] + 1, calls[call]


def counted(campaign: Campaign, strace: str) -> dict[str, int]:
    """How often one process of a build makes each request, and how often before it looks at the commons."""
    log = campaign.root.parent / "strace.log"
    campaign.change()
    subprocess.run(
        [
            *(strace, "-f", "--seccomp-bpf", "-qq", "-o", str(log), "-e", f"trace={','.join(_REFUSED)}"),
            *(sys.executable, "-m", "generator", *campaign.command()),
        ],
        cwd=PROJECT,
        capture_output=True,
        check=True,
    )
    lines = log.read_text(errors="replace").splitlines()
    start = next(at for at, line in enumerate(lines) if str(campaign.root) in line and "verrou" in line)
    found: dict[str, int] = {}
    for call in _REFUSED:
        asked = re.compile(rf"^(\d+) +(?:{call.replace(',', '|')})\(")
        hits: dict[str, list[int]] = {}
        for at, line in enumerate(lines):
            if told := asked.match(line):
                hits.setdefault(told[1], []).append(at)
        # A refusal is counted in each process: it falls in the one that asks most.
        most = max(hits.values(), key=len, default=[])
        found[call] = len(most)
        found[f"{call} before"] = sum(at < start for at in most)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Run the campaign; 1 where a promise was not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--errors", type=int, default=120)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--log", type=Path)
    asked = parser.parse_args(arguments)
    chance = random.Random(asked.seed)  # noqa: S311 — a draw that can be made again
    started = time.monotonic()
    seen: collections.Counter[str] = collections.Counter()
    said: list[str] = []
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        for name, trial, count in (("kills", _kills, asked.kills), ("errors", _errors, asked.errors)):
            if count:
                campaign = Campaign(Path(folder) / name, chance)
                trial(campaign, count)
                seen += campaign.seen
                said += campaign.told
    minutes = (time.monotonic() - started) / 60
    told: dict[str, Any] = {
        **{name: seen[name] for name in ("kills", "errors", "mixed", "missing", "leftovers", "orphans")},
        **dict(sorted(seen.items())),
        "commit": _commit(),
        "machine": f"{platform.system()} {platform.release()}, {os.cpu_count()} cores",
        "minutes": round(minutes, 1),
    }
    print(json.dumps(told, ensure_ascii=False))
    if asked.log:
        asked.log.write_text("\n".join(said) + "\n", encoding="utf-8")
    broken = ("mixed", "missing", "leftovers", "orphans", "next build fails", "not in French")
    for line in said:
        if line.startswith(broken):
            print(line, file=sys.stderr)
    return int(any(seen[name] for name in broken))


def _kills(campaign: Campaign, count: int) -> None:
    """Kill builds, two in a row, then let one end; the last third as where two names cannot be exchanged."""
    quick, real = forked(campaign), commanded(campaign)
    for at in range(count):
        if at == count * 2 // 3:
            places.exchange = lambda *_: False  # type: ignore[attr-defined] # what it imports
            for _ in range(2):
                campaign.change()
                campaign.rebuild()
        campaign.change()
        if at % 10 == _REAL:
            kill(campaign, real, campaign.lasts * 1.5)
        else:
            kill(campaign, quick, campaign.lasts)
        if at % 2 or at == count - 1:
            campaign.rebuild()
        _progress(campaign, at, count)
    places.exchange = exchange  # type: ignore[attr-defined] # as above


def _errors(campaign: Campaign, count: int) -> None:
    strace = shutil.which("strace")
    if not strace:
        print("strace n'est pas installé : aucune erreur du système n'a été provoquée", file=sys.stderr)
        return
    calls = counted(campaign, strace)
    drawn = [(call, error) for call, errors in _REFUSED.items() for error in errors if calls[call]]
    campaign.chance.shuffle(drawn)  # a short campaign refuses unlike things too
    for at in range(count):
        campaign.rebuild()
        campaign.change()
        refuse(campaign, strace, calls, *drawn[at % len(drawn)])
        _progress(campaign, at, count)
    campaign.rebuild()


def _progress(campaign: Campaign, at: int, count: int) -> None:
    """Say now and then what was seen so far: a campaign that is stopped has been of some use."""
    if at % 20 == 0:
        print(f"{at} / {count} {json.dumps(campaign.seen)}", file=sys.stderr, flush=True)


def _commit() -> str:
    asked = ["git", "-C", str(PROJECT), "describe", "--always", "--dirty", "--abbrev=10"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
