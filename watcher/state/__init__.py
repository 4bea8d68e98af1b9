"""What the program remembers between runs, in one SQLite file: `DATA/.watcher/state.sqlite3`.

It holds how each target fared, what is still to be delivered, and nothing else: texts, versions and alerts are in the
git-tracked archive, which is the truth. No secret is ever written here (channels are known by a salted fingerprint).
"""

from watcher.state.notice import Notice
from watcher.state.place import database_file, snapshots, state_folder
from watcher.state.store import AHEAD, State
from watcher.state.targets import TargetState

__all__ = ["AHEAD", "Notice", "State", "TargetState", "database_file", "snapshots", "state_folder"]
