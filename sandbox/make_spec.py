"""Writes ``spec.json``: names, required flags, types and limits of the Bot API, and no descriptions.

``python sandbox/make_spec.py PATH-OF-THE-BIG-TABLE`` reads a full table of the Bot API (methods, types and
unions) and keeps the methods and only those types that a request can contain.
"""

import json
import sys
from pathlib import Path
from typing import Any

JSON = dict[str, Any]

#: Constraints a validator can decide; ``const`` is kept in the type, hints are not rules.
LIMITS = ("min", "max", "min_length", "max_length", "min_bytes", "max_bytes", "min_items", "max_items")


def names_in(types: list[Any]) -> set[str]:
    """Every type name mentioned in a list of alternatives, through any depth of arrays."""
    found: set[str] = set()
    for kind in types:
        if isinstance(kind, str):
            found.add(kind)
        elif "array" in kind:
            found |= names_in(kind["array"])
    return found


def joined(types: list[Any]) -> list[Any]:
    """«Array of A, B and C» is one array of any of them, not an array of either."""
    arrays = [kind["array"] for kind in types if isinstance(kind, dict) and "array" in kind]
    if len(arrays) < 2:
        return types
    return [kind for kind in types if isinstance(kind, str)] + [{"array": [one for some in arrays for one in some]}]


def field(full: JSON) -> JSON:
    short: JSON = {"types": joined(full["types"])}
    if full.get("const") is not None:
        short["types"] = [{"enum": [full["const"]]}]
    if full["required"]:
        short["required"] = True
    given = full.get("constraints") or {}
    limits = {name: given[name] for name in LIMITS if name in given}
    if limits:
        short["limits"] = limits
    if given.get("after_entities_parsing"):
        short["parsed"] = True
    return short


def fields(full: JSON) -> JSON:
    return {item["name"]: field(item) for item in full["fields"]}


def reachable(table: JSON) -> set[str]:
    """Types and unions that can stand somewhere inside a request."""
    seen: set[str] = set()
    queue = [
        name for method in table["methods"].values() for item in method["fields"] for name in names_in(item["types"])
    ]
    while queue:
        name = queue.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in table["unions"]:
            queue.extend(names_in(table["unions"][name]))
        elif name in table["types"]:
            queue.extend(n for item in table["types"][name]["fields"] for n in names_in(item["types"]))
    return seen


def compact(table: JSON) -> JSON:
    kept = reachable(table)
    return {
        "version": table["version"],
        "methods": {name: fields(method) for name, method in sorted(table["methods"].items())},
        "types": {name: fields(table["types"][name]) for name in sorted(kept & set(table["types"]))},
        "unions": {name: table["unions"][name] for name in sorted(kept & set(table["unions"]))},
    }


def dumps(spec: JSON) -> str:
    """One line a method or type: small, and a new Bot API version reads as a diff."""
    rooms = []
    for room in ("methods", "types", "unions"):
        lines = [f"{json.dumps(k)}:{json.dumps(v, separators=(',', ':'))}" for k, v in spec[room].items()]
        rooms.append(f'"{room}":{{\n' + ",\n".join(lines) + "\n}")
    return f'{{"version":{json.dumps(spec["version"])},\n' + ",\n".join(rooms) + "\n}\n"


if __name__ == "__main__":
    big = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    Path(__file__).with_name("spec.json").write_text(dumps(compact(big)), encoding="utf-8")
