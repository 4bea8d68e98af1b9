"""The changes between two documents: complete, in reading order, the same from both sides."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.drafts import outline, prose, texts, told
from watcher.compare import compare, key, text_key
from watcher.compare.align import Alignment, align
from watcher.compare.wording import Wording
from watcher.model import Block, BlockKind, Document, Section, Sentence

_POOL = [
    "We use the posts of our members to train generative AI.",
    "We do not use private messages to train generative AI.",
    "We may share your profile with our affiliates for training.",
    "You can object at any time in the settings.",
    "The setting is on by default.",
    "Members under 18 are left out.",
    "This holds in the EU, the EEA and the UK.",
    "Our legal basis is legitimate interest.",
    "Yes",
    "No",
    "posts",
    "profile data",
    "private messages",
    "Write to our privacy office.",
    "Nous utilisons vos publications pour entraîner nos modèles.",
    "Vous pouvez vous y opposer.",
    "We keep your prompts for 30 days. Then we delete them.",
    "1. Your data",
    "Last updated: 3 May 2025",
    "—",
]
_EXTRA = ["not", "may", "never", "18", "16", "on", "off", "only", "with your consent", "in the EU"]

_passage = st.builds(
    lambda kind, text, depth: Block(kind, (Sentence(text),), 0 if kind is BlockKind.PARAGRAPH else depth),
    st.sampled_from(BlockKind),
    st.sampled_from(_POOL),
    st.integers(0, 2),
)
_section = st.builds(
    Section,
    st.none() | st.sampled_from(_POOL).map(Sentence),
    st.just(2),
    st.lists(_passage, min_size=1, max_size=6).map(tuple),
)
_document = st.lists(_section, max_size=3).map(lambda sections: Document("AI at Agora", "en", tuple(sections)))


@st.composite
def _edited(draw: st.DrawFn) -> tuple[Document, Document]:
    """A document and what became of it after some edits: words, sentences, moves, copies, cuts."""
    old = draw(_document)
    blocks = [(number, block) for number, section in enumerate(old.sections) for block in section.blocks]
    chance = draw(st.randoms(use_true_random=False))
    for _ in range(draw(st.integers(0, 6))):
        if not blocks:
            break
        place = chance.randrange(len(blocks))
        number, block = blocks[place]
        match chance.randrange(6):
            case 0:
                del blocks[place]
            case 1:
                blocks.insert(chance.randrange(len(blocks)), blocks.pop(place))
            case 2:
                blocks.insert(chance.randrange(len(blocks) + 1), (number, block))
            case 3:
                new = Block(BlockKind.PARAGRAPH, (Sentence(chance.choice(_POOL)),))
                blocks.insert(place, (number, new))
            case 4:
                words = block.sentences[0].text.split()
                words.insert(chance.randrange(len(words) + 1), chance.choice(_EXTRA))
                blocks[place] = (number, Block(block.kind, (Sentence(" ".join(words)),), block.depth))
            case _:
                words = block.sentences[0].text.split()
                cut = chance.randrange(1, len(words)) if len(words) > 1 else 0
                parts = [" ".join(words[:cut]), " ".join(words[cut:])]
                blocks[place] = (number, Block(block.kind, tuple(Sentence(p) for p in parts if p), block.depth))
    sections = [
        Section(section.heading, section.level, tuple(b for n, b in blocks if n == number))
        for number, section in enumerate(old.sections)
    ]
    return old, Document("AI at Agora", "en", tuple(s for s in sections if s.heading is not None or s.blocks))


def _covered(found: Alignment) -> tuple[list[int], list[int]]:
    olds = [
        *found.same,
        *found.moved,
        *found.modified,
        *found.removed,
        *(i for window, _ in found.recut for i in window),
    ]
    news = [
        *found.same.values(),
        *found.moved.values(),
        *found.modified.values(),
        *found.added,
        *(j for _, window in found.recut for j in window),
    ]
    return sorted(olds), sorted(news)


@settings(max_examples=100, deadline=None)
@given(_edited())
def test_every_passage_of_both_sides_is_explained_once(pair: tuple[Document, Document]) -> None:
    old, new = pair
    found = align(Wording(old, new))
    assert _covered(found) == (list(range(len(old.passages))), list(range(len(new.passages))))
    for i, j in (found.same | found.moved).items():
        assert key(old.passages[i].text) == key(new.passages[j].text)
    assert sorted(found.same.values()) == [found.same[i] for i in sorted(found.same)]  # in order


def _rebuilt(words: Counter[str], gone: Sequence[str], come: Sequence[str]) -> Counter[str]:
    for text in gone:
        words.subtract(key(text).split())
    for text in come:
        words.update(key(text).split())
    return +words


@settings(max_examples=100, deadline=None)
@given(_edited())
def test_the_changes_lead_from_the_old_words_to_the_new(pair: tuple[Document, Document]) -> None:
    old, new = pair
    changes = compare(old, new).changes
    before = [change.before.text for change in changes if change.before]
    after = [change.after.text for change in changes if change.after]
    words = Counter(word for text in texts(old) for word in key(text).split())
    assert _rebuilt(words, before, after) == Counter(word for text in texts(new) for word in key(text).split())
    assert not Counter(before) - Counter(_windows(texts(old)))
    assert not Counter(after) - Counter(_windows(texts(new)))


def _windows(passages: list[str]) -> list[str]:
    return [" ".join(passages[i : i + size]) for i in range(len(passages)) for size in (1, 2, 3, 4)]


@settings(max_examples=100, deadline=None)
@given(_document)
def test_a_document_compared_with_itself_has_no_change(document: Document) -> None:
    assert compare(document, document).changes == ()
    again = Document("Other title", "fr", document.sections)
    assert compare(document, again).changes == ()


@settings(max_examples=100, deadline=None)
@given(_edited())
def test_the_other_way_round_the_changes_are_the_other_way_round(pair: tuple[Document, Document]) -> None:
    swapped = {"added": "removed", "removed": "added"}
    there, back = (told(compare(*documents)) for documents in (pair, pair[::-1]))
    assert Counter(there) == Counter(
        (swapped.get(kind, kind), after, before, noise) for kind, before, after, noise in back
    )


@settings(max_examples=100, deadline=None)
@given(_edited())
def test_texts_with_other_words_have_other_keys_and_a_change(pair: tuple[Document, Document]) -> None:
    old, new = pair
    same = " ".join(" ".join(map(key, texts(old))).split()) == " ".join(" ".join(map(key, texts(new))).split())
    assert (text_key(old) == text_key(new)) == same
    if Counter(map(key, texts(old))) != Counter(map(key, texts(new))):
        assert compare(old, new).changes


def test_changes_come_in_the_reading_order_of_the_new_text() -> None:
    old = prose(
        "We train AI on posts.", "Gone for good.", "You may object.", "The setting is off by default.", "Bye."
    )
    new = prose(
        "Welcome to this page.", "We train AI on posts.", "You may object.", "The setting is on by default.", "Bye."
    )
    assert told(compare(old, new)) == [
        ("added", None, "Welcome to this page.", None),
        ("removed", "Gone for good.", None, None),
        ("modified", "The setting is off by default.", "The setting is on by default.", None),
    ]


def test_a_heading_is_not_the_rewritten_form_of_a_sentence() -> None:
    old = outline("# How we use your data", "We train AI on your posts.")
    new = outline("# How we use the data of members", "How we use your data, in short.")
    assert told(compare(old, new)) == [
        ("modified", "How we use your data", "How we use the data of members", None),
        ("removed", "We train AI on your posts.", None, None),
        ("added", None, "How we use your data, in short.", None),
    ]


def test_an_item_that_moves_under_another_lead_is_no_noise() -> None:
    lists = ("We use the following to train:", "- posts", "- comments", "We do not use the following:")
    old = outline(*lists, "- private messages", "- salary data")
    new = outline(*lists[:3], "- private messages", lists[3], "- salary data")
    assert told(compare(old, new)) == [("moved", "private messages", "private messages", None)]
    [change] = compare(old, new).changes
    assert change.before is not None
    assert change.after is not None
    assert (change.before.lead, change.after.lead) == (lists[3], lists[0])


def test_a_lead_that_moves_over_an_item_is_seen_at_the_item() -> None:
    old = outline("We do not use:", "- messages", "We use:", "- salary data", "- posts", "- photos")
    new = outline("We do not use:", "- messages", "- salary data", "We use:", "- posts", "- photos")
    assert [change[:2] for change in told(compare(old, new)) if change[3] is None] == [("moved", "salary data")]


def test_a_rewritten_lead_is_one_change_and_its_items_are_none() -> None:
    for after in ("We may use the following to train:", "Here is what goes into our models:"):
        old = outline("We do not use the following to train:", "- private messages", "- salary data")
        new = outline(after, "- private messages", "- salary data")
        assert told(compare(old, new)) == [("modified", "We do not use the following to train:", after, None)]


def test_a_moved_item_under_the_same_lead_is_noise() -> None:
    old = outline("We use:", "- posts", "- profile data", "- photos of members")
    new = outline("We use:", "- profile data", "- photos of members", "- posts")
    assert told(compare(old, new)) == [("moved", "posts", "posts", "order")]


def test_a_cell_is_compared_with_the_cell_of_its_row() -> None:
    rows = ("+ Data", "++ Used to train", "+ Posts", "++ {}", "+ Private messages", "++ {}", "+ Salary", "++ No")
    old = outline(
        *(row.format("Yes") if row.startswith("++") and n < 4 else row.format("No") for n, row in enumerate(rows))
    )
    new = outline(
        *(row.format("No") if row.startswith("++") and n < 4 else row.format("Yes") for n, row in enumerate(rows))
    )
    found = compare(old, new)
    assert sorted(told(found)) == [("modified", "No", "Yes", None), ("modified", "Yes", "No", None)]
    assert {(c.before.text, c.before.lead) for c in found.changes if c.before} == {
        ("Yes", "Posts"),
        ("No", "Private messages"),
    }


def test_a_tick_that_becomes_a_cross_is_a_change() -> None:
    old = outline("+ Posts", "++ ✓", "+ Messages", "++ ✗")
    new = outline("+ Posts", "++ ✓", "+ Messages", "++ ✓")
    assert told(compare(old, new)) == [("modified", "✗", "✓", None)]
    assert text_key(old) != text_key(new)


def test_a_row_with_another_label_keeps_its_cells() -> None:
    old = outline("+ Security of our service", "++ Log data", "+ Training", "++ Posts")
    new = outline("+ Security of our services and members", "++ Log data", "+ Training", "++ Posts")
    assert told(compare(old, new)) == [
        ("modified", "Security of our service", "Security of our services and members", None)
    ]


_WORDS = "data train model post member share object setting default legal basis notice member region partner".split()


def _sentences(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 - made-up text, the same at each run
    return [" ".join(chance.choice(_WORDS) + str(chance.randrange(900)) for _ in range(14)) for _ in range(count)]


def _edit(sentence: str, number: int) -> str:
    return " ".join(["not" if place == number % 14 else word for place, word in enumerate(sentence.split())])


_MANY = _sentences(10_000, 1)
_WORST = {
    "all different": (_MANY, _sentences(10_000, 2)),
    "all equal": (_MANY, list(_MANY)),
    "all reversed": (_MANY, _MANY[::-1]),
    "all rewritten": (_MANY[:4_000], [_edit(text, number) for number, text in enumerate(_MANY[:4_000])]),
    "all alike": ([f"a {n}" for n in range(4_000)], [f"b a {n}" for n in range(4_000, 8_000)]),
    "one repeated": (["x", *["a."] * 50_000, "y"], ["z", *["a."] * 40_000, "w"]),
    "two repeated": (["a.", "b."] * 10_000, ["b.", "a.", "c."] * 6_000),
    "vast sentences": (["word " * 100_000 + "a", "b"], ["word " * 100_000 + "c", "d"]),
    "one against many": (["train AI"], _MANY[:4_000]),
}


@pytest.mark.parametrize("name", _WORST)
def test_the_worst_documents_are_compared_in_bounded_time(name: str) -> None:
    old, new = (prose(*side) for side in _WORST[name])
    begun = time.perf_counter()
    compare(old, new)
    assert time.perf_counter() - begun < 8.0  # about 1 s; quadratic work would take minutes
