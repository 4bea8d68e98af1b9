"""The same pipeline over what was recorded: which alerts would have been sent?

    folder       captures in folders            ┐
    collection   versions of a public archive   ├▶ history: replay, one row a capture ▶ running: side by side
    archived     our own archive                ┘
    tally        the counts and the alerts of many rows; page: the same as an HTML report

No network, no clock, nothing is recorded or sent: the times are those of the captures.
"""

from watcher.backtest.folder import FolderHistory, histories
from watcher.backtest.history import History, Rules, replay
from watcher.backtest.rows import Row
from watcher.backtest.running import run

__all__ = ["FolderHistory", "History", "Row", "Rules", "histories", "replay", "run"]
