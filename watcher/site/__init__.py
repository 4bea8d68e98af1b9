"""The archive as a static site: timeline, documents, comparison, facts over time, search, feeds.

    book      the archive's history, kept small           frame     what every page has
    timeline, document, texts, facts (series, plot), search, feeds   the pages, as parts
    part      some files made together, with a key of their inputs
    folder    what is ours in the output folder            build     only what changed is made again
    server    the folder over HTTP, read-only              publisher the service's part: build after commits, serve

Refuses to write outside its folder, and to need a script for reading: scripts filter, search and compare.
"""

from watcher.site.build import Built, Site
from watcher.site.folder import Folder
from watcher.site.publisher import Publisher

__all__ = ["Built", "Folder", "Publisher", "Site"]
