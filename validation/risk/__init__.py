"""How easily could somebody be picked out: k-anonymity and l-diversity, ids in the order of dates, notes told of two persons.

    from validation.risk.assess import assess
    assessment = assess(open_built(Path("built/notes")), default_engine())
    assessment.report.verdict                # "pass", "findings" or "refused"
    assessment.figures["k_anonymity"]        # sizes of groups, never what is in them

- `quasi` reads age band, sex, place, year, hospital, profession and origin of a row;
- `kanonymity` counts who shares them; with the extra `risk`, pycanon adds further measures;
- `order` and `duplicates` look for two leaks between rows;
- `codes` says what may be found.

A small k says that somebody can be singled out. A large one proves nothing: what was not extracted was not counted.
"""
