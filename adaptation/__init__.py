"""Make and measure models: the layer between the data that may be trusted and what is said about a model.

`evaluation` holds the result of a measurement, the one noun that cards and releases of models stand on.
"""
