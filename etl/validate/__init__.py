"""Named checks of what was read, and corrections with guards."""

from etl.validate.checks import CheckResult, failed_errors, require_passed, run_checks
from etl.validate.corrections import AppliedCorrection, apply_corrections

__all__ = [
    "AppliedCorrection",
    "CheckResult",
    "apply_corrections",
    "failed_errors",
    "require_passed",
    "run_checks",
]
