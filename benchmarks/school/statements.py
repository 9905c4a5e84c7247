"""The synthetic school as SQL: everything is made inside the database, so that a year takes seconds.

Chance comes from a hash of the row's own numbers, not from `random()`: two buildings are equal. Names are made of
syllables and mean nobody.
"""

from __future__ import annotations

#: A number from 0 up to 1 that depends on these expressions alone.
CHANCE = "(('x' || substr(md5(concat_ws('-', {0})), 1, 8))::bit(32)::bigint / 4294967296.0)"


def chance(*of: str) -> str:
    """An SQL expression: the same for the same row, evenly spread over [0, 1)."""
    return CHANCE.format(", ".join(of))


STAMP = "'synthetic:' || l.id, 'job:synthetic', (l.day + l.ends_at) AT TIME ZONE 'Europe/Moscow', 'script', ''"
STAMPED = "command_id, actor, recorded_at, device, reason, salt"

SCHOOL = """
    INSERT INTO school (name, profile, jurisdiction, zone, scale, region)
    VALUES ('Синтетическая школа', '001', 'ru-private', 'Europe/Moscow', 'ru5', 'RU') RETURNING id
"""

#: Four quarters, the half-years beside them, the year, and the holidays between.
CALENDAR = """
    INSERT INTO term (school_id, kind, system, name, days) VALUES
    (:school, 'term', 'quarter', 'I четверть', '[2026-09-01,2026-10-26)'),
    (:school, 'term', 'quarter', 'II четверть', '[2026-11-05,2026-12-29)'),
    (:school, 'term', 'quarter', 'III четверть', '[2027-01-11,2027-03-22)'),
    (:school, 'term', 'quarter', 'IV четверть', '[2027-04-01,2027-05-29)'),
    (:school, 'term', 'half_year', 'I полугодие', '[2026-09-01,2026-12-29)'),
    (:school, 'term', 'half_year', 'II полугодие', '[2027-01-11,2027-05-29)'),
    (:school, 'term', 'year', '2026/27', '[2026-09-01,2027-05-29)'),
    (:school, 'holiday', '', 'Осенние каникулы', '[2026-10-26,2026-11-05)'),
    (:school, 'holiday', '', 'Зимние каникулы', '[2026-12-29,2027-01-11)'),
    (:school, 'holiday', '', 'Весенние каникулы', '[2027-03-22,2027-04-01)')
"""

BELLS = """
    INSERT INTO bell (school_id, slot, starts_at, ends_at)
    SELECT :school, n, '08:00'::time + (n - 1) * interval '55 minutes', '08:45'::time + (n - 1) * interval '55 minutes'
    FROM generate_series(1, 7) n
"""

#: Grades 1–11 in turn, letters as they are needed; 4 classes are 1А 2А 3А 4А.
CLASSES = """
    INSERT INTO school_class (school_id, grade, letter, class_teacher_id)
    SELECT :school, 1 + (n % 11), substr('АБВГД', 1 + n / 11, 1),
           (SELECT id FROM staff WHERE school_id = :school ORDER BY id OFFSET n % 60 LIMIT 1)
    FROM generate_series(0, CAST(:classes AS int) - 1) n
"""

SUBJECTS = """
    INSERT INTO subject (school_id, name)
    SELECT :school, name FROM unnest(ARRAY['Алгебра', 'Английский язык', 'Биология', 'География', 'Геометрия',
        'Информатика', 'История', 'Литература', 'Музыка', 'Обществознание', 'Русский язык', 'Труд', 'Физика',
        'Физкультура', 'Химия']) name
"""

STAFF = """
    INSERT INTO staff (school_id, surname, name, patronymic, duties)
    SELECT :school, initcap(substr('кавеломиросатунедовипохилура', 1 + 2 * (n % 13), 4)) || 'ова' || n, 'Анна',
           'Ивановна',
           CASE WHEN n = 1 THEN ARRAY['teacher', 'deputy'] WHEN n = 2 THEN ARRAY['head'] ELSE ARRAY['teacher'] END
    FROM generate_series(1, 70) n
"""

PUPILS = """
    INSERT INTO pupil (school_id, surname, name, birth_date)
    SELECT :school, initcap(substr('балакировенутасомидежур', 1 + 2 * (n % 10), 5)) || n, (ARRAY['Аня', 'Петя', 'Вера',
        'Егор', 'Инна'])[1 + n % 5], '2010-01-01'::date + n % 2500
    FROM generate_series(1, CAST(:pupils AS int)) n
"""

MEMBERSHIPS = """
    INSERT INTO membership (pupil_id, class_id, days)
    SELECT p.id, c.id, '[2026-09-01,2027-06-01)'::daterange
    FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM pupil WHERE school_id = :school) p
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM school_class WHERE school_id = :school) c
      ON c.n = p.n % CAST(:classes AS int)
"""

#: English is taught to halves of a class.
SUBGROUPS = """
    INSERT INTO subgroup (class_id, subject_id, name)
    SELECT c.id, s.id, half FROM school_class c
    JOIN subject s ON s.school_id = c.school_id AND s.name = 'Английский язык', unnest(ARRAY['1', '2']) half
    WHERE c.school_id = :school
"""

SUBGROUP_MEMBERS = """
    INSERT INTO subgroup_member (subgroup_id, pupil_id, days)
    SELECT g.id, m.pupil_id, m.days FROM membership m
    JOIN school_class c ON c.id = m.class_id AND c.school_id = :school
    JOIN subgroup g ON g.class_id = m.class_id AND g.name = CASE WHEN m.pupil_id % 2 = 0 THEN '1' ELSE '2' END
"""

#: Six lessons on each of five days; every fifteenth place is English, for both halves at once.
TIMETABLE = """
    INSERT INTO timetable_line (school_id, class_id, subgroup_id, subject_id, staff_id, weekday, slot)
    SELECT :school, c.id, g.id, s.id, t.id, place / 6, 1 + place % 6
    FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM school_class WHERE school_id = :school) c
    CROSS JOIN generate_series(0, 29) place
    JOIN (SELECT id, name, row_number() OVER (ORDER BY name) - 1 AS n FROM subject WHERE school_id = :school) s
      ON s.n = (c.n * 7 + place * 4) % 15
    LEFT JOIN subgroup g ON g.class_id = c.id AND g.subject_id = s.id
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM staff WHERE school_id = :school) t
      ON t.n = (c.n + s.n * 5 + CASE WHEN g.name = '2' THEN 31 ELSE 0 END) % 70
"""

LESSONS = """
    INSERT INTO lesson (school_id, class_id, subgroup_id, subject_id, staff_id, day, slot, starts_at, ends_at)
    SELECT :school, l.class_id, l.subgroup_id, l.subject_id, l.staff_id, d.day, l.slot, b.starts_at, b.ends_at
    FROM term t
    CROSS JOIN LATERAL (
        SELECT CAST(day AS date) AS day FROM generate_series(lower(t.days), upper(t.days) - 1, interval '1 day') day
    ) d
    JOIN timetable_line l ON l.school_id = :school AND l.weekday = extract(isodow FROM d.day) - 1
    JOIN bell b ON b.school_id = :school AND b.slot = l.slot
    WHERE t.school_id = :school AND t.system = 'quarter'
    ORDER BY d.day, l.class_id, l.slot
"""

TOPICS = f"""
    INSERT INTO topic_revision (lesson_id, topic, {STAMPED})
    SELECT l.id, 'Тема ' || l.id % 97, {STAMP}, md5('topic' || l.id)
    FROM lesson l WHERE l.school_id = :school AND {chance("'topic'", "l.id")} < 0.96
"""

HOMEWORK = f"""
    INSERT INTO homework_revision (homework_id, revision, change, lesson_id, text, due, {STAMPED})
    SELECT nextval('subject_number'), 1, 'set', l.id, '§ ' || l.id % 60 || ', № ' || l.id % 400, l.day + 2, {STAMP},
           md5('homework' || l.id)
    FROM lesson l WHERE l.school_id = :school AND {chance("'homework'", "l.id")} < 0.7
"""

#: Who sits at a lesson: its class, or its half of it.
_PRESENT = """
    lesson l JOIN school_class c ON c.id = l.class_id
    JOIN membership m ON m.class_id = l.class_id AND m.days @> l.day
    LEFT JOIN subgroup_member g ON g.subgroup_id = l.subgroup_id AND g.pupil_id = m.pupil_id
    WHERE l.school_id = :school AND (l.subgroup_id IS NULL OR g.id IS NOT NULL)
"""

#: A pupil's marks lie around a height of their own; one in thirty is corrected once.
MARKS = f"""
    WITH given AS MATERIALIZED (
        SELECT nextval('subject_number') AS mark_id, l.id AS lesson_id, m.pupil_id,
               {chance("'corrected'", "l.id", "m.pupil_id")} AS luck,
               greatest(2, least(5, round(2.7 + 2.2 * {chance("'height'", "m.pupil_id")}
                   + 1.6 * ({chance("'value'", "l.id", "m.pupil_id")} - 0.5)))) AS value,
               CASE WHEN l.id % 9 = 0 THEN 'контрольная' WHEN l.id % 4 = 0 THEN 'самостоятельная' ELSE '' END AS work
        FROM {_PRESENT} AND c.grade > 1 AND {chance("'mark'", "l.id", "m.pupil_id")} < :marked
    )
    INSERT INTO mark_revision (mark_id, revision, change, lesson_id, pupil_id, value, work, weight, {STAMPED})
    SELECT k.mark_id, r.revision, CASE r.revision WHEN 1 THEN 'set' ELSE 'corrected' END, k.lesson_id, k.pupil_id,
           CAST(CAST(least(5, k.value + r.revision - 1) AS int) AS text), k.work,
           CASE k.work WHEN 'контрольная' THEN 3 WHEN 'самостоятельная' THEN 2 ELSE 1 END, {STAMP},
           md5('mark' || k.mark_id || r.revision)
    FROM given k
    JOIN lesson l ON l.id = k.lesson_id
    CROSS JOIN LATERAL generate_series(1, CASE WHEN k.luck < 0.033 THEN 2 ELSE 1 END) AS r(revision)
"""

ABSENCES = f"""
    INSERT INTO absence_revision (absence_id, revision, change, lesson_id, pupil_id, code, minutes, {STAMPED})
    SELECT nextval('subject_number'), 1, 'set', l.id, m.pupil_id, a.code, CASE a.code WHEN 'late' THEN 5 END, {STAMP},
           md5('absence' || l.id || m.pupil_id)
    FROM {
    _PRESENT.replace(
        "WHERE",
        '''CROSS JOIN LATERAL (SELECT (ARRAY['ill', 'ill', 'excused', 'unexcused', 'late'])
        [1 + CAST(5 * '''
        + chance("'why'", "m.pupil_id", "l.day")
        + ''' - 0.5 AS int)] AS code) a WHERE''',
    )
}
      AND {chance("'away'", "m.pupil_id", "l.day")} < 0.04
"""

TERM_MARKS = f"""
    INSERT INTO term_mark_revision
        (term_mark_id, revision, change, kind, year, term_id, class_id, subject_id, pupil_id, value, {STAMPED})
    SELECT nextval('subject_number'), 1, 'set', 'term', 2026, t.id, k.class_id, k.subject_id, k.pupil_id,
           CAST(round(k.average) AS text), 'synthetic:term:' || t.id, 'job:synthetic', now(), 'script', '',
           md5('term mark' || t.id || '-' || k.subject_id || '-' || k.pupil_id)
    FROM term t
    CROSS JOIN LATERAL (
        SELECT l.class_id, l.subject_id, r.pupil_id,
               sum(CAST(r.value AS int) * r.weight) * 1.0 / sum(r.weight) AS average
        FROM mark_revision r JOIN lesson l ON l.id = r.lesson_id
        WHERE l.school_id = :school AND t.days @> l.day AND NOT EXISTS (
            SELECT FROM mark_revision later WHERE later.mark_id = r.mark_id AND later.revision > r.revision)
        GROUP BY l.class_id, l.subject_id, r.pupil_id
    ) k
    WHERE t.school_id = :school AND t.system = 'quarter'
"""

#: In the order in which they lean on one another.
BUILDING = (
    CALENDAR, BELLS, STAFF, CLASSES, SUBJECTS, PUPILS, MEMBERSHIPS, SUBGROUPS, SUBGROUP_MEMBERS, TIMETABLE, LESSONS,
    TOPICS, HOMEWORK, MARKS, ABSENCES, TERM_MARKS,
)  # fmt: skip
