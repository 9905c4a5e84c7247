"""Plans of lessons (КТП) as teachers keep them: a sheet a course, its topics under any header."""

from exchange.formats.plan.reading import WrittenPlan, read_plans

__all__ = ["WrittenPlan", "read_plans"]
