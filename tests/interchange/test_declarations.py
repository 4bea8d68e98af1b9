"""Declarations of Open Terms Archive become documents of targets.yaml, whole or with the reason why not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.interchange.collection import FIRST, Collection, day
from watcher.config import Target, add_documents, load_settings
from watcher.errors import UsageError
from watcher.interchange.declarations import Arrival, Declared, read_declarations, slug
from watcher.interchange.declarations_language import language_of
from watcher.interchange.declarations_source import read_collection
from watcher.model.selecting import Cleaning, Range

URL = "https://agora.example/terms"
PAGE = {"fetch": URL, "select": "main"}


def write(folder: Path, files: Mapping[str, object]) -> Path:
    """A collection with those files; what is not text becomes JSON."""
    (folder / "declarations").mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / (name if name == "metadata.yml" else f"declarations/{name}")
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return folder


def declared(folder: Path, terms: object = None, **files: object) -> list[Declared]:
    """What comes of one service named Agora with those terms, and of other files: `_` in a name is its dot."""
    named = {name.replace("_", "."): content for name, content in files.items()}
    service = {"Agora.json": {"name": "Agora", "terms": terms}} if terms is not None else {}
    return list(read_declarations(read_collection(write(folder, {**service, **named}))))


def one(folder: Path, declaration: object, **files: object) -> Declared:
    (document,) = declared(folder, {"Terms of Service": declaration}, **files)
    return document


def loaded(folder: Path, documents: list[Declared]) -> tuple[Target, ...]:
    """The documents as the watcher reads them."""
    file = folder / "targets.yaml"
    additions = [(each.platform, each.entry) for each in documents if each.entry is not None]
    file.write_text(add_documents("", additions), encoding="utf-8")
    return load_settings(file, {}).targets


def test_a_declaration_becomes_a_document_with_id_title_and_selectors(tmp_path: Path) -> None:
    document = one(tmp_path, {**PAGE, "remove": [".share ", {"startBefore": "#a", "endAfter": "#b"}]})
    assert document.arrival is Arrival.WHOLE
    assert document.entry == {
        "id": "agora/terms-of-service",
        "title": "Terms of Service",
        "url": URL,
        "select": ["main"],
        "remove": [".share", {"start_before": "#a", "end_after": "#b"}],
    }


@pytest.mark.parametrize(
    ("scripts", "render"),
    [({"executeClientScripts": True}, "browser"), ({"executeClientScripts": False}, "plain"), ({}, None)],
)
def test_a_browser_is_asked_for_where_scripts_are_to_run(
    tmp_path: Path, scripts: dict[str, bool], render: str | None
) -> None:
    assert (one(tmp_path, {**PAGE, **scripts}).entry or {}).get("render") == render


def test_a_pdf_needs_its_address_alone(tmp_path: Path) -> None:
    entry = one(tmp_path, {"fetch": "https://agora.example/terms.pdf"}).entry
    assert entry is not None
    assert set(entry) == {"id", "title", "url"}


def test_pages_that_are_combined_share_what_most_of_them_say(tmp_path: Path) -> None:
    """Inside `combine` the keys of a page stand for those of the whole; nothing is merged."""
    pages: list[object] = [
        {"fetch": f"{URL}/1"},
        {"fetch": f"{URL}/2", "remove": [".x"]},
        {"fetch": f"{URL}/3", "select": [{"startAfter": "h1", "endBefore": "hr"}], "executeClientScripts": False},
        {"fetch": f"{URL}/4", "filter": []},
    ]
    whole = {"select": ["main"], "filter": [{"removeQueryParams": ["h"]}], "executeClientScripts": True}
    document = one(tmp_path, {**whole, "combine": pages})
    assert document.entry is not None
    assert document.entry["combine"] == [
        {"url": f"{URL}/1"},
        {"url": f"{URL}/2", "remove": [".x"]},
        {"url": f"{URL}/3", "select": [{"start_after": "h1", "end_before": "hr"}], "render": "plain"},
        {"url": f"{URL}/4", "clean": {}},
    ]
    (target,) = loaded(tmp_path, [document])
    first, second, third, fourth = target.pages
    assert (first.select, first.render, first.clean.remove_query_params) == (("main",), "browser", ("h",))
    assert (second.select, second.remove) == (("main",), (".x",))
    assert (third.select, third.render) == ((Range("h1", "hr", after_start=True),), "plain")
    assert fourth.clean == Cleaning()


def test_a_page_that_is_named_twice_is_read_once_with_a_warning(tmp_path: Path) -> None:
    document = one(tmp_path, {"select": "main", "combine": [{"fetch": URL}, {"fetch": f"{URL}/2"}, {"fetch": URL}]})
    assert document.urls == (URL, f"{URL}/2")
    assert document.warnings == ("1 of its pages are named twice; each is read once",)
    alone = one(tmp_path, {"combine": [PAGE, PAGE]})
    assert (alone.entry or {})["url"] == URL


def test_filters_become_cleaning_steps_or_warnings(tmp_path: Path) -> None:
    script = (
        "export function dropShare(document) { document.querySelectorAll('.share').forEach(e => e.remove()); }\n"
        "export function dropWords(document) { document.querySelectorAll('p').forEach(e => e.innerHTML = ''); }\n"
    )
    filters = ["dropShare", "dropWords", "gone", {"removeQueryParams": ["h", "sig"]}]
    document = one(tmp_path, {**PAGE, "filter": filters}, Agora_filters_js=script)
    assert document.arrival is Arrival.WARNING
    assert document.entry is not None
    assert document.entry["remove"] == [".share"]
    assert document.entry["clean"] == {"remove_query_params": ["h", "sig"]}
    assert document.warnings == (
        "filter dropWords: drop words (it looks for p)",
        "filter gone: there is no such filter: their engine passes over it, too",
    )


def test_what_browsers_close_at_the_end_of_a_selector_is_closed(tmp_path: Path) -> None:
    document = one(tmp_path, {**PAGE, "remove": ["img[src='x y", 'a:not([href="x"', "b[c"]})
    assert (document.entry or {})["remove"] == ["img[src='x y']", 'a:not([href="x"])', "b[c]"]
    assert len(loaded(tmp_path, [document])[0].remove) == 3


@pytest.mark.parametrize(
    ("declaration", "reason"),
    [
        ([], "it is not a JSON object"),
        ({"select": "main"}, "`fetch` is missing or no address"),
        ({**PAGE, "fetch": "ftp://agora.example/"}, "must be a whole web address"),
        ({**PAGE, "fetch": "https://user:word@agora.example/"}, "must not hold a user name"),
        ({**PAGE, "select": "main >"}, "`select`: main > is not a valid CSS selector"),
        ({**PAGE, "select": 3}, "`select` is neither text nor a list"),
        ({**PAGE, "select": [["a"]]}, "neither a selector nor a range"),
        ({**PAGE, "remove": {"startBefore": "a"}}, "`remove` holds a range without one beginning and one end"),
        ({**PAGE, "remove": {"startBefore": "a", "startAfter": "b", "endAfter": "c"}}, "without one beginning"),
        ({**PAGE, "remove": {"startBefore": "a", "end": "b"}}, "the unknown key `end`"),
        ({**PAGE, "filter": [3]}, "`filter` holds something that is no name"),
        ({"combine": []}, "`combine` is no list of pages"),
        ({"combine": ["x"]}, "page 1 of `combine` is not a JSON object"),
        ({"combine": [PAGE, {"select": "a"}]}, "page 2 of `combine`: `fetch` is missing"),
        ({"combine": [PAGE, {**PAGE, "select": "p"}]}, "twice, each time in another way"),
    ],
)
def test_what_cannot_be_a_document_says_why(tmp_path: Path, declaration: object, reason: str) -> None:
    document = one(tmp_path, declaration)
    assert document.arrival is Arrival.REFUSED
    assert document.entry is None
    assert reason in document.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "it is not valid JSON"),
        ("[]", "it is not a JSON object"),
        ("{}", "it has no `terms`"),
        ("[" * 100_000, "it is nested too deep"),
        ('{"terms": {}, "x": ' + "1" * 5000 + "}", "it is not valid JSON"),
    ],
)
def test_a_file_that_is_no_declaration_is_named_and_the_others_come(
    tmp_path: Path, content: str, reason: str
) -> None:
    wrong, right = declared(tmp_path, {"Terms": PAGE}, Aaa_json=content)
    assert (wrong.service, wrong.arrival) == ("Aaa", Arrival.REFUSED)
    assert reason in wrong.reason
    assert right.arrival is Arrival.WHOLE


def test_what_is_not_known_of_a_declaration_is_a_warning(tmp_path: Path) -> None:
    document = one(tmp_path, {**PAGE, "selects": "p", "executeClientScripts": "yes"})
    assert document.warnings == (
        "the key `selects` is not known", "`executeClientScripts` is neither true nor false"
    )  # fmt: skip


def test_ids_are_unique_and_names_stay(tmp_path: Path) -> None:
    terms = {"Terms of Service": PAGE, "Terms of Service!": {**PAGE, "fetch": f"{URL}/2"}}
    files = {
        "H&M.json": {"name": "H & M", "terms": terms},
        "h-m.json": {"terms": terms},
        "微博.json": {"terms": terms},
    }
    documents = list(read_declarations(read_collection(write(tmp_path, files))))
    assert [document.place for document in documents] == [
        "h-m/terms-of-service",
        "h-m/terms-of-service-2",
        "h-m-2/terms-of-service",
        "h-m-2/terms-of-service-2",
        f"{slug('微博')}/terms-of-service",
        f"{slug('微博')}/terms-of-service-2",
    ]
    assert [target.platform for target in loaded(tmp_path, documents)][::2] == ["H & M", "h-m", "微博"]


def test_a_text_with_a_variable_in_it_stays_that_text(tmp_path: Path) -> None:
    document = one(tmp_path, {**PAGE, "select": "[data-x='${SECRET}']"})
    assert loaded(tmp_path, [document])[0].select == ("[data-x='${SECRET}']",)


def test_older_declarations_are_read_in_the_order_of_their_time(tmp_path: Path) -> None:
    history = {
        "Terms of Service": [
            {**PAGE, "select": "#new", "validUntil": "2024-02-01T10:00:00Z"},
            {**PAGE, "select": "#old", "validUntil": "2021-11-09T17:30:03.000Z"},
            {**PAGE, "validUntil": "yesterday"},
            {**PAGE, "ValidUntil": "2024-02-01T10:00:00Z"},
        ]
    }
    document = one(tmp_path, PAGE, Agora_history_json=history)
    assert [older.until.year for older in document.older] == [2021, 2024]
    assert [older.pages[0].keys["select"] for older in document.older] == [["#old"], ["#new"]]
    assert (document.unreadable, document.arrival) == (2, Arrival.WHOLE)


@pytest.mark.parametrize(
    ("urls", "collection", "expected"),
    [
        (["https://x.example/fr/terms"], "", "fr"),
        (["https://x.example/fr-be/terms"], "", "fr"),
        (["https://x.example/legal/terms?hl=de_AT"], "", "de"),
        (["https://es.x.example/terms"], "", "es"),
        (["https://x.example/legal/privacy/nl"], "", "nl"),
        (["https://x.example/legal/privacy-en.html"], "fr", "en"),
        (["https://x.example/legal/privacy/eu"], "", ""),
        (["https://x.example/de-en/rules"], "", ""),
        (["https://x.example/de-en/rules"], "en", "en"),
        (["https://x.example/fr/a", "https://x.example/en/b"], "", ""),
        (["https://x.example/fr/a", "https://x.example/b"], "", ""),
        (["https://x.example/terms"], "fr", "fr"),
        (["https://x.fr/cgu"], "", "fr"),
        (["https://x.fr/cgu"], "en", "en"),
        (["https://x.example/terms"], "", ""),
    ],
)
def test_the_language_is_what_the_addresses_say(urls: list[str], collection: str, expected: str) -> None:
    assert language_of(urls, collection) == expected


def test_a_collection_in_one_language_says_it_for_its_documents(tmp_path: Path) -> None:
    def spoken(languages: str) -> object:
        folder = write(
            tmp_path, {"Agora.json": {"terms": {"T": PAGE}}, "metadata.yml": f"id: x\nlanguages: {languages}\n"}
        )
        (document,) = read_declarations(read_collection(folder))
        return (document.entry or {}).get("language")

    assert [spoken("[fr]"), spoken("[en, fr]"), spoken("[xx]")] == ["fr", None, None]


def test_a_repository_is_read_like_a_folder_bare_or_not_and_links_are_not_followed(tmp_path: Path) -> None:
    text = json.dumps({"name": "Agora", "terms": {"Terms of Service": {**PAGE, "filter": ["first"]}}})
    script = "export function first(document) { document.querySelector('.x').remove(); }"
    for bare in (True, False):
        made = Collection(tmp_path / f"bare-{bare}", bare=bare)
        made.add(FIRST, day(1), text, "declarations/Agora.json").add(FIRST, day(2), "{", "other/Wrong.json")
        made.add(FIRST, day(3), script, "declarations/Agora.filters.js")
        made.add(FIRST, day(4), "/etc/hostname", "declarations/Link.json", mode="120000")
        (document,) = read_declarations(read_collection(made.write()))
        assert document.entry is not None
        assert document.entry["remove"] == [{"start_before": ".x", "end_after": ".x"}]


def test_links_in_a_folder_are_not_followed_and_large_files_not_read(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.json").write_text(json.dumps({"terms": {"T": PAGE}}))
    folder = write(tmp_path / "c", {"Agora.json": {"terms": {"T": PAGE}}, "Large.json": " " * 2_000_001})
    (folder / "declarations" / "Link.json").symlink_to(tmp_path / "elsewhere.json")
    large, agora = read_declarations(read_collection(folder))
    assert (large.service, large.reason) == ("Large.json", "it is larger than 2 MB")
    assert agora.arrival is Arrival.WHOLE


def test_a_folder_without_declarations_is_no_collection(tmp_path: Path) -> None:
    (tmp_path / "declarations").mkdir()
    with pytest.raises(UsageError, match="there are no declarations"):
        read_collection(tmp_path)
    with pytest.raises(UsageError, match="neither a git repository nor a bundle"):
        read_collection(tmp_path / "none")
