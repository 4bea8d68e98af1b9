"""Which elements of a page simple selectors match, told as its tags go by, before anything is built of them. Pure.

Where the library that reads selectors for the extractor has rules of its own (in `template`, on line ends in values),
it gives up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from watcher.model.simple_css import Step, Steps, UnfollowedError

_APART = frozenset(("template", "iframe"))


@dataclass(frozen=True, slots=True)
class _Rule:
    """A step with its bit, the bit of the step before (0 for the first), and the selector that it ends (or -1)."""

    step: Step
    bit: int
    before: int
    ends: int


class Following:
    """The elements of one page. `start` and `end` are called for each of them, in order."""

    def __init__(self, selectors: Sequence[Sequence[Steps]]) -> None:
        # Each rule is looked for by the one thing that tells most elements not to match it.
        self._of_id: dict[str, list[_Rule]] = {}
        self._of_class: dict[str, list[_Rule]] = {}
        self._of_tag: dict[str, list[_Rule]] = {}
        self._of_any: list[_Rule] = []
        self._deep = False  # does it matter what stands above, and how many before?
        for rule in _rules(selectors):
            step = rule.step
            if step.id:
                self._of_id.setdefault(step.id, []).append(rule)
            elif step.classes:
                self._of_class.setdefault(step.classes[0], []).append(rule)
            elif step.tag:
                self._of_tag.setdefault(step.tag, []).append(rule)
            else:
                self._of_any.append(rule)
            self._deep = self._deep or bool(rule.before or step.nth)
        # Of each open element: the steps that end at it, at it or above it, and how many elements it holds so far.
        self._own, self._above, self._children = [0], [0], [0]
        self._apart = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> list[int]:
        """The numbers of the selectors that match the element that begins here, ascending."""
        if self._deep:
            self._children[-1] += 1
        own, found = 0, []
        for rule in self._candidates(tag, attributes):
            if rule.before and not rule.before & (self._own if rule.step.child else self._above)[-1]:
                continue
            if rule.step.matches(tag, attributes, self._children[-1]):
                own |= rule.bit
                if rule.ends >= 0:
                    found.append(rule.ends)
        if own and self._apart:
            raise UnfollowedError
        if tag in _APART:
            self._apart += 1
        if self._deep:
            self._own.append(own)
            self._above.append(self._above[-1] | own)
            self._children.append(0)
        return sorted(found) if len(found) > 1 else found

    def _candidates(self, tag: str, attributes: Mapping[str, str]) -> list[_Rule]:
        rules = self._of_tag.get(tag, self._of_any)
        if rules is not self._of_any and self._of_any:
            rules = rules + self._of_any
        if not attributes:
            return rules
        if self._of_id and (name := attributes.get("id")) in self._of_id:
            rules = rules + self._of_id[name]
        if self._of_class and (names := attributes.get("class")):
            for name in names.split():
                if name in self._of_class:
                    rules = rules + self._of_class[name]
        return rules

    def end(self, tag: str) -> None:
        if tag in _APART:
            self._apart -= 1
        if self._deep:
            self._own.pop()
            self._above.pop()
            self._children.pop()


def _rules(selectors: Sequence[Sequence[Steps]]) -> Iterator[_Rule]:
    bit = 1
    for number, alternatives in enumerate(selectors):
        for way in alternatives:
            before = 0
            for step in way:
                yield _Rule(step, bit, before, number if step is way[-1] else -1)
                before, bit = bit, bit << 1
