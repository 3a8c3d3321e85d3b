"""Find what identifies a person in Italian clinical text: fast, on this machine, without keeping a word.

The tour, from the outside in:

* `engine.IdentifierEngine` is what callers use. `default_engine().scan(text)` gives `Hit`s: places, no text.
  `require(entities)` refuses an entity that nothing serves, instead of dropping it in silence.
* `recognisers.italian_recognisers()` is the list of voices. Each is a real Presidio `EntityRecognizer`, so
  add yours with `IdentifierEngine([*italian_recognisers(), mine])`, written the way Presidio documents it.
  `identifiers` holds the voices for numbers and addresses, `persons` the one for names; both import
  Presidio, which costs more than a second, so nothing imports them before the first engine is built.
* `gate.Gate` asks, in one pass of one automaton, which voices could possibly speak; only those are run.
* `context` raises the score of a hit beside a word such as "passaporto", without a language model.
* `pieces` cuts a long text so that time grows with its length and results do not depend on the cuts.
* `overlap` settles hits that lie on one another, and never uncovers a letter.
* `network` cuts the ways out that the libraries underneath would take.

What this package never does: open a network connection, load a language model, write the text into a hit,
a log or an error, or claim that a text in which nothing was found is anonymous.

    >>> from validation.anonymisation.engine import default_engine
    >>> [(hit.start, hit.end, hit.entity) for hit in default_engine().scan("Vista la sig.ra Bianchi.")]
    [(16, 23, 'PERSON')]
"""
