"""How long a test waits for what must come."""

PATIENCE = 180.0  # seconds; a machine may be busy with other things, and what never comes fails all the same
