"""Take the pictures of the guides and of the README again: `make images`, or those that are named."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from generator.pipeline import PROJECT
from tests.browser.chromium import ARGUMENTS, MISSING, found
from tools.images import declared, served, shown, take


def main() -> int:
    """Exit 0 once every picture is written, 1 without a browser."""
    start, program, shared = time.perf_counter(), found(), declared()
    wanted = [image for image in shared.images if image.fichier in sys.argv[1:] or not sys.argv[1:]]
    if program is None:
        sys.stderr.write(MISSING)
        return 1
    total = 0
    with (
        TemporaryDirectory(prefix="images-") as work,
        served(Path(work)) as sites,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=program, args=[*ARGUMENTS])
        for image in wanted:
            with shown(browser, shared, image, sites[image.site]) as (page, part):
                content = take(page, part, shared.qualite)
            target = PROJECT / image.dossier / image.fichier
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content)
            total += len(content)
            size = f"{part['width']:.0f} × {part['height']:.0f}"
            print(f"{image.fichier:44} {size:>12} {len(content) / 1024:5.0f} ko")
        browser.close()
    took = time.perf_counter() - start
    print(f"{len(wanted)} images, {total / 1024:.0f} ko, en {took:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
