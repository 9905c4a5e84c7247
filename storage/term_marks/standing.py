"""Term marks as they stand: the last revision of each; whoever joins leaves out the removed (`change <> 'removed'`)."""

from __future__ import annotations


def standing(where: str) -> str:
    """The body of a WITH item; `before` is the value of the revision before, `first_at` when the first was recorded.

    `where` is said of a revision `r`.
    """
    return f"""
        SELECT DISTINCT ON (r.term_mark_id) r.*,
               lag(r.value) OVER (PARTITION BY r.term_mark_id ORDER BY r.revision) AS before,
               min(r.recorded_at) OVER (PARTITION BY r.term_mark_id) AS first_at
        FROM term_mark_revision r WHERE {where}
        ORDER BY r.term_mark_id, r.revision DESC
    """


def ends_year(term: str) -> str:
    """Whether no later term of the same division follows a term in its school year."""
    return f"""NOT EXISTS (
        SELECT FROM term later
        WHERE later.school_id = {term}.school_id AND later.kind = 'term' AND later.system = {term}.system
          AND {begins("later.days")} = {begins(f"{term}.days")} AND later.days >> {term}.days)"""


def begins(days: str) -> str:
    """The calendar year in which the school year of a range of days begins, as `calendar.terms.school_year` says."""
    return f"CAST(extract(year FROM lower({days}) - interval '7 months') AS int)"
