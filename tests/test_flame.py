"""The flame graph of docs/performance.md: this program's functions by rooms, others by their names."""

from __future__ import annotations

from lxml import etree

from bench.flame import draw, read

CHECK = "main (watcher/cli/__init__.py:7);Watch.check (watcher/check/watch.py:1)"
STACKS = (
    f"{CHECK};fetch (watcher/capture/fetcher.py:2);request (x/site-packages/httpcore/_api.py:3) 60",
    f"{CHECK};Git.run (watcher/archive/git.py:5);communicate (lib/python3.11/subprocess.py:9) 30",
    "_find_and_load (<frozen importlib._bootstrap>:1);<module> (watcher/compare/align.py:1) 9",
    "close (lib/python3.11/threading.py:1) 1",
    "no stack",
)


def test_a_box_is_as_wide_as_the_time_in_it_and_has_the_colour_of_its_room() -> None:
    root = read(STACKS)
    found = {name: box.samples for name, box in root.inner.items()}
    assert found == {"watch.check": 90, "import": 9, "start and end": 1}
    check = root.inner["watch.check"]
    assert check.inner["fetcher.fetch"].inner["httpcore"].samples == 60
    assert not check.inner["git.run"].inner
    svg = etree.fromstring(draw(root).encode())
    boxes = {group[0].text: group[1] for group in svg.iter("{*}g")}
    assert boxes["fetcher.fetch: 60.0 %"].get("width") == "600.0"
    assert boxes["fetcher.fetch: 60.0 %"].get("fill") == "#9ecae9"
