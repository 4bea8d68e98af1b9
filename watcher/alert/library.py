"""The only place where Apprise is imported, and with it requests and cryptography: a fifth of a second, 45 MB.

Import this module only from inside a function that needs it.
"""

from __future__ import annotations

import warnings

from watcher.alert import redact

redact.silence()  # first: Apprise speaks when it is imported
with warnings.catch_warnings():
    # On Python 3.11 and 3.12 Apprise looks for a module of the standard library that is to be removed. Not our user's
    # business.
    warnings.simplefilter("ignore", DeprecationWarning)
    from apprise import Apprise, AppriseAsset, AppriseResultStatus, PersistentStoreMode
    from apprise.common import NotifyFormat, OverflowMode
    from apprise.plugins.base import NotifyBase
    from apprise.plugins.email.base import PGP_MODE_DEFAULT, NotifyEmail
    from apprise.plugins.matrix.base import NotifyMatrix
    from apprise.plugins.slack import NotifySlack, SlackMode

__all__ = [
    "PGP_MODE_DEFAULT",
    "Apprise",
    "AppriseAsset",
    "AppriseResultStatus",
    "NotifyBase",
    "NotifyEmail",
    "NotifyFormat",
    "NotifyMatrix",
    "NotifySlack",
    "OverflowMode",
    "PersistentStoreMode",
    "SlackMode",
]
