"""Entry point: arguments in, exit code out."""

import gc
import sys

# A run makes many small objects that stay, and hardly any cycles: they are looked for less often than Python would.
_OBJECTS_BETWEEN_COLLECTIONS = 50_000


def main() -> None:
    """Run the command line and leave with its exit code, that of an interrupt also while parts are still loading."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    try:
        from summarizer.cli.streams import prepare_streams

        prepare_streams()
        from summarizer.cli.app import run_app

        sys.exit(run_app())
    except KeyboardInterrupt:
        sys.stderr.write("summarizer: interrupted\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
