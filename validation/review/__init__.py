"""What persons decided about places in a dataset, and which rows are drawn for them to read: no text, no server, no screen."""
