"""The builtin model behind a real HTTP endpoint, so that a network setup can be tried without a key."""
