"""The task of a repair: mask or replace the identifiers of a unit's rows.

    plan = plan_repair(built, mode="surrogate", key_file=path)
    with Processes(4) as executor, states_in_order(plan, executor, waiting) as states:
        write_states(out, plan, states)

Nothing in it is global but the counts, which are summed, and the names of the first rows with a cut span, which are taken in the
order of the data. Surrogates and ids are HMACs of the group and the value; identifiers are looked for without the words of the
corpus, so that what a row becomes does not depend on the others. The key is read by every process from its file, and
neither sent nor written to a work folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from datasets_builders.built import BuiltDataset, open_built
from datasets_builders.errors import Refused
from validation.anonymisation.repair.folder import TOOLS, write_repaired
from validation.anonymisation.repair.keys import read_key
from validation.anonymisation.repair.parts import Anonymised, Order, Part, Repairer, make_order
from validation.anonymisation.repair.record import FILE
from validation.executors.scanning import SLOW_BYTES, digest_of_files
from validation.executors.states import pack
from validation.executors.units import Unit, rows_of, units_of
from validation.executors.work import Plan, Task, installed

if TYPE_CHECKING:
    from validation.anonymisation.engine import IdentifierEngine

__all__ = ["RepairTask", "italian_engine", "plan_repair", "write_states"]


def italian_engine() -> IdentifierEngine:
    """Give the engine with every Italian recogniser, the usual one."""
    from validation.anonymisation.engine import default_engine

    return default_engine()


@dataclass(frozen=True)
class RepairTask(Task):
    """What becomes of the identifiers of which dataset. A state is the list of a unit's `Part`s.

    Args:
        dataset: the built folder; every process must see it at the same path.
        order: what is done.
        key_file: where every process reads the key, absolute; None where there is none.
        source: gives the engine: a function of a module, which every process calls for itself.
    """

    dataset: BuiltDataset
    order: Order
    key_file: Path | None
    source: Callable[[], IdentifierEngine]

    command: ClassVar[str] = "anonymise"

    @cached_property
    def repairer(self) -> Repairer:
        """What repairs.

        Raises:
            UserError: the key cannot be read here.
            Refused: this process has other versions than the one that planned the task, or another key.
        """
        self.refuse_other_versions()
        key = read_key(self.key_file) if self.key_file else None
        if (key.fingerprint if key else "") != self.order.fingerprint:
            raise Refused(
                "A worker reads another key.",
                cause=f"The file {self.key_file} changed meanwhile, or is another one where the worker runs.",
                remedy="Let every worker read the same key file, and begin again.",
            )
        return Repairer(self.dataset, self.source(), self.order, key)

    @property
    def mark(self) -> Mapping[str, Any]:
        """What is done, and the fingerprint of the key."""
        return {
            "mode": self.order.mode,
            "entities": sorted(self.order.entities),
            "min_score": self.order.min_score,
            "key_fingerprint": self.order.fingerprint,
        }

    def state_of(self, unit: Unit) -> bytes:
        """Repair the rows of a unit."""
        return pack([part for batch in rows_of(self.dataset, unit) for part in self.repairer.parts(batch)])


def plan_repair(
    built: Path,
    *,
    mode: str,
    key_file: Path | None = None,
    only: Iterable[str] = (),
    keep: Iterable[str] = (),
    min_score: float = 0.0,
    source: Callable[[], IdentifierEngine] = italian_engine,
    unit_bytes: int = SLOW_BYTES,
) -> Plan:
    """Share the repair of a built folder out.

    Args:
        built: a folder that `build` or an earlier run wrote.
        mode: "mask" or "surrogate".
        key_file: the key of the surrogates.
        only: replace these entities alone.
        keep: leave these entities as they are.
        min_score: leave what is less sure.
        source: gives the engine, in every process; a function of a module.
        unit_bytes: the size of a unit.

    Raises:
        UserError: the mode, an entity, the key or the folder is wrong, or surrogates lack a key.
        Refused: there is nothing to examine, or a file cannot be read.
    """
    key = read_key(key_file) if key_file else None
    order = make_order(source(), mode=mode, key=key, only=only, keep=keep, min_score=min_score)
    dataset = open_built(built.resolve())  # workers may stand elsewhere
    beside = [dataset.path / name for name in ("corpus.json", FILE) if (dataset.path / name).is_file()]
    task = RepairTask(installed(*TOOLS), dataset, order, key_file.resolve() if key_file else None, source)
    return Plan(task, units_of(dataset, unit_bytes), digest_of_files([*dataset.files, *beside]))


def write_states(
    out: Path, plan: Plan, states: Iterable[list[Part]], describe: Callable[[Path], None] = lambda folder: None
) -> Anonymised:
    """Write what the dataset of a plan has become.

    Args:
        out: made, or replaced when an earlier run made it; untouched when anything fails.
        plan: what was done.
        states: in the order of the units.
        describe: writes further files into the new folder before it takes its place.

    Raises:
        UserError: the disk does not take it, or `out` holds something else.
        Refused: there was no text to examine.
    """
    parts = (part for state in states for part in state)
    return write_repaired(plan.task.dataset, out, plan.task.order, parts, describe)
