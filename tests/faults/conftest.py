"""Faults have pairs of their own: what they do to a gateway must not reach another test."""

from __future__ import annotations

from tests.e2e.conftest import pytest_runtest_makereport

__all__ = ["pytest_runtest_makereport"]
