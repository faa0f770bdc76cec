"""From what was read to a finished release file."""

from etl.load.release import build_release

__all__ = ["build_release"]
