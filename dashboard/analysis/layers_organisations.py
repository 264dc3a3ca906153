"""Map layers of organisations and efforts: who takes part on a date."""

from datetime import date

from dashboard.analysis.channels import what_it_is
from dashboard.analysis.layer import Layer, categorical_frame
from dashboard.analysis.memberships import membership_on, organisation
from dashboard.core.vocabulary import Empty, MembershipStatus
from dashboard.store.store import Store

_EMPTY: dict[str, Empty] = {
    MembershipStatus.UNKNOWN: Empty.NO_DATA,
    MembershipStatus.NOT_APPLICABLE: Empty.NOT_APPLICABLE,
    MembershipStatus.NOT_MEMBER: Empty.NONE,
}


def organisation_layer(store: Store, organisation_id: str, on: date) -> Layer:
    """Membership of every registry entry in one organisation or effort on the day."""
    row = organisation(store, organisation_id)
    members = membership_on(store, organisation_id, on)
    frame = categorical_frame(members.rename(columns={"status": "category"}), _EMPTY)
    count = int(members["status"].eq(MembershipStatus.MEMBER).sum())
    states = int((members["status"].eq(MembershipStatus.MEMBER) & members["un_member"]).sum())
    partial = row["absence"] == "unknown"
    name = str(row["short_name"])
    least = "at least " if partial else ""
    finding = f"{name}: {least}{count} members or participants, {states} of them UN member states"
    notes = []
    if partial:
        notes.append("The list is partial: a country that it does not name is shown as no data.")
    coverage = row.get("coverage_note")
    if isinstance(coverage, str):
        notes.append(coverage[0].upper() + coverage[1:] + ".")
    return Layer(
        layer_id=organisation_id,
        family="organisations",
        title=name,
        measure=f"Membership of {row['name']}",
        unit="",
        kind="category",
        frame=frame,
        palette="membership",
        on=on,
        finding=finding,
        categories={str(s): s.label for s in MembershipStatus},
        notes=(*what_it_is(store, organisation_id), *notes),
        table="memberships",
    )
