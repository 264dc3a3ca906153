"""Closed word lists of the product: one name for each thing, in code, URLs, API and pages."""

from enum import IntEnum, StrEnum


class Status(StrEnum):
    """What a treaty is to a country on a date, strongest first (DESIGN §2.2)."""

    IN_FORCE = "in_force"
    BOUND = "bound"
    RATIFIED = "ratified"
    SIGNED = "signed"
    INVITED = "invited"
    NOT_PARTY = "not_party"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        return _STATUS_LABELS[self]


_STATUS_LABELS = {
    Status.IN_FORCE: "In force",
    Status.BOUND: "Bound through membership",
    Status.RATIFIED: "Ratified, not yet in force",
    Status.SIGNED: "Signed",
    Status.INVITED: "Invited to accede",
    Status.NOT_PARTY: "Not a party",
    Status.WITHDRAWN: "Withdrawn",
    Status.UNKNOWN: "No data",
    Status.NOT_APPLICABLE: "Not applicable",
}


class MembershipStatus(StrEnum):
    """What an organisation or effort is to a country on a date."""

    MEMBER = "member"
    OBSERVER = "observer"
    FORMER = "former"
    NOT_MEMBER = "not_member"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        return {
            MembershipStatus.MEMBER: "Member or participant",
            MembershipStatus.OBSERVER: "Observer or partner",
            MembershipStatus.FORMER: "Left",
            MembershipStatus.NOT_MEMBER: "Not a member",
            MembershipStatus.UNKNOWN: "No data",
            MembershipStatus.NOT_APPLICABLE: "Not applicable",
        }[self]


class CsirtPresence(StrEnum):
    """Is there a national CSIRT, as far as sources say; never a plain 'no' (DESIGN §2.3)."""

    YES = "yes"
    LIKELY = "likely"
    PLANNED = "planned"
    HISTORICAL = "historical"
    NONE_STATED = "none_stated"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        return {
            CsirtPresence.YES: "National CSIRT",
            CsirtPresence.LIKELY: "Likely",
            CsirtPresence.PLANNED: "Planned",
            CsirtPresence.HISTORICAL: "Existed in the past",
            CsirtPresence.NONE_STATED: "A source says none",
            CsirtPresence.UNKNOWN: "No data",
            CsirtPresence.NOT_APPLICABLE: "Not applicable",
        }[self]


class Empty(StrEnum):
    """The four kinds of empty; zero never stands in for any of them (DESIGN §2.3)."""

    NO_DATA = "no_data"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"
    NOT_PARTY = "not_party"

    @property
    def label(self) -> str:
        return {
            Empty.NO_DATA: "No data",
            Empty.NONE: "None reported",
            Empty.NOT_APPLICABLE: "Not applicable",
            Empty.NOT_PARTY: "Not a party",
        }[self]


class EntityKind(StrEnum):
    """Kinds of registry entries (DESIGN §2.8)."""

    UN_MEMBER = "un_member"
    OTHER = "other"
    TERRITORY = "territory"


class DatePrecision(StrEnum):
    """How finely a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    WINDOW = "window"
    UNDATED = "undated"


class Basis(StrEnum):
    """How the date of a step is known."""

    DATED = "dated"
    BY_TREATY_RULE = "by_treaty_rule"
    AS_OF = "as_of"
    MEMBERSHIP = "membership"
    LIST = "list"
    NONE = "none"


class ChannelKind(StrEnum):
    """Kinds of cooperation channel (``data/reference/channels.csv``)."""

    LEGAL = "legal"
    LAW_ENFORCEMENT = "law_enforcement"
    CSIRT = "csirt"
    DIPLOMACY = "diplomacy"
    ALLIANCE = "alliance"
    FORUM = "forum"


class Direction(StrEnum):
    """How to read a higher value of an indicator."""

    HIGHER_IS_BETTER = "higher_is_better"
    HIGHER_IS_OBSTACLE = "higher_is_obstacle"
    CONTEXT = "context"


class Normalisation(StrEnum):
    """Ways to show an incident count (DESIGN §2.4)."""

    COUNT = "count"
    PER_MILLION = "per_million"
    PER_MILLION_USERS = "per_million_users"
    SHARE = "share"


class Obstacle(IntEnum):
    """The nine obstacles to international cyber cooperation (DESIGN §1)."""

    TRUST = 1
    LEGAL_FRAMEWORKS = 2
    JURISDICTION = 3
    TENSIONS = 4
    RESOURCES = 5
    TECHNICAL = 6
    ATTRIBUTION = 7
    INTERESTS = 8
    NORMS = 9

    @property
    def label(self) -> str:
        return {
            Obstacle.TRUST: "Lack of trust",
            Obstacle.LEGAL_FRAMEWORKS: "Different legal and regulatory frameworks",
            Obstacle.JURISDICTION: "Jurisdictional issues",
            Obstacle.TENSIONS: "Political and diplomatic tensions",
            Obstacle.RESOURCES: "Resource constraints",
            Obstacle.TECHNICAL: "Technical challenges",
            Obstacle.ATTRIBUTION: "Attribution challenges",
            Obstacle.INTERESTS: "Competing national interests",
            Obstacle.NORMS: "Lack of universal norms",
        }[self]


FUNCTIONS = (
    "information sharing",
    "joint investigations and law enforcement",
    "capacity building",
    "norms and standards",
    "diplomacy and deterrence",
    "technical assistance",
    "joint exercises and training",
    "research and development",
    "skills",
)
"""The nine forms of cooperation (DESIGN §1)."""
