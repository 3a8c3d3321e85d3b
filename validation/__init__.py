"""May it be trusted: findings about a dataset, the checks that make them, and the report that a release stands on.

Three nouns and one verb:

- `findings.Finding`: a code, a place and a hint; never the text itself.
- `checks.Check`: a family of codes with what it accepts and what it rejects.
- `findings.Report`: what was examined and what was found; examining nothing is not a pass.
- `executors.examine.examine(dataset, checks)`: run checks over a built folder and give the report.

    from datasets_builders.built import open_built
    from validation.executors.examine import examine
    from validation.rules import DATA_CHECKS
    report = examine(open_built(Path("built/e3c-it")), DATA_CHECKS, digest="", card=None)
    report.verdict      # "pass", "findings" or "refused"
"""
