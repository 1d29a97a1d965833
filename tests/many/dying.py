"""A worker that dies on one input, as one does that the system ends for want of memory."""

import os

from summarizer.running.engines import work


def do(job: work.Job) -> work.JobDone:
    """Do a job, or die."""
    if job.file.name == "deadly.txt":
        os._exit(9)
    return work.do(job)
