"""`python -m bench.sizes [SITE_PACKAGES]`: what each installed package weighs, and for whom it is there.

    python3 -m venv /tmp/v && /tmp/v/bin/pip install --no-compile --no-deps --require-hashes -r requirements/run.lock
    python -m bench.sizes /tmp/v/lib/python3.11/site-packages

or of a container: `python -m bench.sizes ROOT/opt/watcher/lib/python3.13/site-packages`. Every file of a package
counts, byte code too. docs/decisions/0013-dependencies-by-size.md is written from it.
"""

from __future__ import annotations

import argparse
import re
import sys
import sysconfig
from dataclasses import dataclass, field
from importlib.metadata import distributions
from pathlib import Path

_LOCK = Path(__file__).parents[1] / "requirements" / "run.lock"
_OURS = "policy-watcher"


@dataclass
class Package:
    """One distribution in the folder, and who needs it."""

    name: str
    version: str
    users: set[str] = field(default_factory=set)
    mb: float = 0.0
    binary: float = 0.0
    code: float = 0.0


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def users() -> dict[str, set[str]]:
    """Who needs each package, by the comments that uv writes into the lock."""
    found: dict[str, set[str]] = {}
    name = ""
    for line in _LOCK.read_text("utf-8").splitlines():
        if match := re.match(r"([a-z0-9._-]+)==", line):
            name = normal(match[1])
            found.setdefault(name, set())
        elif line.startswith("    #"):  # `# via NAME`, or `# via` and a line for each name
            found[name] |= {normal(word) for word in line.split()[1:] if word != "via" and word[0] != "("}
    return found


def packages(folder: Path) -> dict[str, Package]:
    """All packages of a site-packages folder. A file belongs to the one whose top-level name it lies under."""
    found: dict[str, Package] = {}
    owners: dict[str, Package] = {}
    known = users()
    for distribution in distributions(path=[str(folder)]):
        name = normal(distribution.metadata["Name"])
        if name not in known:  # of the environment, not of the program
            continue
        package = found[name] = Package(name, distribution.version, known[name])
        for file in distribution.files or ():
            if not file.parts[0].startswith("..") and file.parts[0] != "__pycache__":
                owners[file.parts[0]] = package
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            owner = _owner(path.relative_to(folder), owners)
            if owner is not None:
                _weigh(owner, path)
    return found


def _owner(path: Path, owners: dict[str, Package]) -> Package | None:
    first = path.parts[0]
    if first == "__pycache__":  # of a module that is one file
        first = f"{path.name.partition('.')[0]}.py"
    return owners.get(first)


def _weigh(package: Package, path: Path) -> None:
    size = path.stat().st_size / 1e6
    package.mb += size
    if ".so" in path.suffixes:
        package.binary += size
    if path.suffix == ".pyc":
        package.code += size


def with_it(name: str, found: dict[str, Package]) -> set[str]:
    """What would go with `name`: itself and the packages that nobody else needs."""
    gone = {name}
    while more := {one for one, package in found.items() if package.users <= gone} - gone:
        gone |= more
    return gone


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(sysconfig.get_path("purelib")))
    found = packages(parser.parse_args().folder)
    print(f"{'package':<20} {'version':<12} {'MB':>6} {'library':>8} {'byte code':>9} {'with it':>8}  needed by")
    for package in sorted(found.values(), key=lambda one: -one.mb):
        gone = sum(found[one].mb for one in with_it(package.name, found))
        who = ", ".join(sorted("us" if user == _OURS else user for user in package.users))
        print(
            f"{package.name:<20} {package.version:<12} {package.mb:>6.2f} {package.binary:>8.2f} "
            f"{package.code:>9.2f} {gone:>8.2f}  {who}"
        )
    print(f"{'all':<33} {sum(package.mb for package in found.values()):>6.2f}")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
