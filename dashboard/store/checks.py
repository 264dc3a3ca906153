"""What ``make data-check`` runs beyond the contracts; each check tells all it finds."""

from collections.abc import Callable

from dashboard.core.errors import DataError, Problem
from dashboard.store.checks_dates import CHECKS as DATE_CHECKS
from dashboard.store.checks_guide import CHECKS as GUIDE_CHECKS
from dashboard.store.checks_members import CHECKS as MEMBER_CHECKS
from dashboard.store.checks_sources import CHECKS as SOURCE_CHECKS
from dashboard.store.checks_totals import CHECKS as TOTAL_CHECKS
from dashboard.store.package import Package
from dashboard.store.report import Report

Check = Callable[[Package], Report]
CHECKS: tuple[Check, ...] = (
    *SOURCE_CHECKS,
    *DATE_CHECKS,
    *TOTAL_CHECKS,
    *MEMBER_CHECKS,
    *GUIDE_CHECKS,
)


def run_checks(package: Package) -> Report:
    """All findings of all checks.

    A check that needs a missing or broken table is left out with a warning that names it: what
    is wrong with the table stands in the report of the contracts.
    """
    report = Report()
    for check in CHECKS:
        try:
            report.add(check(package))
        except DataError as error:
            message = f"not run: {check.__name__} needs this table"
            report.warnings.append(Problem(error.where or "data", "", "", "", message))
    return report
