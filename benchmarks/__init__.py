"""Measure the anonymisation check: how much it finds, what it flags for nothing, and how fast.

Each script is run from the repository root as `python benchmarks/NAME.py`; README.md tells them.
"""
