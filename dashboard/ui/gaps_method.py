"""How the page of gaps counts, and what its numbers cannot say."""

from html import escape

METHOD = (
    "An incident is counted once for each pair of a suspected origin and a victim country that"
    " differ. Origins are suspected, as coded by the dataset: that is not proof. Only malicious"
    " incidents count, and business partners named in VCDB are never an origin.",
    "Cybercrime treaty means the Budapest Convention, the Malabo, Arab and CIS conventions, and"
    " the UN convention and the Second Protocol once they are in force. Any legal basis adds the"
    " UN convention on organised crime, mutual assistance treaties, CLOUD Act agreements and the"
    " EU rules on electronic evidence.",
    "A channel counts for an incident if it worked for both sides when the incident began. Where"
    " that day is known only to the month or year, the lower end asks for both its first and last"
    " possible day, the upper end for either. A membership that is not known counts only in the"
    " upper end.",
    "CSIRT network in common also counts agreements between the teams of two countries. Most"
    " member lists name only teams that were seen, so a missing team is not known, never a no.",
    "The accession lab adds one country to the parties of one treaty and looks at which pairs had"
    " no such basis before. For a treaty not in force it takes everyone who signed or ratified and"
    " says so. Countries whose status is not known, and entities that have signed or joined no"
    " treaty so far, are left out. Past incidents are those between the newly linked; they lie in"
    " the past, and no treaty would have undone them.",
)
LIMITS = (
    "A treaty in force is a channel, not a guarantee: a state may refuse, delay or lack the means,"
    " and states that attack each other seldom answer each other’s requests.",
    "Lists of treaties between two countries are far from complete outside the United States, so"
    " the share with any legal basis is too low rather than too high.",
    "The datasets count what was reported and coded. They differ in what they include, overlap, and"
    " are never added up.",
)


def method_html() -> str:
    """Method and limits as two lists."""
    parts = (
        f"<h3>{heading}</h3><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
        for heading, lines in (("How it is counted", METHOD), ("What it cannot say", LIMITS))
    )
    return (
        '<div class="section-heading"><h2>Method and limits</h2></div>'
        f'<div class="method">{"".join(parts)}</div>'
    )
