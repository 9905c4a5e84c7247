"""Every verb and every view there is, found in the code: what the matrix must have a row for."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import journal_core.actions
import journal_core.ports
from journal_core import passes
from journal_core.ports import Clock, Store, Transaction

#: What says who is speaking: a pass, the grants a pass is made from, or the account a code is said from.
PASSES: frozenset[Any] = frozenset(
    {
        passes.Child, passes.TeacherDesk, passes.ClassDesk, passes.ClassPages, passes.OfficeDesk, passes.DeputyDesk,
        passes.HeadDesk, passes.AdminDesk, passes.SecretaryDesk, passes.DistrictDesk, passes.ServerDesk, passes.Upkeep,
        passes.Grants,
    }
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One verb or view."""

    name: str  #: «linking.settle_link», «Diary.day»
    function: Callable[..., Any]

    @property
    def hints(self) -> dict[str, Any]:
        """The types of its parameters."""
        return {name: hint for name, hint in get_type_hints(self.function).items() if name != "return"}

    @property
    def takes(self) -> frozenset[Any]:
        """The passes that it takes, each kind of a union by itself."""
        return frozenset(kind for hint in self.hints.values() for kind in kinds(hint)) & PASSES


def kinds(hint: Any) -> frozenset[Any]:
    """The types that a hint allows."""
    if get_origin(hint) in (Union, UnionType):
        return frozenset().union(*(kinds(one) for one in get_args(hint))) - {NoneType}
    return frozenset({hint})


def verbs(package: ModuleType = journal_core.actions) -> Iterator[Said]:
    """Every public coroutine of the actions whose first parameter is a store."""
    for module in _modules(package):
        for name, one in vars(module).items():
            if name.startswith("_") or not inspect.iscoroutinefunction(one) or one.__module__ != module.__name__:
                continue
            if next(iter(inspect.signature(one).parameters), "") == "store":
                yield Said(f"{module.__name__.removeprefix(package.__name__ + '.')}.{name}", one)


def views() -> Iterator[Said]:
    """Every method of the ports that are not reached through a transaction."""
    writing = set(_properties(Transaction)) | {Store, Clock, Transaction}
    writing |= {base for book in writing for base in book.__mro__}
    for module in _modules(journal_core.ports):
        for port in vars(module).values():
            if inspect.isclass(port) and is_port(port) and port.__module__ == module.__name__ and port not in writing:
                yield from _methods(port)


def is_port(port: type) -> bool:
    """Whether it is a port."""
    return bool(getattr(port, "_is_protocol", False))


def _methods(port: type) -> Iterator[Said]:
    for name, one in vars(port).items():
        if inspect.isfunction(one) and not name.startswith("_"):
            yield Said(f"{port.__name__}.{name}", one)


def _properties(port: type) -> Iterator[type]:
    for one in vars(port).values():
        if isinstance(one, property) and one.fget is not None:
            yield get_type_hints(one.fget)["return"]


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)
