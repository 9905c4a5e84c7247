"""For every test: how examples are drawn; and what is not run is said aloud, before the closing line."""

from __future__ import annotations

import os

import pytest
from hypothesis import Phase, settings

# On CI the same examples every time, so that a red run is about the change; by hand new ones are drawn each time.
# No deadline: these machines are noisy, and no test asserts a time.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("by hand", deadline=None)
# Under scripts/mutants the same examples for every mutant, and no search for the smallest that fails.
settings.register_profile("mutants", derandomize=True, deadline=None, phases=(Phase.explicit, Phase.generate))
if "MUTANT_UNDER_TEST" in os.environ:
    settings.load_profile("mutants")
else:
    settings.load_profile("ci" if os.environ.get("CI") else "by hand")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A skipped test is a promise nobody looked at: say which, and why."""
    for report in terminalreporter.getreports("skipped"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.write_line(f"not run: {report.nodeid} ({reason.removeprefix('Skipped: ')})")
