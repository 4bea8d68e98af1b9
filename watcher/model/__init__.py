"""The words of this program, as frozen data that travel between the rooms.

    capture ──judge──▶ Verdict (good?) ──extract──▶ Document ──compare──▶ Comparison ──assess──▶ Assessment
    Assessment + its place and time ──▶ Version record in the archive ──▶ Alert ──▶ deliveries

Nothing here does anything: no input, no output, no clock. Times are aware UTC datetimes throughout.
"""

from watcher.model.assessment import Assessment, Claim, Direction, Finding, FindingKind, Outcome, Quote, Severity
from watcher.model.capture import Capture, Validators, Verdict, VerdictKind
from watcher.model.comparison import Change, ChangeKind, Comparison, Noise
from watcher.model.document import Block, BlockKind, Document, Link, Passage, Section, Sentence
from watcher.model.facts import Fact, FactChange, FactName, Training
from watcher.model.message import Attachment, Mark, Message, Part, Row, RowKind, Run
from watcher.model.record import Alert, TargetName, VersionMeta, iso, parse_stamp, stamp
from watcher.model.topic import OwnTopic

__all__ = [
    "Alert",
    "Assessment",
    "Attachment",
    "Block",
    "BlockKind",
    "Capture",
    "Change",
    "ChangeKind",
    "Claim",
    "Comparison",
    "Direction",
    "Document",
    "Fact",
    "FactChange",
    "FactName",
    "Finding",
    "FindingKind",
    "Link",
    "Mark",
    "Message",
    "Noise",
    "Outcome",
    "OwnTopic",
    "Part",
    "Passage",
    "Quote",
    "Row",
    "RowKind",
    "Run",
    "Section",
    "Sentence",
    "Severity",
    "TargetName",
    "Training",
    "Validators",
    "Verdict",
    "VerdictKind",
    "VersionMeta",
    "iso",
    "parse_stamp",
    "stamp",
]
