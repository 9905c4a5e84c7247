"""The files of OneRoster and their columns, in the order each version gives them.

Sources: 1EdTech OneRoster CSV Tables 1.1.1 and CSV Binding 1.2.1 (both of 22 August 2023). A reader looks for columns
by name, in any order; a writer keeps this one. Days: `startDate` is in a session, `endDate` is the first day after it
(tables «academicSessions.csv» of both: «exclusive»); many programs write the last day there, so ask the data.
"""

from __future__ import annotations

from enum import StrEnum


class Version(StrEnum):
    """A version of the standard, as `manifest.csv` says it under «oneroster.version»."""

    V1P1 = "1.1"
    V1P2 = "1.2"


_RECORD = ("sourcedId", "status", "dateLastModified")
_SESSIONS = ("title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear")
_CLASSES = (
    "title", "grades", "courseSourcedId", "classCode", "classType", "location", "schoolSourcedId", "termSourcedIds",
    "subjects", "subjectCodes", "periods",
)  # fmt: skip
_COURSES = ("schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes")
_DEMOGRAPHICS = (
    "birthDate", "sex", "americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican",
    "nativeHawaiianOrOtherPacificIslander", "white", "demographicRaceTwoOrMoreRaces", "hispanicOrLatinoEthnicity",
    "countryOfBirthCode", "stateOfBirthAbbreviation", "cityOfBirth", "publicSchoolResidenceStatus",
)  # fmt: skip
_ENROLLMENTS = ("classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate")
_ORGS = ("name", "type", "identifier", "parentSourcedId")
_WORK = ("title", "description", "assignDate", "dueDate", "classSourcedId", "categorySourcedId")
_RESULTS = ("lineItemSourcedId", "studentSourcedId", "scoreStatus", "score", "scoreDate", "comment")

_SHARED = {
    "academicSessions": _RECORD + _SESSIONS,
    "classes": _RECORD + _CLASSES,
    "courses": _RECORD + _COURSES,
    "demographics": _RECORD + _DEMOGRAPHICS,
    "enrollments": _RECORD + _ENROLLMENTS,
    "orgs": _RECORD + _ORGS,
}

#: Version → file (without .csv) → its columns; the files that this project reads or writes.
COLUMNS: dict[Version, dict[str, tuple[str, ...]]] = {
    Version.V1P1: {
        **_SHARED,
        "categories": (*_RECORD, "title"),
        "lineItems": (*_RECORD, *_WORK, "gradingPeriodSourcedId", "resultValueMin", "resultValueMax"),
        "results": _RECORD + _RESULTS,
        "users": (
            *_RECORD, "enabledUser", "orgSourcedIds", "role", "username", "userIds", "givenName", "familyName",
            "middleName", "identifier", "email", "sms", "phone", "agentSourcedIds", "grades", "password",
        ),
    },
    Version.V1P2: {
        **_SHARED,
        "categories": (*_RECORD, "title", "weight"),
        "lineItems": (
            *_RECORD, *_WORK, "academicSessionSourcedId", "resultValueMin", "resultValueMax", "schoolSourcedId",
        ),
        "results": (
            *_RECORD, *_RESULTS, "textScore", "classSourcedId", "inProgress", "incomplete", "late", "missing",
        ),
        "roles": (
            *_RECORD, "userSourcedId", "roleType", "role", "beginDate", "endDate", "orgSourcedId",
            "userProfileSourcedId",
        ),
        "userProfiles": (
            *_RECORD, "userSourcedId", "profileType", "vendorId", "applicationId", "description", "credentialType",
            "username", "password",
        ),
        "users": (
            *_RECORD, "enabledUser", "username", "userIds", "givenName", "familyName", "middleName", "identifier",
            "email", "sms", "phone", "agentSourcedIds", "grades", "password", "userMasterIdentifier",
            "preferredGivenName", "preferredMiddleName", "preferredFamilyName", "primaryOrgSourcedId", "pronouns",
        ),
    },
}  # fmt: skip

#: Files that a manifest names with «absent» when they are not there: all of the version's, ours and the others.
MANIFEST: dict[Version, tuple[str, ...]] = {
    Version.V1P1: (
        "academicSessions", "categories", "classes", "classResources", "courses", "courseResources", "demographics",
        "enrollments", "lineItems", "orgs", "resources", "results", "users",
    ),
    Version.V1P2: (
        "academicSessions", "categories", "classes", "classResources", "courses", "courseResources", "demographics",
        "enrollments", "lineItemLearningObjectiveIds", "lineItems", "lineItemScoreScales", "orgs", "resources",
        "resultLearningObjectiveIds", "results", "resultScoreScales", "roles", "scoreScales", "userProfiles",
        "userResources", "users",
    ),
}  # fmt: skip

MANIFEST_COLUMNS = ("propertyName", "value")
MANIFEST_VERSION = "1.0"  #: «manifest.version» of both

#: Columns of our own, after the standard's: what a school needs to read back what it wrote. Others pass them over.
DUTIES = "metadata.duties"  #: of users: role values of the staff record, joined by «;»
RELATION = "metadata.relation"  #: of users: «мать»
SUBGROUP = "metadata.subgroup"  #: of classes: the subgroup's name
SLOT = "metadata.slot"  #: of lineItems: the lesson's place in the day
WEIGHT = "metadata.weight"  #: of results: 1, 2, …
WORDS = "metadata.textScore"  #: of results in 1.1, whose scores are numbers only: «зач»

#: The category of works that have no kind; read back as none.
NO_KIND = "Работа на уроке"
