"""`summarizer golden`: approved records, and what a run says otherwise."""
