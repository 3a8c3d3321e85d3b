"""The folder behind a Hub, opened: its lock, its contents, its database.

```
DIR/hub.sqlite3   repositories, references, commits, trees, settings, collections (see `database`)
DIR/blobs/        contents by sha256 (see `blobs`)
DIR/incoming/     what is arriving; empty after a start
DIR/lock          who serves the folder
DIR/token         the token that writes, unless one was given
```

Whatever happens to the process, the folder is whole: contents are renamed into place when they are complete, and the
database changes in transactions that refer only to contents in place. What can be left over is a content that nothing
refers to, which the next upload of the same file finds.
"""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from datasets_builders.errors import UserError, disk_errors
from release.hub.blobs import Blobs
from release.hub.database import Database
from release.hub.lock import FolderLock
from release.hub.parts import PartedUploads

__all__ = ["Store", "open_store"]


@dataclass
class Store:
    """Everything a Hub remembers; close it, or use it as a context manager.

    Args:
        folder: where it is.
        user: the name of the one account, which the token stands for.
        blobs: contents.
        database: all else.
        uploads: large files that arrive in parts.
        upload_key: signs the links under which contents are uploaded.
        lock: keeps other processes out.
    """

    folder: Path
    user: str
    blobs: Blobs
    database: Database
    uploads: PartedUploads
    upload_key: bytes
    lock: FolderLock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def discard_doomed(self) -> None:
        """Take off the disk what `clearing` found that nothing refers to, unless something does again."""
        with self.database.exclusive():
            for row in self.database.rows("SELECT sha256 FROM doomed"):
                if not self.database.rows("SELECT 1 FROM tree_entries WHERE sha256 = ? LIMIT 1", row["sha256"]):
                    self.blobs.discard(row["sha256"])
            self.database.run("DELETE FROM doomed")

    def close(self) -> None:
        """Let go of the folder."""
        self.uploads.close()
        self.database.close()
        self.lock.__exit__(None, None, None)


def open_store(folder: Path, *, user: str = "local") -> Store:
    """Open the folder of a Hub, making it (readable by its owner only) when it is missing.

    Raises:
        UserError: it is no folder, cannot be written, is another program's, or is being served already.
    """
    with disk_errors(folder, doing="opening the Hub's folder"), ExitStack() as undo:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise UserError(f"{folder} is not a folder.", remedy="Name a folder to serve.") from error
        _refuse_foreign_folder(folder)
        lock = undo.enter_context(FolderLock(folder))
        database = Database(folder / "hub.sqlite3")
        undo.callback(database.close)
        blobs = Blobs(folder)
        upload_key = database.setting("upload_key", secrets.token_hex(32))
        store = Store(folder, user, blobs, database, PartedUploads(blobs), bytes.fromhex(upload_key), lock)
        store.discard_doomed()
        undo.pop_all()
        return store


def _refuse_foreign_folder(folder: Path) -> None:
    """A Hub in a folder of something else would mix files nobody could tell apart."""
    if (folder / "hub.sqlite3").exists():
        return
    own = {"token", "lock", "blobs", "incoming"}
    foreign = sorted(path.name for path in folder.iterdir() if path.name not in own and path.name[0] != ".")
    if foreign:
        raise UserError(
            f"{folder} is not the folder of a Hub: it holds {foreign[0]!r}.",
            remedy="Name an empty folder, or one that does not exist yet.",
        )
