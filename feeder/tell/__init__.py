"""Telling others: hubs, webhooks and people of what is new, and operators of sources that break."""
