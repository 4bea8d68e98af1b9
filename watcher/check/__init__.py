"""One check of one target, from the network to the archive, and the pure part that backtests share.

fetch -> judge the capture -> extract -> compare with the last version -> assess -> commit -> deliver
"""

from watcher.check.examine import Examined, examine
from watcher.check.reading import read, reading_of
from watcher.check.recall import Memory
from watcher.check.weigh import Baseline, Weighed, weigh

__all__ = ["Baseline", "Examined", "Memory", "Weighed", "examine", "read", "reading_of", "weigh"]
