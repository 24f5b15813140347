"""One edition of all that is published: what is stale of it, written anew by one process at a time, so that nothing
leads to what is not there yet; and compared with what is kept. The formats are in `feeder.publish`."""
