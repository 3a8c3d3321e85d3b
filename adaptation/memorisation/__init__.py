"""Does a model recite what it was trained on? Canaries to plant before training, and measures of the trained model.

`canaries` makes invented sentences with random secrets, `planting` puts them into a copy of training text; afterwards `measure` asks
the model for them (`exposure`), for passages of its training text (`recall`), and whether its losses tell members from others
(`membership`). Planting needs no torch.
"""
