"""The capture script as served: small, of one piece, and made of the sources that are here."""

import gzip

from scripts.bundle_capture import SERVED, bundle

MOST_BYTES = 6000


def test_the_served_script_is_made_of_the_present_sources(tmp_path):
    bundle(tmp_path / "capture.js")

    assert SERVED.read_bytes() == (tmp_path / "capture.js").read_bytes(), "run `make setup`"


def test_it_is_small():
    assert len(gzip.compress(SERVED.read_bytes(), 9)) < MOST_BYTES


def test_it_asks_for_nothing_elsewhere():
    script = SERVED.read_text(encoding="utf-8")

    assert "import" not in script
    assert "://" not in script
