"""Dates in the forms in which notes hold them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from benchmarks.held_out.scene import Piece, Scene

__all__ = ["DATE_SLOTS"]

_MONTHS = ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
           "novembre", "dicembre")  # fmt: skip
_DAYS = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato")
_HOLIDAYS = ("Natale", "Pasqua", "Ferragosto", "Capodanno", "Pasquetta", "Santo Stefano", "Epifania", "Ognissanti",
             "primo maggio", "25 aprile", "2 giugno", "San Silvestro")  # fmt: skip


def _numeric(scene: Scene, day: date) -> tuple[str, str]:
    form = scene.random.choices(
        ("%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d.%m.%y", "%d-%m-%Y", "%d-%m-%y", "%Y-%m-%d", "short"),
        weights=(9, 5, 2, 2, 2, 1, 1, 2),
    )[0]
    if form == "short":
        return f"{day.day}/{day.month}/{day.year % 100:02d}", "numeric, no zeros"
    return day.strftime(form), f"numeric, {form}"


def _no_year(scene: Scene, day: date) -> tuple[str, str]:
    form = scene.random.choice((f"{day.day}/{day.month}", f"{day.day:02d}/{day.month:02d}", f"{day.day:02d}.{day.month:02d}",
                                f"{day.day} {_MONTHS[day.month - 1]}", f"{day.day}-{day.month}"))  # fmt: skip
    return form, "day and month"


def _words(scene: Scene, day: date) -> tuple[str, str]:
    month = _MONTHS[day.month - 1]
    number = "1°" if day.day == 1 else str(day.day)
    form = scene.random.choice((f"{number} {month} {day.year}", f"{number} {month} {day.year}", f"{number} {month[:3]} {day.year}",
                                f"{number} {month[:3]} {day.year % 100:02d}", f"{number} {month}"))  # fmt: skip
    return form, "words"


def _any(scene: Scene, day: date) -> tuple[str, str]:
    write = scene.random.choices((_numeric, _no_year, _words), weights=(6, 3, 3))[0]
    return write(scene, day)


def _piece(made: tuple[str, str], entity: str = "DATE_TIME") -> list[Piece]:
    return [Piece(made[0], entity, made[1])]


def _day(scene: Scene) -> list[Piece]:
    return _piece(_any(scene, scene.around()))


def _day_numeric(scene: Scene) -> list[Piece]:
    return _piece(_numeric(scene, scene.around()))


def _today(scene: Scene) -> list[Piece]:
    return _piece(_numeric(scene, scene.day))


def _short(scene: Scene) -> list[Piece]:
    return _piece(_no_year(scene, scene.around(-30, 20)))


def _next(scene: Scene) -> list[Piece]:
    return _piece(_any(scene, scene.around(5, 120)))


def _start(scene: Scene) -> list[Piece]:
    return _piece(_no_year(scene, scene.day - timedelta(days=scene.random.randint(4, 18))))


def _year(scene: Scene) -> list[Piece]:
    year = scene.day.year - scene.random.choice((1, 2, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20))
    text = f"'{year % 100:02d}" if scene.random.random() < 0.15 else str(year)
    return [Piece(text, "DATE_TIME", "year")]


def _month(scene: Scene) -> list[Piece]:
    day = scene.around(-900, -20)
    month = _MONTHS[day.month - 1]
    forms = (f"{month} {day.year}", f"{month} {day.year}", f"{month[:3]} {day.year}", f"{month[:3]} '{day.year % 100:02d}",
             f"{month[:3]}-{day.year % 100:02d}", f"{day.month:02d}/{day.year}", f"{month[:3]}. {day.year}")  # fmt: skip
    return [Piece(scene.random.choice(forms), "DATE_TIME", "month and year")]


def _weekday(scene: Scene) -> list[Piece]:
    day = scene.random.choice((*_DAYS, "domenica"))
    word = "scorsa" if day == "domenica" else "scorso"
    return [Piece(f"{day} {word}", "DATE_TIME", "weekday")]


def _holiday(scene: Scene) -> list[Piece]:
    return [Piece(scene.random.choice(_HOLIDAYS), "DATE_TIME", "holiday")]


def _birth(scene: Scene) -> list[Piece]:
    day = scene.born
    written = _numeric if scene.random.random() < 0.8 else _words
    text, form = written(scene, day)
    if written is _words and str(day.year) not in text:
        text = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return [Piece(text, "DATE_OF_BIRTH", form)]


def _birth_year(scene: Scene) -> list[Piece]:
    return [Piece(str(scene.born.year), "DATE_OF_BIRTH", "year")]


def _death(scene: Scene) -> list[Piece]:
    return _piece(_any(scene, scene.around(-30, 30)), "DATE_OF_DEATH")


def _death_year(scene: Scene) -> list[Piece]:
    return [Piece(str(scene.day.year - scene.random.randint(1, 25)), "DATE_OF_DEATH", "year")]


DATE_SLOTS: dict[str, Callable[[Scene], list[Piece]]] = {
    "dt": _day, "dtn": _day_numeric, "today": _today, "dts": _short, "next": _next, "from": _start, "dy": _year,
    "dm": _month, "dw": _weekday, "hol": _holiday, "dob": _birth, "doby": _birth_year, "dod": _death, "dody": _death_year,
}  # fmt: skip
