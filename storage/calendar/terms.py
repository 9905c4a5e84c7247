"""The terms of a class, in SQL: the same rule as `journal_core.calendar.terms.terms_of`."""

from __future__ import annotations

from journal_core.calendar.terms import UPPER

#: The term of the class :class that :on falls into, or the last one begun before it; for a child without a class as
#: for the lower grades. Of the latest school year the grade's own system goes first, and one that names the grade.
TERM = f"""
    SELECT t.id, t.name, t.days
    FROM term t LEFT JOIN school_class c ON c.id = :class
    WHERE t.school_id = :school AND t.kind = 'term' AND lower(t.days) <= CAST(:on AS date)
      AND (t.grades = '{{}}' OR c.grade = ANY(t.grades))
    ORDER BY extract(year FROM lower(t.days) - interval '7 months') DESC, t.grades = '{{}}',
             CASE WHEN t.system = 'year' THEN 2
                  WHEN (t.system = 'half_year') = (coalesce(c.grade, 0) >= {UPPER}) THEN 0 ELSE 1 END,
             lower(t.days) DESC
    LIMIT 1
"""
