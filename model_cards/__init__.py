"""What we say about a dataset or a model: facts in, card text out. Offline, and pure text in, text out.

- `facts.card_facts(spec, corpus, report)`: everything the card will say, computed, nothing typed in.
- `render.render_dataset_card(facts)`: the README.md with its YAML.
- `lint.lint_card(text, ...)`: what is wrong with a card, as findings; also the check `card`.
"""
