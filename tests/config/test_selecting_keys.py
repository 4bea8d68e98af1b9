"""Ranges among the selectors, and what is cleaned: read as written, wrong ones told with their line."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from watcher.check.manners import request
from watcher.check.reading import reading_of
from watcher.config import Settings, Target, json_schema, load_settings
from watcher.errors import ConfigError
from watcher.extract import EXTRACTOR
from watcher.model.selecting import NO_CLEANING, Cleaning, Range
from watcher.state import TargetState

HEAD = "platforms:\n  - name: Agora\n    documents:\n      - id: agora/terms\n"
URL = "        url: https://agora.example/terms\n"
BETWEEN = "{start_before: '#a', end_after: footer}"


def load(tmp_path: Path, keys: str, url: str = URL) -> Settings:
    (tmp_path / "targets.yaml").write_text(HEAD + url + "".join(f"        {line}\n" for line in keys.split("\n")))
    return load_settings(tmp_path / "targets.yaml", {})


def target(tmp_path: Path, keys: str, url: str = URL) -> Target:
    return load(tmp_path, keys, url).targets[0]


def test_selectors_and_ranges_stand_side_by_side(tmp_path: Path) -> None:
    found = target(tmp_path, f"select: [h1, {BETWEEN}]\nremove: {{start_after: h2, end_before: .end}}")
    assert found.select == ("h1", Range("#a", "footer", after_end=True))
    assert found.remove == (Range("h2", ".end", after_start=True),)
    assert str(found.select[1]) == "{start_before: #a, end_after: footer}"


def test_what_is_cleaned_is_read_as_it_is_written(tmp_path: Path) -> None:
    keys = (
        "clean:\n  remove_query_params: h\n  unwrap_links: [a, '[href=\"#\"]']\n  remove_ids: [ad-*]\n"
        "  unwrap_redirects: {'https://l.example/': u}\n  rewrite_links: {'https://o.example': 'https://n.example'}\n"
        "  remove_invisible: true\n  use_datetime: true"
    )
    assert target(tmp_path, keys).clean == Cleaning(
        ("h",), ("a", '[href="#"]'), (("https://l.example/", "u"),), (("https://o.example", "https://n.example"),),
        ("ad-*",), remove_invisible=True, use_datetime=True,
    )  # fmt: skip


def test_pages_of_one_document_inherit_both_and_may_say_otherwise(tmp_path: Path) -> None:
    keys = (
        f"select: {BETWEEN}\nclean: {{use_datetime: true}}\ncombine:\n  - url: https://agora.example/a\n"
        "  - {url: 'https://agora.example/b', select: [main], clean: {}}"
    )
    first, second = target(tmp_path, keys, url="").pages
    assert (first.select, first.clean) == ((Range("#a", "footer", after_end=True),), Cleaning(use_datetime=True))
    assert (second.select, second.clean) == (("main",), NO_CLEANING)
    assert not target(tmp_path, keys, url="").plain


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        (
            "select:\n  - h1\n  - {start_befor: h1, end_before: h2}",
            "8: {0}.select[1].start_befor: unknown key `start_b",
        ),
        ("select:\n  - start_before: 'h1['\n    end_before: h2", "7: {0}.select[0].start_before: is not a valid CSS"),
        ("remove: {start_before: h1}", "6: {0}.remove: needs one end: either `end_before` or `end_after`"),
        ("remove: [{start_before: a, start_after: b, end_after: c}]", "6: {0}.remove[0]: needs one beginning"),
        ("select: [7]", "6: {0}.select[0]: must be text"),
        ("clean: [use_datetime]", "6: {0}.clean: must be a block"),
        (
            "clean:\n  use_datetimes: true",
            "7: {0}.clean.use_datetimes: unknown key `use_datetimes`: did you mean `use_d",
        ),
        ("clean: {remove_ids: ['*']}", "6: {0}.clean.remove_ids[0]: must be a name without spaces"),
        ("clean: {remove_ids: a b}", "6: {0}.clean.remove_ids: must be a name without spaces"),
        (f"clean: {{remove_ids: {'x' * 201}}}", "6: {0}.clean.remove_ids: must be at most 200 characters"),
        ("clean: {unwrap_links: ':x('}", "6: {0}.clean.unwrap_links: is not a valid CSS selector"),
        ("clean: {rewrite_links: {'https://x.example': x}}", "must be a whole web address"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, keys: str, problem: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, keys)
    assert problem.format("platforms[0].documents[0]") in str(caught.value)


def test_the_reading_of_a_target_without_either_has_not_changed(tmp_path: Path) -> None:
    plain = target(tmp_path, "select: [main, h1]\nremove: .x")
    old = "\0".join((str(EXTRACTOR), "+main", "+h1", "-.x"))
    assert reading_of(plain) == hashlib.sha256(old.encode()).hexdigest()[:12]
    assert plain.plain


def test_every_range_and_every_cleaning_is_another_reading(tmp_path: Path) -> None:
    plain = target(tmp_path, "select: [main]")
    others = [
        replace(plain, select=(Range("main", "main", after_end=True),)),
        replace(plain, select=(Range("main", "main", after_start=True),)),
        replace(plain, remove=(Range("a", "b"),)),
        replace(plain, clean=Cleaning(remove_ids=("a",))),
        replace(plain, clean=Cleaning(remove_query_params=("a",))),
        replace(plain, clean=Cleaning(use_datetime=True)),
    ]
    assert len({reading_of(each) for each in (plain, *others)}) == 7
    assert not any(each.plain for each in others)


def test_a_browser_waits_for_selectors_and_knows_no_ranges(tmp_path: Path) -> None:
    known = TargetState("agora/terms")
    assert request(target(tmp_path, "select: [main]"), known, None, "x").select == ("main",)
    assert request(target(tmp_path, f"select: [main, {BETWEEN}]"), known, None, "x").select == ()


def test_editors_know_both(tmp_path: Path) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    document = {"id": "a/b", "url": "https://a.example", "select": [{"start_before": "h1", "end_after": "h2"}, "p"]}
    wrong = {**document, "remove": {"start": "h1"}}
    cleaned = {**document, "clean": {"remove_query_params": ["h"], "use_datetime": True}}
    for keys, good in ((document, True), (cleaned, True), (wrong, False)):
        assert validator.is_valid({"platforms": [{"name": "A", "documents": [keys]}]}) is good
