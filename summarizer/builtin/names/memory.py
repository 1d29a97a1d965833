"""What was measured before, for clauses that leave their subject out."""

import re

from msgspec import Struct, field

# 森林覆盖率排名全省 · 经济开发区位居全市
_PLACED = re.compile(r"连续|排名|位居|位列|名列|居全|列全|在全|快于|高于|低于|好于")


class Memory(Struct):
    """The names so far, those of the sentence at hand apart."""

    words: str = ""
    """All text that a name's words may come from."""
    subject: str = ""
    """Name of the quantity before."""
    thing: str = ""
    """The last thing that was named in full: what 投资额 or 满意率 belong to."""
    topic: str = ""
    """What the sentence right before said something of, where it held no figure: 经营主体持续壮大."""
    project: str = ""
    """Named by a line above: what 该项目 means."""
    row: int = 0
    """How many values the last row had."""
    told: set[str] = field(default_factory=set)
    """Names of the sentences before."""
    names: list[str] = field(default_factory=list)
    """Names of this sentence so far, in order."""
    counted: dict[str, str] = field(default_factory=dict)
    """The thing that this sentence counted last, by the family of its unit."""
    at_stage: bool = False
    """The name before tells what became of such a thing."""

    def keep(self, name: str, thing: str = "") -> str:
        """Remember a name, and the thing that it names where later figures may be said of that, and return the name."""
        self.thing = thing or self.thing
        self.subject = name
        self.names.append(name)
        return name

    def pass_by(self, name: str) -> str:
        """Remember a name that no later clause is about (a rank, a lead over others) and return it.

        Where it opens a sentence, what it is the rank of is the subject of the clauses behind it.
        """
        if not self.names:
            self.subject = _PLACED.split(name)[0] or self.subject
        self.names.append(name)
        return name

    def rename_last(self, name: str) -> str:
        """Replace the name remembered last and return the new one."""
        self.names[-1] = self.subject = self.thing = name
        return name

    def begin_sentence(self) -> None:
        """Forget the rows of the sentence before; subject and thing live on."""
        self.names.clear()
        self.counted.clear()
        self.at_stage = False
        self.row = 0
