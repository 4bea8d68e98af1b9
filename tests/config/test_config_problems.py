"""Every kind of problem in targets.yaml: its path, its line, its words; all at once; no secret in any of them."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.config import load_settings
from watcher.config.tree import MAX_ALIASES, YamlError, parse
from watcher.errors import ConfigError, ExitCode, Problem

HEAD = """\
platforms:
  - name: A
    documents:
      - id: a/one
        url: https://a.example/
"""


def problems(folder: Path, text: str | bytes, **environ: str) -> tuple[Problem, ...]:
    file = folder / "targets.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ConfigError) as caught:
        load_settings(file, environ)
    assert caught.value.exit_code is ExitCode.USAGE
    assert {problem.file for problem in caught.value.problems} == {str(file)}
    return caught.value.problems


DOCUMENT = "platforms[0].documents[0]"


@pytest.mark.parametrize(
    ("line", "path", "message"),
    [
        ("every: 6", "every", "must be text with a unit, such as `30s` or `6h` (here: `6`)"),
        ("every: 6 hours", "every", "must be a length of time such as `30s`, `5m`, `6h`, `2d`, `1w` or `1d12h`"),
        ("every: 0s", "every", "must be at least one second (here: `0s`)"),
        ("every: 99999w", "every", "must not be longer than ten years"),
        ("delay: -5s", "delay", "must be a length of time such as"),
        ("timeout: soon", "timeout", "must be a length of time such as"),
        ("cron: 0 7 * *", "cron", "must be a cron expression with five fields, such as `0 7 * * 1-5`"),
        ("cron: 61 7 * * *", "cron", "is not a cron expression: "),
        ("cron: 0 7 * * 8", "cron", "has a wrong weekday: use 0-7 or sun, mon"),
        ("cron: 0 7 * * */0", "cron", "has a wrong weekday step"),
        ("cron: 0 7 31 2 *", "cron", "is a cron expression for a day that never comes (here: `0 7 31 2 *`)"),
        ("cron: 7", "cron", "must be text; put it in quotes if it looks like a number (here: `7`)"),
        ("language: fr-FR", "language", "must be a language tag of two or three small letters"),
        ("language: [fr]", "language", "must be text"),
        ("topics: [AI Training]", "topics[0]", "must be the name of a topic: small letters, digits and dashes"),
        ("topics: {a: b}", "topics", "must be a list"),
        ("select: '[x'", "select", "is not a valid CSS selector: Malformed attribute selector at position 0"),
        ("select: [main, 'a >']", "select[1]", "is not a valid CSS selector: "),
        ("select: ' '", "select", "is empty: give a CSS selector"),
        ("remove: [1]", "remove[0]", "must be text; put it in quotes if it looks like a number (here: `1`)"),
        ("max_bytes: big", "max_bytes", "must be a size such as `500kB`, `20MB` or a number of bytes (here: `big`)"),
        ("max_bytes: 10", "max_bytes", "must be at least 1 kB (here: `10`)"),
        ("max_bytes: true", "max_bytes", "must be text such as `20MB` or a number of bytes"),
        ("robots: ignore", "robots", 'must be `respect` or `{ignore: "the reason"}` (here: `ignore`)'),
        ("robots: {ignore: ' '}", "robots", "needs the reason why robots.txt is ignored"),
        ("robots: {ignore: true}", "robots", "needs the reason why robots.txt is ignored"),
        ("allow_private_addresses: maybe", "allow_private_addresses", "must be true or false (here: `maybe`)"),
        ("enabled: 7", "enabled", "must be true or false (here: `7`)"),
        ("title: 1984", "title", "must be text; put it in quotes if it looks like a number (here: `1984`)"),
        ("title: ''", "title", "must not be empty"),
        ("slect: main", "slect", "unknown key `slect`: did you mean `select`?"),
        ("Max-Bytes: 1MB", "Max-Bytes", "unknown key `Max-Bytes`: did you mean `max_bytes`?"),
        ("xyzzy: main", "xyzzy", "unknown key `xyzzy`; known here: every, cron, language, topics"),
        ("<<: {}", "<<", "unknown key `<<`; known here: "),
        ("url: https://b.example/", "url", "the key `url` stands here twice, first in line 5: keep one"),
        (
            "title: ${NOPE}",
            "title",
            "the variable `NOPE` is not set: set `NOPE`, or `NOPE_FILE` to the path of a file",
        ),
        ("title: ${NO PE}", "title", "`${` must be followed by a name and `}`; write `$${`"),
    ],
)
def test_a_wrong_line_in_a_document_is_one_problem_with_its_place(
    tmp_path: Path, line: str, path: str, message: str
) -> None:
    (problem,) = problems(tmp_path, f"{HEAD}        {line}\n")
    assert (problem.path, problem.line) == (f"{DOCUMENT}.{path}", 6)
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("a", "must have the form `platform/document`, such as `linkedin/ai-faq` (here: `a`)"),
        ("a/b/c", "must have the form `platform/document`"),
        ("A/b", "is not usable as a folder name"),
        ("a/..", "is not usable as a folder name"),
        ("../b", "is not usable as a folder name"),
        ("a/b..c", "is not usable as a folder name"),
        ("a/.git", "is not usable as a folder name"),
        ("a/-b", "is not usable as a folder name"),
        ("a/b.lock", "is not usable as a folder name"),
        ("a/b c", "is not usable as a folder name"),
        ("a/é", "is not usable as a folder name"),
        (f"a/{'b' * 81}", "is not usable as a folder name"),
        ("12", "must be text"),
    ],
)
def test_an_id_is_safe_as_a_path_or_a_problem(tmp_path: Path, value: str, message: str) -> None:
    text = HEAD.replace("a/one", value)
    if value == "12":
        (problem,) = problems(tmp_path, text)
    else:
        (problem,) = problems(tmp_path, text.replace(f"id: {value}", f'id: "{value}"'))
    assert (problem.path, problem.line) == (f"{DOCUMENT}.id", 4)
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("ftp://a.example/", "must be a whole web address that begins with `https://` or `http://`"),
        ("a.example/page", "must be a whole web address"),
        ("https:///page", "must be a whole web address"),
        ("https://user:hunter2@a.example/", "must not hold a user name or password"),
        ("https://a.example:99999/", "is not a valid web address"),
        ("https://a.example:0/", "is not a valid web address: there is no port 0"),
        ("https://[::1/", "is not a valid web address"),
        ("https://a.example/a b", "must not be empty or hold spaces or control characters"),
        ("", "must not be empty"),
    ],
)
def test_a_bad_address_is_a_problem_that_does_not_repeat_it(tmp_path: Path, value: str, message: str) -> None:
    (problem,) = problems(tmp_path, HEAD.replace("https://a.example/", f"'{value}'"))
    assert (problem.path, problem.line) == (f"{DOCUMENT}.url", 5)
    assert problem.message.startswith(message)
    assert "example" not in problem.message


@pytest.mark.parametrize(
    ("lines", "path", "message"),
    [
        (
            "alerts: [{urls: 'a://b', when: {at_least: hihg}}]",
            "alerts[0].when.at_least",
            "must be one of low, medium",
        ),
        (
            "alerts: [{urls: 'a://b', when: {topics: ai-trianing}}]",
            "alerts[0].when.topics",
            "matches no topic of a doc",
        ),
        ("alerts: [{urls: 'a://b', when: {targets: ['b/*']}}]", "alerts[0].when.targets[0]", "matches no target"),
        ("alerts: [{urls: 'a://b', when: {platforms: B}}]", "alerts[0].when.platforms", "matches no platform"),
        (
            "alerts: [{urls: 'a://b', when: {directions: [up]}}]",
            "alerts[0].when.directions[0]",
            "must be one of weaker",
        ),
        (
            "alerts: [{urls: 'a://b', when: {at_last: low}}]",
            "alerts[0].when.at_last",
            "unknown key `at_last`: did you",
        ),
        ("alerts: [{urls: 'a://b', language: de}]", "alerts[0].language", "must be one of en, fr (here: `de`)"),
        ("alerts: [{urls: [7]}]", "alerts[0].urls[0]", "must be text"),
        ("alerts: [{when: {}}]", "alerts[0]", "has no `urls` and no `urls_file`; write `urls: []`"),
        ("alerts: [{urls_file: nowhere}]", "alerts[0].urls_file", "the file "),
        ("alerts: {urls: 'a://b'}", "alerts", "must be a list"),
        ("alerts: ['a://b']", "alerts[0]", "must be a block of `key: value` lines"),
        ("health: [{urls: 'a://b', language: de}]", "health[0].language", "must be one of en, fr"),
        ("network: {contact: me}", "network.contact", "must be a web address or an e-mail address"),
        ("network: {concurrency: 0}", "network.concurrency", "must be at least 1 (here: `0`)"),
        ("network: {concurrency: 65}", "network.concurrency", "must be at most 64 (here: `65`)"),
        ("network: {concurrency: many}", "network.concurrency", "must be a whole number (here: `many`)"),
        ("network: {concurrency: 1.5}", "network.concurrency", "must be a whole number (here: `1.5`)"),
        ("network: {ca_file: nope.pem}", "network.ca_file", "there is no such file"),
        ("network: fast", "network", "must be a block of `key: value` lines"),
        ("archive: {push: --upload-pack=x}", "archive.push", "must be the name or address of a git remote"),
        (
            "archive: {browse_url: 'https://x/{foo}'}",
            "archive.browse_url",
            "must hold `{path}` and may hold `{commit}`",
        ),
        ("archive: {browse_url: 'x/{path}'}", "archive.browse_url", "must be a whole web address"),
        ("timezone: Mars/Base", "timezone", "must be the name of a time zone"),
        ("timezone: Europe", "timezone", "must be the name of a time zone"),
        ("alert: []", "alert", "unknown key `alert`: did you mean `alerts`?"),
        ("defaults: {evry: 6h}", "defaults.evry", "unknown key `evry`: did you mean `every`?"),
        ("defaults: {every: 6h, cron: 0 7 * * *}", "defaults.cron", "stands beside `every`"),
    ],
)
def test_a_wrong_line_elsewhere_is_one_problem_with_its_place(
    tmp_path: Path, lines: str, path: str, message: str
) -> None:
    (problem,) = problems(tmp_path, f"{HEAD}{lines}\n")
    assert (problem.path, problem.line) == (path, 6)
    assert problem.message.startswith(message)


def test_missing_keys_are_named_at_the_block_that_lacks_them(tmp_path: Path) -> None:
    found = problems(tmp_path, "alerts: []\nplatforms:\n  - documents:\n      - title: x\n  - name: B\n")
    assert [(p.line, p.path, p.message) for p in found] == [
        (3, "platforms[0]", "`name` is missing"),
        (4, "platforms[0].documents[0]", "`id` is missing"),
        (4, "platforms[0].documents[0]", "`url` is missing"),
        (5, "platforms[1]", "`documents` is missing"),
    ]


def test_ids_and_names_are_unique_whatever_the_case(tmp_path: Path) -> None:
    text = """\
platforms:
  - name: A
    documents:
      - {id: a/one, url: https://a.example/}
      - {id: A/One, url: https://a.example/}
  - name: a
    documents:
      - {id: a/one, url: https://a.example/}
alerts:
  - {name: mail, urls: []}
  - {name: Mail, urls: []}
"""
    assert [(p.line, p.path, p.message) for p in problems(tmp_path, text) if "another" in p.message] == [
        (5, "platforms[0].documents[1].id", "another document has this id already, in line 4"),
        (6, "platforms[1].name", "another platform has this name already, in line 2"),
        (8, "platforms[1].documents[0].id", "another document has this id already, in line 4"),
        (11, "alerts[1].name", "another route has this name already, in line 10"),
    ]


def test_all_problems_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = """\
defaults:
  every: 6
  langage: en
platforms:
  - name: A
    documents:
      - id: a/one
        url: ${NOPE}
        select: ['[x', main]
      - id: a/one
        url: ftp://a.example
        url: https://a.example
alerts:
  - urls: ${SECRET}
    urls_file: nowhere
    when: {at_least: hihg, targets: b/*}
timezone: Mars
oops: 1
"""
    found = problems(tmp_path, text, SECRET="json://user:hunter2@host")
    assert [(p.line, p.path) for p in found] == [
        (2, "defaults.every"),
        (3, "defaults.langage"),
        (8, "platforms[0].documents[0].url"),
        (9, "platforms[0].documents[0].select[0]"),
        (10, "platforms[0].documents[1].id"),
        (11, "platforms[0].documents[1].url"),
        (12, "platforms[0].documents[1].url"),
        (15, "alerts[0].urls_file"),
        (16, "alerts[0].when.at_least"),
        (16, "alerts[0].when.targets"),
        (17, "timezone"),
        (18, "oops"),
    ]
    assert "hunter2" not in "\n".join(str(problem) for problem in found)


def test_a_problem_is_shown_with_file_line_and_path(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, HEAD + "oops: 1\n")
    assert str(problem).startswith(f"{tmp_path / 'targets.yaml'}:6: oops: unknown key `oops`")


@pytest.mark.parametrize(
    "where", ["title: ${SECRET}", "language: ${SECRET}", "select: '${SECRET} >'", "every: ${SECRET}"]
)
def test_the_value_of_a_variable_is_in_no_message(tmp_path: Path, where: str) -> None:
    with_error = f"{HEAD}        {where}\n        nope: 1\n"
    for problem in problems(tmp_path, with_error, SECRET="hunter2"):
        assert "hunter2" not in str(problem)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("platforms: [\n  x: {", 3, "is not valid YAML: while parsing a flow node"),
        ("a: 1\n  b: 2\n", 2, "is not valid YAML: mapping values are not allowed in this context"),
        ("a: 1\n\tb: 2\n", 2, "is not valid YAML: "),
        ("a: 1\nb: \x07\n", 2, "is not valid YAML: it holds a character that YAML does not allow"),
        ("a: 1\n---\nb: 2\n", 2, "must hold one YAML document: a second one begins here"),
        ("a: 1\nb: *nope\n", 2, "uses the alias `*nope`, which is not defined above"),
        ("a: &a\n  b: *a\n", 2, "uses the alias `*a`, which is not defined above"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, "uses a YAML tag (`!…`), which is not supported"),
        ("a: 1\n? [b]\n: 2\n", 2, "has a list or a block where a key must stand"),
        ("a: 1\nb: " + "[" * 60 + "]" * 60, 2, "is nested more than 50 levels deep"),
        ("# nothing\n", None, "is empty"),
        ("", None, "is empty"),
        ("a: 1\nb: [" + "*x, " * 5, 2, "uses the alias `*x`"),
        ("- a\n- b\n", 1, "must be a block of `key: value` lines"),
        ("a: 1\nb: \udcff".encode("utf-8", "surrogateescape"), 2, "is not UTF-8 text: save it as UTF-8"),
    ],
)
def test_what_is_no_yaml_that_we_read_is_one_problem(
    tmp_path: Path, text: str | bytes, line: int | None, message: str
) -> None:
    (problem,) = problems(tmp_path, text)
    assert (problem.path, problem.line) == ("", line)
    assert problem.message.startswith(message)


def test_a_file_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such file: write one"):
        load_settings(tmp_path / "targets.yaml", {})


def test_a_folder_in_place_of_the_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings(tmp_path, {})


def test_a_file_over_five_megabytes_is_refused(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "#" * 5_000_001)
    assert problem.message == "is larger than 5 MB"


def test_more_than_a_thousand_aliases_are_refused(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "a: &a x\nb: [" + "*a, " * (MAX_ALIASES + 1) + "]\n")
    assert problem.message == "uses more than 1000 aliases"


def test_a_bomb_of_aliases_is_refused_quickly(tmp_path: Path) -> None:
    levels = [f"l0: &l0 [{', '.join('x' * 10)}]"]
    levels += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 12)]
    found = problems(tmp_path, "\n".join(levels))
    assert "the aliases (`*name`) of this file repeat too much" in [problem.message for problem in found]


def test_a_secret_file_that_cannot_be_used_is_a_problem_of_its_variable(tmp_path: Path) -> None:
    text = HEAD + "alerts: [{urls: '${ALERT_URLS}'}]\n"
    large, binary = tmp_path / "large", tmp_path / "binary"
    large.write_text("x" * 65_537)
    binary.write_bytes(b"\xff\xfe\x00")
    for file, words in ((tmp_path / "no", "cannot be read"), (large, "is too large"), (binary, "is not UTF-8 text")):
        (problem,) = problems(tmp_path, text, ALERT_URLS_FILE=str(file))
        assert (problem.path, problem.line) == ("alerts[0].urls", 6)
        assert words in problem.message


@given(st.text(max_size=60))
def test_any_text_is_a_tree_or_a_yaml_error(text: str) -> None:
    try:
        parse(text)
    except YamlError as error:
        assert error.message  # noqa: PT017 - either way out is right; this one must say something


def test_deep_nesting_of_any_kind_ends_in_a_message() -> None:
    for opening in ("[", "{a: ", "- "):
        with pytest.raises(YamlError, match="nested more than"):
            parse("".join(itertools.repeat(opening, 200_000)))
