"""Target, baseline or neither: what decides."""

from etl.extract.kinds.decide import decide
from etl.extract.kinds.setting import CueMatch, Decision, Setting

__all__ = ["CueMatch", "Decision", "Setting", "decide"]
