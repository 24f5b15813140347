"""What operators see: lines about a long run, figures for a monitor, and all that is kept as one table."""
