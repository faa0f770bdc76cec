"""What the API says, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in Vietnamese and in English; `{name}` stands for what is filled in."""

    vi: str
    en: str

    def say(self, language: Language, **values: object) -> str:
        """The sentence in `language`, filled in."""
        return (self.en if language == "en" else self.vi).format(**values)
