"""Packages whose names are imported when somebody first asks for them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from watcher.late import late

# What a command that finds nothing to read must not load: each takes as long as the rest of its start.
HEAVY = ("apprise", "bs4", "pygments", "pypdf", "rich", "watcher.assess", "watcher.compare", "watcher.report.redline")


def test_a_name_is_found_in_the_module_that_has_it() -> None:
    get = late("watcher.extract", {"language": ("detect",)})
    assert callable(get("detect"))


def test_a_name_that_no_module_has_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"module 'watcher\.extract' has no attribute 'nothing'"):
        late("watcher.extract", {})("nothing")


def test_a_name_that_a_module_has_too_is_refused() -> None:
    with pytest.raises(ValueError, match="called the same: message"):
        late("watcher.report", {"message": ("message",)})


@pytest.mark.parametrize("package", ["watcher.capture", "watcher.extract", "watcher.report"])
def test_every_name_that_a_package_offers_is_there(package: str) -> None:
    code = f"import {package} as package; assert all(getattr(package, name) for name in package.__all__)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_only_a_changed_page_needs_is_not_loaded_before_there_is_one() -> None:
    code = "import sys, watcher.cli.check, watcher.check.opening; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert not {name for name in done.stdout.split() if name.startswith(HEAVY)}
