"""What the capture script costs a phone: its bytes, and the delay it adds to every key.

`--beside` fetches @rrweb/record and posthog-js from npm into a temporary folder, bundles them in
the same way, and puts their bytes beside ours. They record other things: the DOM, and clicks for
marketing.
"""

import argparse
import gzip
import statistics
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from lab.browser import Browser, opened_browser
from lab.store.database import Store, open_store
from scripts.bundle_capture import ESBUILD, OLDEST_LANGUAGE, SERVED
from scripts.fetch_assets import with_node
from tests.browser.capture.device import device
from tests.served import Served, serving

OTHERS = {
    "@rrweb/record": 'import { record } from "@rrweb/record"; globalThis.record = record;',
    "posthog-js": 'import posthog from "posthog-js"; globalThis.posthog = posthog;',
}
KEYS = 400
# From the moment the key was pressed to the end of everything that listens to it.
LISTENING = """
window.delays = [];
addEventListener("load", () => addEventListener("input", (event) =>
  window.delays.push(performance.now() - event.timeStamp)));
"""


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def bundled(package: str, source: str, folder: Path) -> Path:
    entry, made = folder / "entry.js", folder / "bundle.js"
    entry.write_text(source, encoding="utf-8")
    install = ["npm", "install", "--loglevel=error", "--ignore-scripts", "--no-audit", package]
    options = ["--bundle", "--minify", "--format=esm", f"--target={OLDEST_LANGUAGE}"]
    for command in (install, [str(ESBUILD), str(entry), *options, f"--outfile={made}"]):
        subprocess.run(command, cwd=folder, env=with_node(), check=True, capture_output=True)
    return made


def show_bytes(*, beside: bool) -> None:
    sizes = {"the lab's capture script": (SERVED.stat().st_size, compressed(SERVED))}
    for package, source in OTHERS.items() if beside else ():
        with tempfile.TemporaryDirectory() as folder:
            try:
                made = bundled(package, source, Path(folder))
            except subprocess.CalledProcessError as error:
                print(f"{package} is left out, npm did not bring it: {_reason(error)}")
                continue
            sizes[package] = (made.stat().st_size, compressed(made))
    print(f"{'':<34}{'minified':>12}{'compressed':>12}")
    for name, (plain, small) in sizes.items():
        print(f"{name:<34}{plain:>10,} B{small:>10,} B")


def _reason(error: subprocess.CalledProcessError) -> str:
    lines: list[str] = error.stderr.decode().strip().splitlines()
    return lines[0] if lines else f"exit status {error.returncode}"


def delays(browser: Browser, lab: Served, store: Store, *, recording: bool) -> list[float]:
    """Milliseconds, one for each key typed into a form."""
    with device(browser, lab, store, LISTENING) as held:
        if not recording:
            held.context.route("**/vendor/capture.js", lambda route: route.abort())
        held.begin("original")
        held.screen.wait_for_timeout(500)
        for number in range(KEYS):
            if number % 20 == 0:
                held.screen.focus("#f-full_name" if number % 40 else "#f-email")
            held.screen.keyboard.press("a")
        found: list[float] = held.screen.evaluate("window.delays")
    return found


def show_delays(repeats: int) -> None:
    found: dict[bool, list[float]] = {True: [], False: []}
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as lab:
        store = open_store(f"sqlite:///{folder}/sessions/lab.sqlite3", read_only=True)
        with opened_browser() as browser:
            for number in range(2 * repeats):
                recording = number % 2 == 0
                found[recording] += delays(browser, lab, store, recording=recording)
        store.close()
    print(f"\n{'from key to handled, ms':<34}{'median':>12}{'p95':>12}{'keys':>10}")
    for recording, name in ((False, "without the script"), (True, "with the script")):
        print(f"{name:<34}{_row(found[recording])}")
    added = _p95(found[True]) - _p95(found[False])
    print(f"{'added at p95':<34}{'':>12}{added:>12.2f}")


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _row(values: Sequence[float]) -> str:
    return f"{statistics.median(values):>12.2f}{_p95(values):>12.2f}{len(values):>10}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", action="store_true", help="fetch two others from npm")
    parser.add_argument("--repeats", type=int, default=3)
    chosen = parser.parse_args()
    show_bytes(beside=chosen.beside)
    show_delays(chosen.repeats)


if __name__ == "__main__":
    main()
