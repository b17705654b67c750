"""The served site and its API: what a store has, shown on request and never written."""
