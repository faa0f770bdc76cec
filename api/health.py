"""Whether the server has something good to show."""

from __future__ import annotations

from datetime import date
from typing import Any

from api.problems import Problem
from api.vocabulary import Releases
from warehouse import queries


def look(releases: Releases, today: date) -> tuple[dict[str, Any], int]:
    """What `/healthz` says, and its HTTP status.

    `status` is `ok`, `degraded` where a check with severity `error` or `warning` failed, `down` (503) where
    no release can be read. `age_days` counts from `content_date`, the newest date of what the release holds.
    """
    try:
        known = releases.named(None)
    except Problem as problem:
        return {"status": "down", "release": None, "detail": problem.detail.say("vi", **problem.values)}, 503
    checks = queries.checks(known.release.cursor()).to_dict("records")
    failed = [row for row in checks if not row["passed"]]
    is_grave = any(row["severity"] in ("error", "warning") for row in failed)
    return {
        "status": "degraded" if is_grave else "ok",
        "release": known.release.release_id,
        "is_synthetic": known.is_synthetic,
        "content_date": known.content_date,
        "age_days": (today - date.fromisoformat(known.content_date)).days,
        "checks": {
            "passed": len(checks) - len(failed),
            "failed": len(failed),
            "failed_checks": [
                {"check": row["check_id"], "severity": row["severity"], "failures": int(row["failures"])}
                for row in failed
            ],
        },
    }, 200
