"""Policy watcher: tells people when wording about AI training data or default settings changes in meaning."""

import sys

__version__ = "0.1.0"

# httpx has a command of its own, and imports for it all that it draws with: as long as all the rest of it. Nobody
# here calls that, and httpx does without where it is not to be had.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # None: "cannot be imported"
