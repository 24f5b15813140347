"""Requests in, documents out: the only room that reads the network, or files that were handed in."""
