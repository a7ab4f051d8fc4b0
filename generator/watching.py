"""Wait for what people save in some folders: `with saves(root, names) as next_save`."""

from __future__ import annotations

import queue
from contextlib import contextmanager, suppress
from pathlib import PurePath
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

# Opening and closing tell that someone read: a check does, and would wait for itself.
_CHANGES = {"created", "modified", "moved", "deleted"}
# An editor saves in several steps (a draft, a new name); they are one save. In seconds.
_QUIET = 0.1


@contextmanager
def saves(root: Path, names: Sequence[str]) -> Iterator[Callable[..., bool]]:
    """A function that waits for the next save in the folders or files `names` of `root`, made meanwhile too.

    It waits for as long as it takes, or for `most` seconds, and says whether there was one.

    A save is any change of a file whose name does not start with a dot: written, renamed or removed.
    """
    changed: queue.Queue[str] = queue.Queue()
    observer = Observer()
    handler = _Handler(root, names, changed.put)
    # Each of them by itself: what is installed or built beside them changes by the thousand.
    observer.schedule(handler, str(root))
    followed: set[str] = set()

    def follow() -> None:
        for name in names:
            if name not in followed and (root / name).is_dir():
                followed.add(name)
                observer.schedule(handler, str(root / name), recursive=True)

    def wait(most: float | None = None) -> bool:
        try:
            changed.get(timeout=most)
        except queue.Empty:
            return False
        with suppress(queue.Empty):
            while True:
                changed.get(timeout=_QUIET)
        follow()
        return True

    follow()
    observer.start()
    try:
        yield wait
    finally:
        observer.stop()
        observer.join()


class _Handler(FileSystemEventHandler):
    def __init__(self, root: Path, names: Sequence[str], tell: Callable[[str], None]) -> None:
        self._folders = [str(root / name) for name in names]
        self._tell = tell

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _CHANGES or (event.is_directory and event.event_type == "modified"):
            return
        for path in map(str, filter(None, (event.src_path, event.dest_path))):
            inside = any(PurePath(path).is_relative_to(folder) for folder in self._folders)
            if inside and not PurePath(path).name.startswith("."):
                self._tell(path)
