"""News brought to whoever asked for it: webhooks, mail and ntfy, grouped, signed, and tried again until they arrive."""
