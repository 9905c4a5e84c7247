"""Answers to a folder of posts in the scorer's format.

python -m tests.unit.reading.answers FOLDER OUT   writes OUT/<name>.answers.jsonl for each <name>.posts.jsonl
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.unit.reading.schools import school


def answer_folder(folder: Path, out: Path) -> list[Path]:
    """Write the answers to every `<name>.posts.jsonl` beside its `<name>.school.json`."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for posts in sorted(folder.glob("*.posts.jsonl")):
        name = posts.name.removesuffix(".posts.jsonl")
        desk = school(folder / f"{name}.school.json")
        lines = []
        for line in posts.read_text(encoding="utf-8-sig").splitlines():
            if line.strip():
                post = json.loads(line)
                answer = {"id": post["id"], **desk.answer(post["text"], post.get("at"))}
                lines.append(json.dumps(answer, ensure_ascii=False))
        written.append(out / f"{name}.answers.jsonl")
        written[-1].write_text("\n".join(lines) + "\n", encoding="utf-8")
    return written


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    for path in answer_folder(Path(sys.argv[1]), Path(sys.argv[2])):
        print(path)
