"""The review as a local page: a small server on the loopback address, for one reviewer."""
