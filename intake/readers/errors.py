"""What goes wrong with an uploaded file, and how the child that reads it says so to its parent."""

from __future__ import annotations

from typing import Any, Self

from warehouse.errors import Message, MocSoError


class Unreadable(MocSoError):
    """A file gives no text here; the message says why and what to do, for the person who brought it."""

    @classmethod
    def because(cls, message: Message) -> Self:
        """With a message that stands elsewhere."""
        return cls(message.text, **message.gaps)


def message_json(message: Message) -> dict[str, Any]:
    """A message as JSON; `message_of` takes it back."""
    return {"text": message.text, "gaps": {name: _gap_json(gap) for name, gap in message.gaps.items()}}


def _gap_json(gap: str | Message | tuple[Message, ...]) -> Any:
    if isinstance(gap, tuple):
        return [message_json(one) for one in gap]
    return message_json(gap) if isinstance(gap, Message) else gap


def message_of(told: dict[str, Any]) -> Message:
    """The message that `message_json` told."""
    return Message(told["text"], **{name: _gap_of(gap) for name, gap in told["gaps"].items()})


def _gap_of(gap: Any) -> str | Message | tuple[Message, ...]:
    if isinstance(gap, list):
        return tuple(map(message_of, gap))
    return message_of(gap) if isinstance(gap, dict) else str(gap)
