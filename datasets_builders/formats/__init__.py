"""File formats, and nothing about any corpus: each module turns bytes into plain values that readers make documents of."""
