"""Where a model comes from, and what follows for its licence.

- `lineage.read_lineage(run)`: base model, training datasets and recipe, from the run.json that `referto adapt` writes.
- `licences.terms_of(licence)`: what a licence demands of a model made under it.
- `decide.decide(base, datasets)`: the licence of the model, with its duties, or a refusal that names the two sources.

Pure: JSON in, values and findings out.
"""
