"""The development corpus: every message read as it should be, and none recorded wrongly."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.reading.answers import answer_folder
from tests.unit.reading.schools import CORPUS, school

POSTS = [
    (posts.name.removesuffix(".posts.jsonl"), json.loads(line))
    for posts in sorted(CORPUS.glob("*.posts.jsonl"))
    for line in posts.read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("name", "post"), POSTS, ids=[post["id"] for _, post in POSTS])
def test_reads_the_post_as_expected(name: str, post: dict[str, Any]) -> None:
    answer = school(CORPUS / f"{name}.school.json").answer(post["text"], post.get("at"))
    expected = post["expect"]
    if expected["status"] == "question":
        assert answer["status"] == "question"
        assert set(answer["about"]) & set(expected["about"])
    else:
        assert answer == expected


def test_the_scorer_finds_nothing_wrong_and_nothing_missed(tmp_path: Path) -> None:
    for answers in answer_folder(CORPUS, tmp_path):
        posts = CORPUS / answers.name.replace(".answers.", ".posts.")
        scorer = [sys.executable, str(CORPUS / "score.py"), str(posts), str(answers)]
        last = subprocess.run(scorer, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
        count = len(posts.read_text(encoding="utf-8").splitlines())
        assert last == f"exact={count} wrong=0 missed=0 of {count}"
