"""Every error that the program raises on purpose.

SummarizerError
├── SettingsError      a flag, a variable or a settings file that can't be used
├── ReadError          an input that is missing, unreadable or of no known format
│   └── NoReportError  an input that was read and holds no report
├── PromptError        a prompt file that is missing, damaged or of the wrong form
├── AskError           a question that got no usable answer
│   └── StopRunError   no further question can be answered: wrong key, no quota, no such model
│       └── LimitReachedError   a budget or stop rule of the user ends the run: exit code 4
├── CacheError         a cache folder that can't be used
├── RecordError        a record or golden file that can't be used
└── OutputError        a place that can't be written to

A message names the file or setting, says what is wrong and what to do. Anything else that escapes is a bug.
"""


class SummarizerError(Exception):
    """Root of all errors that the program raises on purpose."""


class SettingsError(SummarizerError):
    """A flag, a variable or a settings file can't be used."""


class ReadError(SummarizerError):
    """An input is missing, unreadable or of no known format."""


class NoReportError(ReadError):
    """An input was read and holds no report."""


class PromptError(SummarizerError):
    """A prompt file is missing, damaged or of the wrong form."""


class AskError(SummarizerError):
    """A question got no usable answer."""


class StopRunError(AskError):
    """No further question can be answered: wrong key, no quota, no such model."""


class LimitReachedError(StopRunError):
    """A budget or a stop rule of the user is reached."""


class CacheError(SummarizerError):
    """The cache folder can't be used."""


class RecordError(SummarizerError):
    """A record or golden file can't be used."""


class OutputError(SummarizerError):
    """A place can't be written to."""
