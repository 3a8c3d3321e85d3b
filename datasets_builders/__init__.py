"""datasets_builders."""
