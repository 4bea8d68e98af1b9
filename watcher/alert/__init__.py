"""Gets alerts and notices to people: the outbox, and the channels that Apprise offers.

    archive ──enter──▶ Outbox (one row per alert and channel) ──due──▶ Sender ──▶ Transport ──▶ the service
                          ▲                                               │
                          └──── delivered | retry later | given up ◀──────┘

A row is marked delivered only after the service accepted the message, so a crash repeats at most the one message that
was under way on each channel, and loses none. What a message says is decided elsewhere: `render` is passed in.
"""

from watcher.alert.channel import Channel, Destination, Result, TerminalChannel, Transport
from watcher.alert.items import Digest, Item, Reminder, Told
from watcher.alert.outbox import GAVE_UP, Outbox
from watcher.alert.ping import ping
from watcher.alert.policy import Policy
from watcher.alert.rows import Adopted, Delivery, Entry, GaveUp
from watcher.alert.sender import Sender, Tally
from watcher.alert.summary import Summarizer
from watcher.alert.summary_answer import NoSummary
from watcher.alert.summary_call import ask
from watcher.alert.trial import check_channel, send_test

__all__ = [
    "GAVE_UP",
    "Adopted",
    "Channel",
    "Delivery",
    "Destination",
    "Digest",
    "Entry",
    "GaveUp",
    "Item",
    "NoSummary",
    "Outbox",
    "Policy",
    "Reminder",
    "Result",
    "Sender",
    "Summarizer",
    "Tally",
    "TerminalChannel",
    "Told",
    "Transport",
    "ask",
    "check_channel",
    "ping",
    "send_test",
]
