"""The page of a report: what it tells, in both languages, from the shipped examples and from reports made to be awkward."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
import re
import tomllib
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from datasets_builders.build import build
from datasets_builders.built import Batch
from datasets_builders.catalogue import get_corpus
from datasets_builders.errors import UserError
from datasets_builders.spec import Source
from model_cards import lint
from validation.anonymisation.certificate import Certificate, Proof, Reviewed, Tally
from validation.anonymisation.tags import TAG_OF
from validation.checks import Example, run
from validation.findings import ACCEPTANCE_VOID, Accepted, Code, Examined, Finding, Report, Severity, read_report
from validation.report_page import gather_content, plots, render_page
from validation.report_page.families import PLACES_SHOWN
from validation.report_page.figures import SERIES, labels_of
from validation.report_page.leakage import duplicates_of, leakage_of
from validation.report_page.page import SECTIONS
from validation.report_page.words import LANGUAGES, Words
from validation.risk.codes import CODES as RISK_CODES
from validation.rules import DATA_CHECKS, expected, splits

CHECKS = (*DATA_CHECKS, lint.CHECK)
CODES = [*(code for check in (*CHECKS, expected.CHECK) for code in check.codes), ACCEPTANCE_VOID, *RISK_CODES]
WORDS = {
    language: tomllib.loads(
        (Path(__file__).parents[4] / "validation" / "report_page" / "words" / f"{language}.toml").read_text("utf-8")
    )
    for language in LANGUAGES
}
DIGEST = "ab" * 32
LEAK = Code("SPLIT01", "text-in-two-splits", Severity.ERROR, "", "Move all copies.")
REPEATED = Code("DUP01", "text-repeated", Severity.WARNING, "", "Keep one copy.")
SEEN = Examined(
    rows=48, characters=2_000, checks=tuple(check.name for check in CHECKS), splits={"ner": {"train": 40, "test": 8}}
)


class Reader(HTMLParser):
    """Reads a page: every element with its attributes, the text of each half, and whether all is closed."""

    VOID = frozenset({"meta", "link", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = dict.fromkeys(LANGUAGES, "")
        self.open: list[str] = []
        self.half = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if dict(attrs).get("class") == "half":
            self.half = str(dict(attrs)["id"])
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.half and self.open and self.open[-1] not in ("script", "style"):
            self.text[self.half] += data

    def said(self, language: str) -> str:
        return " ".join(self.text[language].split())


def page_of(report: Report, corpus: dict[str, Any] | None = None, **options: Any) -> str:
    return render_page(gather_content(report, CHECKS, corpus=corpus, **options))


def certified(
    report: Report, *, reviewed: Reviewed | None = None, missed: bool = False, digest: str = DIGEST
) -> Report:
    tallies = {
        "PERSON": Tally(250, 249 if missed else 250, (125, 125), (125, 124 if missed else 125), (7,) if missed else ()),
        "PHONE_NUMBER": Tally(90, 90),
    }
    proof = Proof("seed-1", ("names", "phones"), 0.4, tallies)
    return replace(report, certificate=Certificate(digest, proof, reviewed).to_json())


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> dict[str, dict[str, Any]]:
    """corpus.json of the two shipped examples."""
    folder = tmp_path_factory.mktemp("built")
    spec = get_corpus("emergency-example-it")
    return {name: build(spec, examples / f"emergency-{name}", folder / name) for name in ("clean", "defects")}


# ------------------------------------------------------------------------------------------------------- the words


def test_both_languages_have_the_same_texts_with_the_same_places() -> None:
    it, en = ({key: text for key, text in WORDS[each].items() if isinstance(text, str)} for each in LANGUAGES)
    assert set(it) == set(en)
    assert set(WORDS["it"]["entities"]) == set(WORDS["en"]["entities"]) == set(TAG_OF)
    for key in it:
        assert sorted(re.findall(r"\{(\w+)\}", it[key])) == sorted(re.findall(r"\{(\w+)\}", en[key])), key
        assert it[key].strip(), key
        assert en[key].strip(), key


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_every_code_is_told_in_italian(code: Code) -> None:
    told = WORDS["it"]["codes"][code.id]
    assert set(told) == {"title", "cause", "remedy"}
    assert all(text.strip() for text in told.values())
    for part in ("cause", "remedy"):
        # What is typed or looked up is the same in every language.
        typed = {text for text in re.findall(r"`([^`]+)`", getattr(code, part)) if text != "not told"}
        assert typed <= set(re.findall(r"`([^`]+)`", told[part])), part
        numbers = [
            re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d{3})", "", text)) for text in (getattr(code, part), told[part])
        ]
        assert sorted(numbers[0]) == sorted(numbers[1]), part


def test_every_family_is_told_in_italian_and_nothing_else_is() -> None:
    assert set(WORDS["it"]["families"]) == {check.name for check in (*CHECKS, expected.CHECK)}
    assert set(WORDS["it"]["codes"]) == {code.id for code in CODES}


def test_no_text_promises_anonymity() -> None:
    for language in LANGUAGES:
        assert "anonim" not in json.dumps(WORDS[language], ensure_ascii=False).lower().replace(
            "`referto anonymise`", ""
        )
        assert "anonymous" not in json.dumps(WORDS[language], ensure_ascii=False).lower()


def test_numbers_are_written_as_each_language_writes_them() -> None:
    it, en = map(Words, LANGUAGES)
    assert (it.number(1_234_567), en.number(1_234_567)) == ("1.234.567", "1,234,567")
    assert (it.share(1, 3), en.share(1, 3)) == ("33,3%", "33.3%")
    assert [en.share(*each) for each in ((0, 9), (9, 9), (1, 99_999), (99_998, 99_999), (0, 0))] == [
        "0%", "100%", "0.1%", "99.9%", "–",
    ]  # fmt: skip
    assert (it.count("times", 1), it.count("times", 2_000)) == ("1 riscontro", "2.000 riscontri")


def test_a_code_without_a_translation_is_told_in_english_and_says_so() -> None:
    code = Code("NEW01", "a-new-defect", Severity.ERROR, "Something <new>.", "Mend `it`.")
    page = render_page(gather_content(Report(SEEN, (code.at(row="n1"),), digest=DIGEST), CHECKS), language="it")
    assert '<span lang="en">A new defect</span>' in page


# ------------------------------------------------------------------------------------------------------- the examples


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_built_example_tells_what_the_report_and_corpus_json_hold(
    corpora: dict[str, dict[str, Any]], language: str
) -> None:
    corpus = corpora["defects"]
    report = Report(
        Examined(14, 6_657, SEEN.checks[:-1], {"ner": {"train": 8, "validation": 3, "test": 3}}),
        (LEAK.at(config="ner", split="test", row="PS-0113", related=("PS-0102",), against=("ner/train",)),),
        digest=DIGEST,
        versions={"referto": "0.1.0"},
    )
    source = Source("https://example.org/raw", "3f2a")
    reader = Reader(page_of(report, corpus, sources=(source,)))
    said, words = reader.said(language), Words(language)
    assert reader.open == []
    assert said.index(words("verdict_findings")) < said.index("PS-0113")
    for told in (corpus["title"], DIGEST, "SINTOMO", "RISULTATO_DI", "span-broken", "CC0-1.0", "https://example.org/raw",
                 "3f2a", "0.1.0", words.number(6_657), words("not_free"), words("state_not_run")):  # fmt: skip
        assert told in said, told
    assert words("not_run_notice", names="card") in said


def test_the_page_of_the_clean_example_passes_in_words(corpora: dict[str, dict[str, Any]]) -> None:
    reader = Reader(page_of(certified(Report(SEEN, digest=DIGEST)), corpora["clean"]))
    assert "Nessun errore trovato" in reader.said("it")
    assert "No error was found" in reader.said("en")
    assert "Nobody has read a note" in reader.said("en")
    assert "2.995" in reader.said("it")


def test_a_stored_report_of_an_earlier_version_can_be_told(tmp_path: Path) -> None:
    raw = Report(SEEN, (LEAK.at(config="ner", split="test", row="n1", hint="test and train (ner)"),)).to_json()
    for finding in raw["findings"]:
        del finding["against"], finding["count"]
    (tmp_path / "report.json").write_text(json.dumps(raw), encoding="utf-8")
    content = gather_content(read_report(tmp_path / "report.json"), CHECKS)
    assert [(pair.split, pair.other) for pair in content.leakage.pairs] == [("ner/test", "ner/train")]


# ------------------------------------------------------------------------------------------------------- the verdict


@pytest.mark.parametrize(
    ("report", "verdict", "meaning"),
    [
        (Report(SEEN, digest=DIGEST), "pass", "pass"),
        (Report(SEEN, (REPEATED.at(row="n1"),), digest=DIGEST), "warned", "warned"),
        (Report(SEEN, (LEAK.at(row="n1"),), digest=DIGEST), "findings", "findings"),
        (Report(Examined(), digest=DIGEST), "refused", "nothing"),
        (replace(Report(SEEN, digest=DIGEST), examined=replace(SEEN, checks=())), "refused", "nothing"),
        (certified(Report(SEEN, digest=DIGEST), missed=True), "refused", "missed"),
        (certified(Report(SEEN, digest=DIGEST), digest="cd" * 32), "refused", "other_data"),
    ],
)
def test_the_verdict_stands_first_in_words(report: Report, verdict: str, meaning: str) -> None:
    content = gather_content(report, CHECKS)
    assert (content.verdict, content.meaning) == (verdict, meaning)
    reader = Reader(render_page(content))
    for language in LANGUAGES:
        words, said = Words(language), reader.said(language)
        at = said.index(words(f"verdict_{verdict}"))
        assert at < said.index(words(f"meaning_{meaning}")) < said.index(words("means_not"))


# ------------------------------------------------------------------------------------------------------- safe and whole


HOSTILE = "<script>alert(1)</script>\"'&`x`{{ 7*7 }}</style><img src=x onerror=alert(1)>"


def test_hostile_names_are_shown_and_never_run(corpora: dict[str, dict[str, Any]]) -> None:
    finding = Finding(
        HOSTILE, HOSTILE, Severity.ERROR, HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), HOSTILE, 1, 2, HOSTILE, (HOSTILE,)
    )
    leak = LEAK.at(config="ner", split=HOSTILE, row=HOSTILE, related=(HOSTILE,), hint=HOSTILE, against=(HOSTILE,))
    repeated = REPEATED.at(config=HOSTILE, split="train", row=HOSTILE, related=(HOSTILE,))
    report = Report(
        Examined(3, 30, (HOSTILE, "splits"), {HOSTILE: {HOSTILE: 3}}, (HOSTILE,)),
        (finding, leak, repeated),
        (Accepted(leak, HOSTILE, datetime.date(2027, 6, 30)),),
        digest='";}</style>' + HOSTILE,
        versions={HOSTILE: HOSTILE},
    )
    text = json.dumps(corpora["defects"])
    corpus = json.loads(text.replace('"SINTOMO"', json.dumps(HOSTILE)).replace('"CC0-1.0"', json.dumps(HOSTILE)))
    corpus |= {"title": HOSTILE, "corpus": HOSTILE, "licence": dict.fromkeys(("hub_id", "name", "republish"), HOSTILE)}
    page = page_of(report, corpus, sources=(Source("javascript:" + HOSTILE, HOSTILE, HOSTILE),))
    reader = Reader(page)
    assert [tag for tag, _ in reader.elements].count("script") == 1
    assert not any(tag == "img" or name.startswith("on") for tag, attrs in reader.elements for name in (tag, *attrs))
    assert "&lt;script&gt;alert(1)" in page
    assert "49" not in reader.said("en").replace(HOSTILE, "")
    assert '";}' not in page.partition("</style>")[0]


def test_the_page_loads_nothing_and_its_policy_holds_for_just_its_style_and_script() -> None:
    page = page_of(certified(Report(SEEN, (LEAK.at(row="n1"),), digest=DIGEST)))
    reader = Reader(page)
    policy = next(
        attrs["content"] for _, attrs in reader.elements if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    for kind in ("style", "script"):
        (inside,) = re.findall(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    for tag, attrs in reader.elements:
        assert not {"src", "style", "srcset", "action"} & set(attrs), tag
        assert "href" not in attrs or str(attrs["href"]).startswith("#") or attrs["href"] == "data:,"
        assert not any(name.startswith("on") for name in attrs)
    assert "url(" not in page
    assert "@import" not in page


def test_ids_are_unique_and_every_reference_has_one() -> None:
    page = page_of(certified(Report(SEEN, (LEAK.at(row="n1"), REPEATED.at(row="n1", related=("n2",))), digest=DIGEST)))
    elements = Reader(page).elements
    ids = [attrs["id"] for _, attrs in elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    for _, attrs in elements:
        for id in str(attrs.get("aria-labelledby") or "").split():
            assert id in ids
        if len(str(attrs.get("href", ""))) > 1 and str(attrs.get("href")).startswith("#"):
            assert str(attrs["href"])[1:] in ids


def test_headings_go_down_one_level_at_a_time() -> None:
    report = certified(Report(SEEN, (LEAK.at(row="n1"), REPEATED.at(row="n1")), digest=DIGEST))
    levels = [int(tag[1]) for tag, _ in Reader(page_of(report)).elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == len(LANGUAGES)
    assert levels.count(2) == len(LANGUAGES) * len(SECTIONS)
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_same_report_gives_the_same_bytes_and_names_no_time_or_path(corpora: dict[str, dict[str, Any]]) -> None:
    report = certified(Report(SEEN, (LEAK.at(row="n1"),), digest=DIGEST))
    page = page_of(report, corpora["clean"])
    assert page == page_of(report, corpora["clean"])
    assert str(datetime.date.today().year) not in page
    assert str(Path(__file__).parents[4]) not in page


def test_the_page_opens_in_the_language_that_is_asked_for() -> None:
    content = gather_content(Report(SEEN, digest=DIGEST), CHECKS)
    for language in LANGUAGES:
        page = render_page(content, language=language)
        assert f'<html lang="{language}">' in page
        assert f'<body data-fixed="{language}">' in page
    assert "<body>" in render_page(content)


def test_each_printed_leaf_carries_the_digest() -> None:
    assert f'content: "sha256:{DIGEST}"' in page_of(Report(SEEN, digest=DIGEST))


def test_a_report_that_is_none_is_a_wrong_call() -> None:
    with pytest.raises(UserError, match="not a report"):
        gather_content(
            replace(Report(SEEN, digest=DIGEST), certificate={"digest": DIGEST, "canaries": {"X": {}}}), CHECKS
        )
    with pytest.raises(UserError, match="not a report"):
        gather_content(Report(SEEN, digest=DIGEST), CHECKS, corpus={"configs": {"ner": {"splits": 3}}})


def test_a_corpus_json_that_tells_less_is_shown_as_far_as_it_goes() -> None:
    assert gather_content(Report(SEEN, digest=DIGEST), CHECKS, corpus={"configs": {"ner": {}}}).labels == ()


# ------------------------------------------------------------------------------------------------------- sections


def test_the_first_places_are_shown_and_the_rest_counted() -> None:
    findings = tuple(LEAK.at(config="ner", split="test", row=f"n{number:03}") for number in range(1_234))
    reader = Reader(page_of(Report(SEEN, findings, digest=DIGEST)))
    assert f"n{PLACES_SHOWN - 1:03}" in reader.said("en")
    assert f"n{PLACES_SHOWN:03}" not in reader.said("en")
    assert "The first 20 of 1,234 places" in reader.said("en")
    assert "I primi 20 luoghi su 1.234" in reader.said("it")


def test_accepted_findings_stand_with_reason_and_last_day() -> None:
    leaks = [LEAK.at(config="ner", split="test", row=f"n{number}", against=("ner/train",)) for number in range(3)]
    accepted = tuple(Accepted(each, "Divisione ufficiale", datetime.date(2031, 6, 30)) for each in leaks[:2])
    content = gather_content(Report(SEEN, (leaks[2],), accepted, digest=DIGEST), CHECKS)
    assert [(each.count, each.rows) for each in content.decisions] == [(2, ("n0", "n1"))]
    said = Reader(render_page(content)).said("it")
    assert "Divisione ufficiale" in said
    assert "2031-06-30" in said
    assert "2 riscontri sono stati accettati" in said


def test_the_matrix_counts_findings_by_pair_of_splits() -> None:
    standing = [
        LEAK.at(config="ner", split="test", row="n1", against=("ner/train", "ner/validation")),
        LEAK.at(config="ner", split="test", row="n2", hint="test and train (ner)"),
        replace(LEAK, id="SPLIT03").at(config="ner", split="test", row="n2", hint="also in train, validation"),
        replace(LEAK, id="SPLIT06").at(config="ner", split="validation", against=("ner/train",), count=7),
        REPEATED.at(config="ner", split="test", row="n1", related=("n9",)),
    ]
    taken = [LEAK.at(config="ner", split="test", row="n3", against=("ner/train",))]
    leaks = leakage_of(standing, taken, {"ner": {"test": 8}})
    counted = {(each.split, each.other, each.code): (each.findings, each.accepted, each.rows) for each in leaks.pairs}
    assert counted == {
        ("ner/test", "ner/train", "SPLIT01"): (3, 1, 3),
        ("ner/test", "ner/validation", "SPLIT01"): (1, 0, 1),
        ("ner/test", "ner/train", "SPLIT03"): (1, 0, 1),
        ("ner/test", "ner/validation", "SPLIT03"): (1, 0, 1),
        ("ner/validation", "ner/train", "SPLIT06"): (7, 0, 0),
    }
    assert (leaks.splits, leaks.others) == (("ner/test", "ner/validation"), ("ner/train", "ner/validation"))
    assert leaks.heat("ner/validation", "ner/train") == 3
    assert leaks.heat("ner/validation", "ner/validation") == 0


def _batches(example: Example) -> list[Batch]:
    return [
        Batch(config, split, 0, pa.RecordBatch.from_pylist([dict(row) for row in rows]))
        for (config, split), rows in example.rows.items()
    ]


def test_the_rules_tell_the_other_side_of_what_leaks() -> None:
    """Every rejecting example of a code about two splits lands in the matrix, with both sides named where they are told."""
    for code, example in splits.CHECK.rejects.items():
        if not code.startswith("SPLIT"):
            continue
        outcome = run((splits.CHECK,), _batches(example), example.facts)
        pairs = leakage_of(outcome.findings, (), outcome.examined.splits).pairs
        assert any(pair.code == code for pair in pairs)
        if code not in ("SPLIT06", "SPLIT07"):  # these stand for many texts, and may tell the other side in words alone
            assert all("/" in pair.split and "/" in pair.other for pair in pairs if pair.code == code), code


def test_clusters_are_sized_by_what_they_hold() -> None:
    findings = [
        REPEATED.at(config="ner", split="train", row="a", related=("b",)),
        REPEATED.at(config="ner", split="train", row="c", related=[f"d{number}" for number in range(50)]),
        REPEATED.at(config="ner", split="train", row="e", related=[f"f{number}" for number in range(50)], count=900),
        replace(REPEATED, id="DUP03").at(config="ner", split="train"),
    ]
    copies = duplicates_of(findings)
    assert [(each.row, each.size, each.at_least) for each in copies.largest] == [
        ("e", 900, False), ("c", 51, True), ("a", 2, False),
    ]  # fmt: skip
    assert copies.by_size() == ((2, 2, 1), (51, None, 2))
    assert copies.unnamed == ("DUP03",)
    assert [(code, clusters, rows) for code, clusters, rows, _ in copies.by_code()] == [("DUP01", 3, 953)]


def test_repeated_texts_without_a_cluster_are_not_told_as_none() -> None:
    short = replace(REPEATED, id="DUP03").at(config="ner", split="train", count=12)
    said = Reader(page_of(Report(SEEN, (short,), digest=DIGEST))).said("en")
    assert Words("en")("duplicates_none") not in said
    assert "see DUP03 among the findings" in said
    assert Words("en")("duplicates_none") in Reader(page_of(Report(SEEN, digest=DIGEST))).said("en")


def test_the_certificate_tells_the_bound_and_what_it_means() -> None:
    report = certified(Report(replace(SEEN, rows=10_000), digest=DIGEST), reviewed=Reviewed(600, 1, 3))
    content = gather_content(report, CHECKS)
    assert content.proven is not None
    assert content.proven.rows == pytest.approx(10_000 * report.certificate["reviewed"]["upper_bound"], abs=1)
    reader = Reader(render_page(content))
    bound = content.proven.bound
    assert f"At most {bound} of the notes still hold an identifier, with 95% confidence." in reader.said("en")
    assert f"Al massimo il {bound.replace('.', ',')} delle note" in reader.said("it")
    assert "A sample never shows that there is none." in reader.said("en")
    assert "249" not in reader.said("en")


def test_a_missed_canary_is_marked_with_its_form() -> None:
    reader = Reader(page_of(certified(Report(SEEN, digest=DIGEST), missed=True)))
    assert "1 of them were missed" in reader.said("en")
    assert sum(attrs.get("class") == "bad" for tag, attrs in reader.elements if tag == "tr") == len(LANGUAGES)


def test_labels_beyond_the_colours_share_one() -> None:
    counts = {f"L{number:02}": 100 - number for number in range(20)}
    corpus = {"configs": {"ner": {"splits": {"train": {"entities": counts}, "test": {"entities": {"L00": 1}}}}}}
    (labels,) = labels_of(corpus)
    assert len(labels.series) == SERIES - 1
    assert len(labels.parts("train")) == SERIES
    assert sum(labels.parts("train")) == sum(counts.values())
    assert [labels.colour(label) for label in ("L00", "L06", "L07", "L19")] == [1, 7, 8, 8]


def test_plots_fill_their_width_and_have_a_title_and_a_description() -> None:
    drawn = str(plots.stacked_bars([plots.Stack("a<b", (1, 0, 2), "3"), plots.Stack("none", (0, 0), "0")],
                                   id="p", title="T<", description="D"))  # fmt: skip
    assert [float(each) for each in re.findall(r'class="s\d" x="[\d.]+%" y="\d+" width="([\d.]+)%"', drawn)] == [
        33.33,
        66.67,
    ]
    assert 'aria-labelledby="p-t p-d"' in drawn
    assert '<title id="p-t">T&lt;</title>' in drawn
    assert "a&lt;b" in drawn
    bars = str(plots.bars([plots.Bar("a", 4, "4"), plots.Bar("b", 1, "1")], id="q", title="T", description="D"))
    assert re.findall(r'class="s1 only" x="0%" y="\d+" width="([\d.]+)%"', bars) == ["100", "25"]


# ------------------------------------------------------------------------------------------------------- colours

STYLE = (Path(__file__).parents[4] / "validation" / "report_page" / "page.css").read_text("utf-8")
PAIRS = [
    *((ink, ground) for ink in ("ink", "soft", "accent") for ground in ("ground", "sheet", "raised")),
    *((ink, f"{tone}-soft") for tone in ("bad", "mid", "good") for ink in ("ink", "soft", tone)),
    *(("ink", f"h{number}") for number in (1, 2, 3)),
    *(("in", f"s{number}") for number in range(1, SERIES + 1)),
]
SHAPES = [
    *((f"s{number}", "sheet") for number in range(1, SERIES + 1)),
    ("s1", "bed"),
    ("edge", "sheet"),
    ("edge", "ground"),
]


def _colours(scheme: str) -> dict[str, str]:
    blocks = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    assert len(blocks) == 2
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[0]))
    return colours if scheme == "light" else colours | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[1]))


def _contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_text_and_ground_has_enough_contrast(scheme: str) -> None:
    colours = _colours(scheme)
    low = {pair: _contrast(colours[pair[0]], colours[pair[1]]) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}
    shapes = {pair: _contrast(colours[pair[0]], colours[pair[1]]) for pair in SHAPES}
    assert {pair: ratio for pair, ratio in shapes.items() if ratio < 3} == {}
