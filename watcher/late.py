"""Packages whose names are imported when somebody first asks for them, so that a command loads only what it uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module


def late(package: str, modules: Mapping[str, tuple[str, ...]]) -> Callable[[str], object]:
    """The `__getattr__` of a package (PEP 562): `modules` says which names each of its modules has.

    No name may be that of a module, too: once imported, the module would stand in the name's place.
    """
    where = {name: module for module, names in modules.items() for name in names}

    if clash := where.keys() & modules.keys():
        raise ValueError(f"{package} has modules and names that are called the same: {', '.join(clash)}")

    def get(name: str) -> object:
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{where[name]}"), name)

    return get
