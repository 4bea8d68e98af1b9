"""Policy watcher: tells people when wording about AI training data or default settings changes in meaning."""

__version__ = "0.1.0"
