"""What ``make data-check`` runs beyond the contracts; each check tells all it finds."""

from collections.abc import Callable

from dashboard.store.checks_sources import CHECKS as SOURCE_CHECKS
from dashboard.store.package import Package
from dashboard.store.report import Report

Check = Callable[[Package], Report]
CHECKS: tuple[Check, ...] = SOURCE_CHECKS


def run_checks(package: Package) -> Report:
    """All findings of all checks. A check whose table is missing or broken skips itself:
    the contract report has told that already."""
    report = Report()
    for check in CHECKS:
        report.add(check(package))
    return report
