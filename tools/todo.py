"""To-do lists."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lamlite import desk, tool
from lamlite.desk.match import fold
from lamlite.desk.store import stamp

_DEFAULT = "todo"
_SAME = {"item": "$result.item", "list": "$result.list", "due": "$result.due"}


@dataclass(frozen=True)
class Todo:
    """Something to do.

    Attributes:
        id: Name of the item for other calls.
        item: What to do.
        list: The list it is on.
        done: Whether it is done.
        due: Day by which to do it.
    """

    id: str
    item: str
    list: str
    done: bool
    due: date | None = None


@dataclass(frozen=True)
class Todos:
    """Things to do.

    Attributes:
        count: How many there are.
        todos: The items, those due first in front.
    """

    count: int
    todos: list[Todo]


@tool(effect="write", undo={"name": "delete_todo", "arguments": {"item": "$result.id"}})
def add_todo(item: str, list: str | None = None, due: date | None = None) -> Todo:
    """Put an item on a to-do list or shopping list. The same item that was done before is opened again.

    Args:
        item: What to do or to buy.
        list: Which list, such as shopping.
        due: Day by which to do it.

    Questions:
        item: What should I put on the list?
    """
    day = due.isoformat() if due else None
    with desk.database(write=True) as db:
        target = _list_name(db, list) or _bare(list or "") or _DEFAULT
        # So that adding it again takes `complete_todo` back, the very same row.
        query = "SELECT id FROM todos WHERE item = ? AND list = ? AND due IS ? AND done IS NOT NULL ORDER BY done DESC"
        same = db.execute(query, (item, target, day)).fetchone()
        if same:
            db.execute("UPDATE todos SET done = NULL WHERE id = ?", (same["id"],))
            return _get(db, same["id"])
        back = desk.deleted.restore(db, "todos", item=item, list=target, due=day)
        if back:
            return _get(db, back)
        columns = "INSERT INTO todos (item, list, due, created) VALUES (?, ?, ?, ?)"
        return _get(db, db.execute(columns, (item, target, day, stamp(desk.clock()))).lastrowid)


@tool(effect="read")
def list_todos(list: str | None = None, status: Literal["open", "done", "all"] = "open") -> Todos:
    """Show what is on the to-do lists.

    Args:
        list: Only this list, such as shopping.
        status: Items that are open, done, or all of them.
    """
    with desk.database() as db:
        found = _todos(db, list, status)
    return Todos(len(found), found)


@tool(effect="write", undo={"name": "add_todo", "arguments": _SAME})
def complete_todo(item: str, list: str | None = None) -> Todo:
    """Mark an item as done.

    Args:
        item: Which item: words from it.
        list: The list it is on, such as shopping.

    Questions:
        item: Which item is done?
    """
    with desk.database(write=True) as db:
        found = _named(db, item, list, "open")
        number = desk.number_of(found.id)
        db.execute("UPDATE todos SET done = ? WHERE id = ?", (stamp(desk.clock()), number))
        return _get(db, number)


@tool(effect="destroy", undo={"name": "add_todo", "arguments": _SAME})
def delete_todo(item: str, list: str | None = None) -> Todo:
    """Remove an item from a to-do list.

    Args:
        item: Which item: words from it.
        list: The list it is on, such as shopping.

    Questions:
        item: Which item should I remove? (One at a time)
    """
    with desk.database(write=True) as db:
        found = _named(db, item, list, "all")
        desk.deleted.delete(db, "todos", desk.number_of(found.id))
        return found


def _read(row: sqlite3.Row) -> Todo:
    due = date.fromisoformat(row["due"]) if row["due"] else None
    return Todo(desk.ref("todo", row["id"]), row["item"], row["list"], row["done"] is not None, due)


def _get(db: sqlite3.Connection, number: int | None) -> Todo:
    return _read(db.execute("SELECT * FROM todos WHERE id = ?", (number,)).fetchone())


def _bare(name: str) -> str:
    """ "my shopping list" is the list "shopping"."""
    words = [word for word in name.split() if word.lower() not in ("my", "the", "our", "list")]
    return " ".join(words) or name.strip()


def _list_name(db: sqlite3.Connection, wanted: str | None) -> str | None:
    """The list of this name, if there is one."""
    names = [row["list"] for row in db.execute("SELECT DISTINCT list FROM todos ORDER BY list")]
    text = fold(_bare(wanted or _DEFAULT))
    text = _DEFAULT if text in ("todo", "to do", "todos", "to dos", "task", "tasks") else text
    return next((name for name in names if fold(name) == text), None)


def _todos(db: sqlite3.Connection, on: str | None, status: str) -> list[Todo]:
    if on is not None and _list_name(db, on) is None:
        names = [row["list"] for row in db.execute("SELECT DISTINCT list FROM todos ORDER BY list")]
        candidates = [desk.Candidate(name, name, name) for name in names]
        on = desk.pick(_bare(on), candidates, noun="list", parameter="list", noise="list")
    chosen = _list_name(db, on) if on is not None else None
    rows = map(_read, db.execute("SELECT * FROM todos ORDER BY due IS NULL, due, id"))
    return [one for one in rows if (chosen in (None, one.list)) and (status == "all" or one.done == (status == "done"))]


def _named(db: sqlite3.Connection, wanted: str, on: str | None, status: str) -> Todo:
    candidates = [
        desk.Candidate(one, one.id, one.item, f"{one.item} ({one.list})", one.list) for one in _todos(db, on, status)
    ]
    # What is still to do is meant before what is done.
    still = [one for one in candidates if not one.value.done]
    chosen = still if desk.search(wanted, still) else candidates
    return desk.pick(wanted, chosen, noun="to-do item", parameter="item")
