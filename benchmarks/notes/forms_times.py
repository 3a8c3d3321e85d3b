"""How notes write days and ages: in digits, in words, in part, as ranges, and ages of ninety and more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from benchmarks.notes.scene import Piece, Scene

__all__ = ["TIMES"]

_MONTHS = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()
_SHORT = "gen feb mar apr mag giu lug ago set ott nov dic".split()
_WEEK = "lunedì martedì mercoledì giovedì venerdì sabato domenica".split()
_TENS = {90: "novanta", 100: "cento"}
_UNITS = ["", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"]


def _numeric(scene: Scene, day: date) -> str:
    return scene.pick(
        [day.strftime("%d/%m/%Y")] * 4
        + [
            f"{day.day}/{day.month}/{day.year % 100:02d}",
            day.strftime("%d.%m.%Y"),
            day.strftime("%d-%m-%Y"),
            day.strftime("%d.%m.%y"),
        ]
        + [
            f"{day.day}.{day.month}.{day.year % 100:02d}",
            day.strftime("%Y-%m-%d"),
            f"{day.day} / {day.month} / {day.year}",
            day.strftime("%d/%m/%y"),
        ]
    )


def _worded(scene: Scene, day: date) -> str:
    month, short = _MONTHS[day.month - 1], _SHORT[day.month - 1]
    number = "primo" if day.day == 1 else str(day.day)
    return scene.pick([f"{number} {month} {day.year}", f"{number} {month}", f"{day.day} {short}. {day.year}",
                       f"{day.day} {short} {day.year % 100:02d}",
                       f"{number} {month.upper()} {day.year}", f"{day.day}-{short}-{day.year}"])  # fmt: skip


def _partial(scene: Scene, day: date) -> str:
    month, short = _MONTHS[day.month - 1], _SHORT[day.month - 1]
    return scene.pick([f"{month} {day.year}", f"{month} {day.year}", f"{short}-{day.year % 100:02d}",
                       f"{short} '{day.year % 100:02d}", f"{month} del {day.year}",
                       f"{day.month:02d}/{day.year}", f"{month} u.s.", f"{short}. {day.year}"])  # fmt: skip


def _date(scene: Scene) -> list[Piece]:
    day = scene.day()
    if scene.chance(0.62):
        return [Piece(_numeric(scene, day), "DATE_TIME", "numeric")]
    return [Piece(_worded(scene, day), "DATE_TIME", "worded")]


def _today(scene: Scene) -> list[Piece]:
    return [Piece(_numeric(scene, scene.admitted), "DATE_TIME", "numeric")]


def _day_month(scene: Scene) -> list[Piece]:
    day = scene.day(40)
    return [
        Piece(
            scene.pick([f"{day.day}/{day.month}", day.strftime("%d/%m"), day.strftime("%d.%m")]),
            "DATE_TIME",
            "day and month",
        )
    ]


def _month(scene: Scene) -> list[Piece]:
    return [Piece(_partial(scene, scene.day(1500)), "DATE_TIME", "month")]


def _year(scene: Scene) -> list[Piece]:
    return [Piece(str(scene.day(4000).year), "DATE_TIME", "year")]


def _range(scene: Scene) -> list[Piece]:
    start = scene.day(300)
    end = start + timedelta(days=scene.random.randint(1, 20))
    if scene.chance(0.3):
        month = _MONTHS[start.month - 1]
        return [Piece(f"{min(start.day, 27)}-{min(start.day, 27) + 1} {month} {start.year}", "DATE_TIME", "range")]
    if scene.chance(0.4):
        return [Piece(f"{start.day}/{start.month}-{end.day}/{end.month}/{end.year}", "DATE_TIME", "range")]
    first = f"{start.day}/{start.month}"
    return [
        Piece("dal "),
        Piece(first, "DATE_TIME", "range"),
        Piece(" al "),
        Piece(_numeric(scene, end), "DATE_TIME", "range"),
    ]


def _loose(scene: Scene) -> list[Piece]:
    day, week = scene.day(), scene.pick(_WEEK)
    forms = [f"{week} scorso", f"{week} {day.day} {_MONTHS[day.month - 1]}", f"{week} {day.day}/{day.month}",
             f"Natale {day.year}", "Ferragosto", "Capodanno", f"estate {day.year}",
             "primo maggio", f"Pasqua {day.year}", "vigilia di Natale", f"autunno {day.year}", "Epifania"]  # fmt: skip
    return [Piece(scene.pick(forms), "DATE_TIME", "holiday or weekday")]


def _birth(scene: Scene) -> list[Piece]:
    o = "a" if scene.patient.female else "o"
    heads = f"nat{o} il |n. il |nat{o} |data di nascita: |d.n. |Nat{o} il: |n. |classe "
    head = scene.pick(heads)
    if head == "classe ":
        return [Piece(head), Piece(str(scene.born.year), "DATE_OF_BIRTH", "year")]
    text = _numeric(scene, scene.born) if scene.chance(0.75) else _worded(scene, scene.born)
    return [Piece(head), Piece(text, "DATE_OF_BIRTH", "day")]


def _birth_alone(scene: Scene) -> list[Piece]:
    return [Piece(_numeric(scene, scene.born), "DATE_OF_BIRTH", "day")]


def _death(scene: Scene) -> list[Piece]:
    day = scene.day(900)
    text = _numeric(scene, day) if scene.chance(0.6) else _worded(scene, day)
    return [
        Piece(
            scene.pick("decedut{o} il |exitus in data |decesso il |morto il |† |deceduto in data ").replace("{o}", "o")
        ),
        Piece(text, "DATE_OF_DEATH", "day"),
    ]


def _age(scene: Scene) -> list[Piece]:
    if scene.age >= 90:
        return _old(scene.age, scene)
    o = "a" if scene.patient.female else "o"
    age = scene.age
    return [
        Piece(
            scene.pick(
                [
                    f"{age} anni",
                    f"{age}enne",
                    f"di anni {age}",
                    f"{age} aa",
                    f"di {age} anni",
                    f"di aa {age}",
                    f"{age} a.",
                    f"età {age} anni",
                ]
            ).replace("{o}", o)
        )
    ]


def _old_age(scene: Scene) -> list[Piece]:
    return _old(scene.random.randint(90, 104), scene)


def _old(age: int, scene: Scene) -> list[Piece]:
    number = Piece(str(age), "AGE_OVER_89", "digits")
    tens = 100 if age >= 100 else 90
    word = _TENS[tens] + _UNITS[age - tens]
    if age - tens in (1, 8):
        word = _TENS[tens][:-1] + _UNITS[age - tens]
    return scene.random.choice(
        [
            [number, Piece(" anni")],
            [number, Piece(" anni")],
            [Piece("di anni "), number],
            [number, Piece(" aa")],
            [Piece(f"{age}enne", "AGE_OVER_89", "digits")],
            [number, Piece(" a.")],
            [Piece("età "), number],
            [Piece(word.rstrip("aeiouè") + "enne", "AGE_OVER_89", "words")],
            [Piece(word, "AGE_OVER_89", "words"), Piece(" anni")],
            [Piece("ultracentenaria" if age >= 100 else "ultranovantenne", "AGE_OVER_89", "words")],
        ]
    )


def _clock(scene: Scene) -> list[Piece]:
    hour, minute = scene.random.randrange(24), scene.random.randrange(60)
    return [Piece(scene.pick([f"ore {hour}:{minute:02d}", f"h {hour}.{minute:02d}", f"ore {hour}", f"h{hour}"]))]


TIMES: dict[str, Callable[[Scene], list[Piece]]] = {
    "date": _date,
    "today": _today,
    "dm": _day_month,
    "month": _month,
    "year": _year,
    "range": _range,
    "loose": _loose,
    "born": _birth,
    "dob": _birth_alone,
    "died": _death,
    "age": _age,
    "old": _old_age,
    "clock": _clock,
}
"""By slot name, the pieces that stand for it."""
