"""The first page of whoever speaks: the family's, the staff's, or the welcome; all the hats in one menu."""

from __future__ import annotations

from markupsafe import Markup

from journal_core.access import Child, Grants, has_role, visible_children
from journal_core.linking import initials
from journal_core.people import Role
from journal_core.roll import FullName
from journal_core.school import Level
from texts.addresses import ChildMenu, ClassId, ClassMenu, PupilId, Settings
from texts.catalog import Words
from texts.paging import GAP, joined, line
from texts.screen import Button, Screen
from texts.screens.family import child_menu
from texts.screens.frame import NAME, ROLE, Rows, button, menu_button

#: Duties that have no pages of their own here yet; the person is told they were recognised.
_OFFICE = (Role.DEPUTY, Role.HEAD, Role.ADMINISTRATOR, Role.SECRETARY)


def menu(grants: Grants | None, t: Words) -> Screen:
    """Everything this person may open."""
    if grants is None or not (grants.children or grants.hats or grants.classes):
        return Screen(t.html("menu.welcome"))
    family, family_rows = _family(grants, t)
    staff, staff_rows = _staff(grants, t)
    rows = (*family_rows, *staff_rows, _settings(t))
    return Screen(joined((family, _waiting(grants, t), staff), GAP), rows)


def children(grants: Grants | None, t: Words) -> Screen:
    """The switcher between children."""
    if grants is None or not visible_children(grants):
        return menu(grants, t)
    return Screen(t.html("menu.children"), (*_switcher(grants, t), (menu_button(t),)))


def _family(grants: Grants, t: Words) -> tuple[Markup, Rows]:
    found = visible_children(grants)
    if not found:
        return Markup(""), ()
    if len(found) > 1:
        return t.html("menu.children"), _switcher(grants, t)
    own = child_menu(found[0], False, t)
    return own.text if _may_name(found[0], grants) else t.html("child.what"), own.rows


def _settings(t: Words) -> tuple[Button, ...]:
    return (button(t("button.settings"), Settings()),)


def _may_name(child: Child, grants: Grants) -> bool:
    """Whether the law of the child's school lets this channel say who it is (PRV-05)."""
    return child.school.level(grants.account.channel) is Level.FULL


def _unnamed(child: Child, grants: Grants, t: Words) -> str:
    """«ребёнок 2»: the same number wherever the family's children are told apart without names."""
    return t("menu.child_unnamed", number=grants.children.index(child) + 1)


def _switcher(grants: Grants, t: Words) -> Rows:
    return tuple(
        (button(child_label(one, grants, t), ChildMenu(PupilId(one.pupil_id))),) for one in visible_children(grants)
    )


def child_label(child: Child, grants: Grants, t: Words) -> str:
    """A child on a button: by name where the law of their school lets this channel say it."""
    if not _may_name(child, grants):
        return _unnamed(child, grants, t)
    return t("menu.child", child=line(child.short, 20), class_name=line(child.class_name, 6))


def _waiting(grants: Grants, t: Words) -> Markup:
    """Children whose diary is not open yet, with what is missing."""
    lines = []
    for one in grants.children:
        if not one.consented:
            lines.append(t.html("menu.no_consent", child=_hinted(one, grants, t)))
        elif not one.confirmed:
            lines.append(t.html("menu.awaiting", child=_hinted(one, grants, t)))
    return joined(lines)


def _hinted(child: Child, grants: Grants, t: Words) -> str:
    """All that is said of a child before the class teacher confirms (SEC-06)."""
    if not _may_name(child, grants):
        return _unnamed(child, grants, t)
    return line(initials(FullName(child.surname, child.name), child.class_name), NAME)


def _staff(grants: Grants, t: Words) -> tuple[Markup, Rows]:
    parts = []
    if has_role(grants, Role.TEACHER):
        parts.append(t.html("menu.teacher"))
    if grants.classes:
        parts.append(t.html("menu.class_teacher"))
    office = dict.fromkeys(hat.role for hat in grants.hats if hat.role in _OFFICE)
    if office and not parts:
        parts.append(t.html("menu.office", roles=", ".join(t(ROLE[role]) for role in office)))
    rows = tuple(
        (button(t("button.class", class_name=line(desk.class_name, 12)), ClassMenu(ClassId(desk.class_id))),)
        for desk in grants.classes
    )
    return joined(parts, GAP), rows
