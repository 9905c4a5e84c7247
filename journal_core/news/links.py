"""Who has come to a diary, and by what address."""

from __future__ import annotations

from dataclasses import dataclass

from journal_core.news.about import About
from journal_core.school import Channel


@dataclass(frozen=True, slots=True)
class LinkAskedNews:
    """For the class teacher: somebody used a code."""

    link_id: int
    pupil: str
    class_name: str
    adult: str
    relation: str


@dataclass(frozen=True, slots=True)
class LinkSettledNews:
    """For the adult: the class teacher has tapped."""

    accepted: bool
    pupil_short: str


@dataclass(frozen=True, slots=True)
class AdultAddedNews:
    """For the adults linked before."""

    about: About
    relation: str
    own: bool = False  #: the pupil themself was connected


@dataclass(frozen=True, slots=True)
class AddressAddedNews:
    """For the adult's other addresses and the child's other adults: the class teacher made one more address live."""

    about: About
    channel: Channel
    address: str  #: whole; whoever words it shows as much as its owner needs to know it
    relation: str


@dataclass(frozen=True, slots=True)
class AddressCodeNews:
    """Six digits for a mailbox or phone that is to be confirmed."""

    code: str
    school: str
