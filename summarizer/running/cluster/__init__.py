"""Many reports on many machines, with Ray. Only `ray_parts.py`, `engine.py` and `connecting.py` import it."""
