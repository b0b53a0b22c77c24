"""Text on a terminal: what is said, in which width, in colour or not, and what may not reach the terminal as it is."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any, TextIO

import click

NARROWEST, WIDEST = 20, 100

# What a tool's result or a file's name could use to move the cursor, or to show words in another order than they
# stand: control characters, the bidirectional controls, invisible tags and lone surrogates.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def safe(text: object) -> str:
    """The text with everything that could deceive a reader shown as its escape, such as \\x1b or \\u202e."""
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), str(text))


def say(text: str = "", *, err: bool = False) -> None:
    """Write a line. When nobody reads any more (a closed pipe) the rest is dropped and the work goes on."""
    stream = sys.stderr if err else sys.stdout
    try:
        click.echo(text if coloured(stream) else click.unstyle(text), file=stream)
    except BrokenPipeError:
        drop(stream)
    except ValueError:
        pass  # the stream was closed before lamlite started


def drop(stream: TextIO) -> None:
    """Send what a stream still holds, and all that follows, nowhere: Python would complain about it at the end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass  # a stream without a file, as in a test


def coloured(stream: Any) -> bool:
    """Whether a stream takes colour: a terminal, and nobody said NO_COLOR (https://no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return is_terminal(stream)


def is_terminal(stream: Any) -> bool:
    """Whether a stream is a terminal; False for one that is closed or missing."""
    try:
        return bool(stream.isatty())
    except (AttributeError, ValueError):
        return False


def can_ask() -> bool:
    """Whether there is a person to ask: what is typed and what is asked both go through a terminal."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def width() -> int:
    """Columns to write in."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def columns(text: str) -> int:
    """How many columns a text takes: two for wide signs and most emoji, none for colours and combining marks."""
    total = 0
    for sign in click.unstyle(text):
        if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Mn", "Me"):
            continue
        total += 2 if unicodedata.east_asian_width(sign) in "WF" else 1
    return total


def wrapped(text: str, first: str = "", rest: str | None = None) -> str:
    """A text broken at the terminal's width, its first line after `first`, the others after `rest` or as far in."""
    hanging = " " * columns(first) if rest is None else rest
    room = width()
    lines, current, used = [], first, columns(first)
    for number, paragraph in enumerate(text.split("\n")):
        if number:
            lines.append(current)
            current, used = hanging, columns(hanging)
        start = used
        for word in _pieces(paragraph, max(1, room - columns(hanging))):
            if used > start and used + 1 + columns(word) > room:
                lines.append(current)
                current, used = hanging, columns(hanging)
                start = used
            gap = " " if used > start else ""
            current += gap + word
            used += len(gap) + columns(word)
    return "\n".join(line.rstrip() for line in [*lines, current])


def _pieces(paragraph: str, room: int) -> Iterator[str]:
    """The words of a paragraph; one that is wider than the terminal comes in parts."""
    for word in paragraph.split(" "):
        while columns(word) > room:
            size = next(end for end in range(len(word), 0, -1) if end == 1 or columns(word[:end]) <= room)
            yield word[:size]
            word = word[size:]
        yield word


def bold(text: str) -> str:
    """The text in bold."""
    return click.style(text, bold=True)


def dim(text: str) -> str:
    """The text in the background."""
    return click.style(text, dim=True)


def good(text: str) -> str:
    """The text in green."""
    return click.style(text, fg="green")


def bad(text: str) -> str:
    """The text in red."""
    return click.style(text, fg="red")
