"""Entry point: arguments in, exit code out."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from summarizer.cli.streams import prepare_streams

    prepare_streams()
    from summarizer.cli.app import run_app

    sys.exit(run_app())


if __name__ == "__main__":
    main()
