"""What was measured before, for clauses that leave their subject out."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Memory:
    """The names so far, those of the sentence at hand apart."""

    words: str = ""
    """All text that a name's words may come from."""
    subject: str = ""
    """Name of the quantity before."""
    thing: str = ""
    """The last thing that was named in full: what 投资额 or 满意率 belong to."""
    row: int = 0
    """How many values the last row had."""
    names: list[str] = field(default_factory=list)
    """Names of this sentence so far, in order."""

    def keep(self, name: str, thing: str = "") -> str:
        """Remember a name, and the thing that it names where later figures may be said of that, and return the name."""
        self.thing = thing or self.thing
        self.subject = name
        self.names.append(name)
        return name

    def rename_last(self, name: str) -> str:
        """Replace the name remembered last and return the new one."""
        self.names[-1] = self.subject = self.thing = name
        return name

    def begin_sentence(self) -> None:
        """Forget the rows of the sentence before; subject and thing live on."""
        self.names.clear()
        self.row = 0
