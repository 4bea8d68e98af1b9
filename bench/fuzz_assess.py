"""`python -m bench.fuzz_assess [BYTES…]`: the slowest hostile inputs, CPU seconds a step.

Besides the pairs of bench/hostile.py it repeats every phrase of every lexicon without end. Each case runs in a
process of its own, which is ended when it takes longer than the limit (the exit code is then 1).
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import re
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection

import yaml

from bench.hostile import PAIRS, Pair, repeated
from watcher.assess.lexicon import _FOLDER, LANGUAGES

_TOPICS = ("ai-training", "default-setting", "ai-restriction")
_SHOWN = 15  # of the slowest
_SENTENCE = 12_000  # bytes of an endless sentence: more than is read of one
Steps = tuple[float, float, float]


def steps(pair: Pair) -> Steps:
    """CPU seconds of extract (both documents), compare and assess."""
    from watcher.assess import assess
    from watcher.compare import compare
    from watcher.extract import extract

    times = [time.process_time()]
    documents = [extract(body, pair.media, language=pair.language).document for body in (pair.old, pair.new)]
    times.append(time.process_time())
    comparison = compare(*documents)
    times.append(time.process_time())
    assess(comparison, _TOPICS)
    times.append(time.process_time())
    one, two, three = (later - earlier for earlier, later in itertools.pairwise(times))
    return one, two, three


def phrases() -> Iterator[tuple[str, Callable[[int], Pair]]]:
    """Every phrase of every lexicon as an endless sentence: in whole, without its end, and with words in its gaps."""
    for language in LANGUAGES:
        data = yaml.safe_load(_FOLDER.joinpath(f"{language}.yaml").read_text(encoding="utf-8"))
        for words in dict.fromkeys(_words(data)):
            plain = _spoken(words)
            for name, form in (("", plain), (" (begun)", plain.rpartition(" ")[0]), (" (spread)", _spread(words))):
                if form.strip():
                    yield f"{language}: {words[:60]}{name}", repeated(form, language)


def _words(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key != "language":
                yield from _words(value)
    elif isinstance(data, list):
        yield from map(str, data)


def _spoken(phrase: str) -> str:
    """A text that a phrase matches: the first of each set of alternatives, what may be missing left in."""
    phrase = phrase.lstrip("=^")
    while True:
        shorter = re.sub(r"\(([^()|]*)(?:\|[^()]*)?\)", r"\1", phrase)
        if shorter == phrase:
            break
        phrase = shorter
    return " ".join(re.sub(r"\[(\w)\w*\]", r"\1", phrase).replace("*", "s").replace("?", "").replace(".", "").split())


def _spread(phrase: str) -> str:
    """The same with as many words in its gaps as may stand there."""
    filled = phrase.replace("....", "x " * 24).replace("...", "x " * 6)
    return _spoken(filled)


def _work(cases: list[Callable[[int], Pair]], size: int, answer: Connection) -> None:
    for make in cases:
        answer.send(steps(make(size)))


def measure(cases: list[Callable[[int], Pair]], size: int, limit: float) -> Iterator[Steps | None]:
    """The steps of each case, in a process that is ended and begun anew where one takes too long: None."""
    done = 0
    while done < len(cases):
        here, there = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(target=_work, args=(cases[done:], size, there))
        process.start()
        there.close()
        while done < len(cases) and here.poll(limit):
            try:
                yield here.recv()
            except EOFError:  # it died
                break
            done += 1
        process.kill()
        process.join()
        if done < len(cases):
            done += 1
            yield None


def report(cases: dict[str, Callable[[int], Pair]], size: int, limit: float) -> int:
    """Prints the slowest; the number of those over the limit."""
    found = dict(zip(cases, measure(list(cases.values()), size, limit), strict=True))
    print(f"{size:,} bytes, {len(cases)} cases: extract + compare + assess, CPU seconds")
    for name, taken in sorted(found.items(), key=lambda item: -sum(item[1] or (limit,)))[:_SHOWN]:
        told = " + ".join(f"{step:.2f}" for step in taken) if taken else f"over {limit:.0f} s"
        print(f"  {name:<84} {told}", flush=True)
    return sum(taken is None for taken in found.values())


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz_assess", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[60_000, 1_000_000], metavar="BYTES")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for one case")
    parser.add_argument("--phrases", action="store_true", help="every phrase of every lexicon, too (minutes)")
    options = parser.parse_args()
    over = sum(report(PAIRS, size, options.limit) for size in options.sizes)
    if options.phrases:
        over += report(dict(phrases()), _SENTENCE, options.limit)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
