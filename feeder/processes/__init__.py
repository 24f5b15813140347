"""Several processes and machines at one installation: who does what, who waits for whom, and when one ends."""
