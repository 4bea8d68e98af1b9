"""Push HEAD's branch to where the operator keeps a copy. What goes wrong here is a value: nothing depends on it."""

from __future__ import annotations

from watcher.archive.git import GitTimeoutError, without_credentials
from watcher.archive.repository import Repository
from watcher.archive.words import PushResult
from watcher.errors import ArchiveError


def push_head(repository: Repository, remote: str, limit: float) -> PushResult:
    """Push the current branch to the branch of the same name; never by force. `limit` in seconds.

    Passwords cannot be asked for: credentials come from a helper, the address, or an ssh agent.
    """
    shown = without_credentials(remote)
    if not remote or remote.startswith("-") or not remote.isprintable():
        return PushResult(ok=False, reason=f"{shown!r} is not a remote.")
    git = repository.git
    try:
        branch = git.run("symbolic-ref", "-q", "HEAD").out.decode("utf-8", "replace").strip()
        if not branch:
            return PushResult(ok=False, reason="HEAD is detached: there is no branch to push. Check one out first.")
        if repository.head() is None:
            return PushResult(ok=True, reason="there is nothing to push yet")
        done = git.run("push", "--quiet", remote, f"{branch}:{branch}", limit=limit)
    except GitTimeoutError:
        return PushResult(ok=False, reason=f"Pushing to {shown} did not end within {limit:g} s.")
    except ArchiveError as error:
        return PushResult(ok=False, reason=without_credentials(str(error)))
    if done.code == 0:
        return PushResult(ok=True)
    if "fetch first" in done.err or "non-fast-forward" in done.err:
        advice = "It has commits that are not here; merge them (git pull) in the snapshots folder."
        return PushResult(ok=False, reason=f"{shown} did not take the push. {advice}")
    return PushResult(ok=False, reason=f"Pushing to {shown} failed: {done.line or f'exit {done.code}'}")
