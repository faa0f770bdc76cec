"""Errors of reading a release.

MocSoError
├── NoRelease        there is no current release: build one first
├── BrokenRelease    the pointer names a file that is missing or unreadable
└── etl.errors.EtlError, and what stands under it
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """A sentence for people, in Vietnamese, with named gaps: `Message("Không có hồ sơ '{id}'", id="ab12")`.

    A gap holds text, another message, or several, which "; " parts. A page finds the sentence in another
    language by `text`, as it was written.
    """

    text: str
    gaps: dict[str, str | Message | tuple[Message, ...]]

    def __init__(self, text: str, /, **gaps: str | Message | tuple[Message, ...]) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "gaps", gaps)

    def __str__(self) -> str:
        if not self.gaps:
            return self.text
        return self.text.format(**{name: _joined(gap) for name, gap in self.gaps.items()})


def _joined(gap: str | Message | tuple[Message, ...]) -> str:
    return "; ".join(map(str, gap)) if isinstance(gap, tuple) else str(gap)


class MocSoError(Exception):
    """Root of every error that this project raises on purpose; its message is for people.

    `said` is the message; see `Message` for the gaps.
    """

    def __init__(self, text: str, /, **gaps: str | Message | tuple[Message, ...]) -> None:
        self.said = Message(text, **gaps)
        super().__init__(str(self.said))


class NoRelease(MocSoError):
    """No release has been published yet."""


class BrokenRelease(MocSoError):
    """The current release cannot be opened."""
