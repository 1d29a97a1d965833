"""Arabic numerals that are no quantities: dates, numbers of documents and items, names, ratings, labels.

Each rule is a reason with a pattern; every digit that a match covers is dismissed for that reason. Where two rules match at one
place the earlier one counts. The rules stand in two tables, by what they begin with: a number is looked at once, where it
begins, and what begins with a word or a sign is looked for by that.
"""

import re
from collections.abc import Sequence

_YEAR = r"(?:1[89]|20)\d\d"
_TO = r"(?: ?[-—–~～至到、和/]{1,2} ?)"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_PLANS = "行动|工程|改革|模式|体系|产业体系|战略|工作法|攻坚|规划|计划|机制|工作思路|总体工作思路|发展思路|热线"
_WORKS = "项目|生产线|工程|基地|扩建|技改"
_CAPACITY = r"[万亿]?(?:吨|t|T|台|套|辆|件|只|头|羽|米|平方米|立方米|千瓦|kW)|兆瓦|MW|GWh?|亿[只支片]"
_ITEM = r"\d{1,3}(?:[、)]|\.(?!\d))"
_ITEM_OF_ITEM = (
    r"\d{1,2}(?:\.\d{1,2}){2,3}(?!\d|\.\d)"
    r"|\d{1,2}\.\d{1,2}(?= +[^\d\s%|]|[“《\u4e00-\u9fff])(?! ?[余多]?[万亿千百%‰个家项元吨人户亩倍])"
)
_JOINED = r"(?:[”\"]?\+[“\"]?(?:\d+|[A-Z](?![A-Za-z])|[^\W\d_](?=[^\W\d_])))+"

_BY_NUMBER: tuple[tuple[str, str], ...] = (
    # 。 1.推进…
    ("outline number", r"(?<=[。;:!?] )\d{1,2}(?:、|\.(?!\d))"),
    # 163@host
    ("web address", r"(?<![\w.])\d[A-Za-z0-9._-]{0,63}@[\w.-]{1,64}"),
    # 0537-1234567
    ("telephone", r"(?<![\d-])0\d{2,3}-\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)400-?\d{3}-?\d{4}(?!\d)"),
    # 1号文件
    ("document number", r"(?<!月)\d{1,4} ?号(?:令|文|公告|通告)"),
    # 2021-08-05, 2021.8.5
    ("date", rf"{_YEAR}(?P<sep>[-./])\d{{1,2}}(?:(?P=sep)\d{{1,2}})(?![\d.])"),
    # 2021年8月5日, 2020年1-9月
    ("date", rf"{_YEAR} ?年(?: ?{_MONTH}(?:{_TO}{_MONTH})? ?月(?:份)?(?: ?{_DAY}(?:{_TO}{_DAY})? ?[日号])?)?"),
    # 2016-2020年, 2018、2019年, (2021-2023)
    ("date", rf"{_YEAR} ?年?(?:{_TO}{_YEAR} ?年?)+(?![\d.])"),
    ("date", rf"{_YEAR}[-—–]\d\d(?= ?[年学])|\d0年代|{_YEAR}(?:学年|版(?!权))"),
    # 85年全县, 58年底: two digits where no count of years can stand
    ("date", r"(?:49|[5-9]\d)年(?=[比底初度至全末春夏秋冬])|(?<=[比较])[4-9]\d年"),
    # 8月5日, 1-9月, 3月份
    ("date", rf"{_MONTH}(?:{_TO}{_MONTH})? ?月(?: ?{_DAY}(?:{_TO}{_DAY})? ?[日号])?"),
    # 15日以来
    ("date", rf"{_DAY}(?:{_TO}{_DAY})? ?日(?!均|产|处|供|内|游)"),
    # 上午8时30分, 8:30
    ("time of day", r"(?<!:)(?:[01]?\d|2[0-4])[时点][0-5]\d分(?!钟)|(?<=[午晨晚日天])(?:[01]?\d|2[0-4])[时点]"),
    (
        "time of day",
        r"(?<![:比为例构重成])(?<!年的)(?<!由原来)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:.])"
        r"(?! ?(?:调整|优化|转变|演进|变|提升))",
    ),
    # 7×24小时
    ("duration label", r"7[×xX*]24"),
    # 2×1000MW
    ("rating in a name", r"\d+(?:\.\d+)? ?[×xX*] ?\d+(?:\.\d+)?"),
    # 1.推进…, 2、推进…, 3.2.1 目标
    ("outline number", rf"(?m:^){_ITEM}|(?<=[。;:!?])\d{{1,2}}(?:、|\.(?!\d))|(?<= )\d{{1,2}}\.(?! ?\d)"),
    ("outline number", rf"(?m:^)(?:{_ITEM_OF_ITEM})"),
    # 20亿级项目12个
    ("threshold in a name", r"\d+(?:\.\d+)?(?=[百千万]?[亿万]元?级)"),
    # 100周年
    ("anniversary", r"\d+ ?周年"),
    # 2+26城市, 3+1+1, 1+7+N, “1+14”
    ("name", rf"\d+{_JOINED}"),
    # 12345热线, 110报警服务台
    ("name", r"(?:1[0-2]\d{3}|96\d{3,4})(?=[^\d,。;]{0,10}(?:热线|平台|电话))"),
    # 8080便民服务平台
    ("name", r"\d{3,5}(?![余多来几]?[个家项处座条台种类大套])(?=[^\d,。;、:]{0,6}(?:服务平台|热线))"),
    ("name", r"1(?:10|19|20|22)(?=[^\d,。;]{0,3}(?:报警|急救|指挥|热线|平台|接处警|接警|联动|、1[12]))"),
    # 5G, 4A级, 3D打印; units are no names
    (
        "name",
        r"\d+(?:\.\d+)?(?!(?:TEU|E[Ff]lops|P[Ff]lops|EFLOPS|PFLOPS|EF|PF|[KMG]W[Hh]?|KM|[KMGTP]B|[MC]M|KG|KVA?|L|T|P|BP)(?![A-Za-z]))[A-Z]+(?![a-z])",
    ),
    # 各位代表:2uD: a copy mark at the end of a line
    ("litter", r"(?<![\d.])\d[abcefghijlnopqrstuvwxyz][A-Z](?= *(?:\n|\Z))"),
    # 2.0版
    ("name", r"\d\.\d版"),
    # 500强, 20强企业
    ("name", r"500 ?强|\d+强(?=企业|项目|县|市|区|镇|[”\"])"),
    # 105国道, 618购物节
    ("name", r"\d{2,4}(?=国道|省道|县道|乡道|线(?![上下路索]))"),
    ("name", r"\d{3,4}(?=[^\W\d_]{0,4}节(?![目点约能]))"),
    # 985高校
    ("name", r"(?:985|211)[”\"]?(?=高校|大学|工程|院校|、)"),
    # “7·20”, 7·20特大暴雨
    ("name", r"\d{1,2}[·•]\d{1,2}"),
    # 歼-35, “运-20”
    ("name", r"(?<=[\u4e00-\u9fff]-)\d{1,3}(?=[、”]|系列|型)"),
    # “9.8”投洽会
    ("name", r"(?<=[“\"])\d{1,2}\.\d{1,2}(?=[”\"])"),
    # 365行动, 2335改革, 12345热线
    ("name", rf"\d{{2,5}}(?=[”\"]?(?:{_PLANS}))"),
    # 3路公交, 1号线, 3号机组
    ("name", r"\d{1,4} ?路(?=公交|车|电车)|\d{1,4} ?号(?![召])"),
    # 80后
    ("name", r"[5-9][05]后"),
    # 24小时自助服务, 5年过渡期, 3年行动计划, “15分钟”健身圈, 2个工作日内完成率
    ("duration label", r"\d{1,2}年(?=(?:[^\d,。;、\n]{0,4})(?:行动|攻坚|过渡期|规划|计划|倍增))"),
    ("duration label", r"24 ?小时(?![,。;、以内之])"),
    ("duration label", r"\d{1,3} ?(?:分钟|公里|小时)[”\"]?(?=[^,。;\d\n]{0,10}圈)"),
    ("duration label", r"(?<=[“\"])\d{1,3}(?:分钟|小时|天|公里)(?=[^“”\"\d\n]{0,6}[”\"])"),
    ("duration label", r"\d{1,3}个?(?:工作日|小时|天|日)内?(?=[^,。;\d\n]{0,6}率)|365天(?=[^,。;]{0,4}(?:无休|全天候|不打烊))"),
    # 200MW/400MWh储能电站
    ("rating in a name", r"\d+(?:\.\d+)?(?:MW|兆瓦|万千瓦)/\d+(?:\.\d+)?(?=MWh|MWH|兆瓦时|万千瓦时)"),
    # 220千伏变电站, 8英寸硅片, 35蒸吨以下燃煤锅炉
    ("rating in a name", r"\d+(?:\.\d+)?(?:[-/、]\d+(?:\.\d+)?)? ?(?:千伏(?!安)|[kK][vV](?![aA])|英寸|马力)"),
    ("rating in a name", r"\d+(?:\.\d+)? ?(?:蒸吨|吨)(?:/小时|/时)?(?:及?以[上下])?(?:的)?(?:燃煤|燃气|工业|生物质)?锅炉"),
    # 1600t/a, 20万吨…项目
    ("capacity in a name", r"\d+(?:\.\d+)? ?t/[adh]"),
    ("capacity in a name", rf"\d+(?:\.\d+)?(?= ?(?:{_CAPACITY})(?:/年)?[^\d\s,。;、:以左]{{2,14}}(?:项目|生产线))"),
    # 300万吨级碳捕集, 100兆瓦级储能, 1000万千瓦光伏大基地
    ("rating in a name", r"(?<![\d.])\d+(?:\.\d+)?(?= ?(?:万?吨|万?千瓦|兆瓦时?|吉瓦时?|万?平方米|万?立方米)级)"),
    ("rating in a name", r"(?<![\d.])\d+(?:\.\d+)?(?= ?(?:万?千瓦|兆瓦|吉瓦)[^\d\s,。;、:]{2,8}大?基地)"),
    # 煤制气13.3亿立方米/年工程
    ("capacity in a name", rf"(?<![\d.])\d+(?:\.\d+)?(?= ?(?:{_CAPACITY})/年[^\d\s,。;、:]{{0,14}}(?:项目|生产线|工程))"),
    # 每100户, 每3至10万人
    ("denominator", r"(?<=每)\d+(?:\.\d+)?(?:[-—~至到]\d+)?"),
    # 60岁以上老人, 3岁以下婴幼儿, 0-3岁
    (
        "age",
        r"(?<![达为命])(?<!提[高升]到)(?<!达到)"  # 人均预期寿命提升到80岁以上
        r"\d{1,2}(?:[-—~至到]\d{1,2})? ?周?岁(?:及?以[上下]|至|-|的?[老儿婴人青妇托])",
    ),
    # 登记号 91370829312345678X
    ("number of a thing", r"\d{11,}(?![\d.])"),
)

_BY_WORD: tuple[tuple[str, str], ...] = (
    # https://…, www.…, name@host
    ("web address", r"(?:https?://|www\.)[!-~]+|(?<![\w.])[A-Za-z0-9._-]{1,64}@[\w.-]{1,64}"),
    # 电话:0537-1234567, 邮编 272200
    ("telephone", r"(?:电话|传真|邮编|邮政编码|热线|QQ|ICP备?|公网安备)[^\d\n,。;]{0,6}[\d-]{5,20}(?!\.?\d| ?[个家件条元万])"),
    # 〔2021〕11号, [2021]5号, 【2021】
    ("document number", rf"[〔\[(【]{_YEAR}[〕\])】](?: ?第? ?\d{{1,4}} ?号)?"),
    # 第77号令, 第 5 号公告
    ("document number", r"[第令字发] ?\d{1,4} ?号"),
    # — 5 —
    ("page number", r"(?m:^ *[-—–]{1,2} ?\d{1,4} ?[-—–]{1,2} *$)|第 ?\d+ ?页|共 ?\d+ ?页"),
    # (1)推进…, and what stands by a space in its line
    ("outline number", rf"\(\d{{1,3}}\)|(?m:^) +(?:{_ITEM}|{_ITEM_OF_ITEM})"),
    # 生产总值[2]: a note's mark
    ("note mark", r"(?<=[\u4e00-\u9fff])\[\d{1,2}\]"),
    # 专栏3, 附件2, 表1-2, 第3章
    (
        "outline number",
        r"(?:专栏|附件|附表|附图|图表|注释) ?\d{1,3}(?:-\d{1,3})?|(?:(?m:^) *|(?<=[,、(见]))[表图注] ?\d{1,3}"
        r"|第 ?\d{1,3} ?[章节条款页期版卷部]",
    ),
    # N+3
    ("name", rf"(?<![A-Za-z])[A-Z]{_JOINED}"),
    # PM2.5, PM10, CO2
    ("name", r"PM[ _]?\d+(?:\.\d+)?"),
    # S318, G105, COVID-19, A4, ISO9001 (but GDP147.28亿元)
    ("name", r"[A-Za-z]{1,12}-?\d+(?:[./-]\d+)*(?!\.?\d)(?! ?[余多]?[万亿%‰元个家项人户吨亩件])[A-Za-z]{0,12}"),
    # 省道102线
    ("name", r"(?:国道|省道|县道|乡道) ?\d{1,4}(?! ?公里|\.?\d| ?[条米])"),
    # “541”产业体系, “峄办成360”, “担10条”, “3330”压缩至: a short quotation with bare digits, or N条 behind a name
    ("name", r"“[^“”\d\n]{0,8}\d{2,5}(?=”)|“[^“”\d\n]{1,6}\d{1,3}条(?=”|[^“”\n]{0,3}”)"),
    # “117项目”, “13条政策”
    ("name", r"“\d{1,4}(?!分钟|公里|小时|天)[^“”\d,、。;.%人元]{1,6}(?=”)"),
    # “四个1”活动: a bare digit at the end of a short quotation that holds no other
    ("name", r"“[^“”\d\n]{1,4}\d(?=”)"),
    ("name", r"(?:黄金|惠企|稳增长|稳经济|稳企|惠台|纾困|政策)[“\"]?\d{1,3}条[”\"]?(?=[^,。;、]{0,4}(?:政策|措施|升级版|意见))"),
    # 年产20万吨…项目, 日处理5万吨…工程
    (
        "capacity in a name",
        r"(?:年产|年加工|年处理|年屠宰|年出栏|日处理|日产|日供)(?:能力)?[^\d,。;\n]{0,8}\d+(?:\.\d+)?"
        rf"(?![\d.])(?=[^,。;\n]{{0,60}}(?:{_WORKS}))",
    ),
    # 第3批, 第17届; ranks are read elsewhere
    (
        "ordinal",
        r"第 ?\d{1,3} ?(?:届|次|批|轮|季度|代|产业|师|团|中学|小学|人民医院|类|阶段|组|季|周|天|年|个|家|条|项|版|号|站|场|课)",
    ),
)


def _joined(rules: Sequence[tuple[str, str]]) -> str:
    return "(?:" + "|".join(f"(?P<r{number}>{rule})" for number, (_, rule) in enumerate(rules)) + ")"


# A number that is plainly a count or an amount (147.28亿元, 14项, 8条) is passed over, but where it may be an item's or is 每…'s.
_AT_NUMBER = re.compile(
    r"(?<![\d.])(?=[0-9])(?:(?m:^)|(?<=每)"
    r"|(?!\d+(?:\.\d+)?(?:[%‰家项名户处座辆件所起笔]|[亿万]元(?!级)|万[人户亩余]|个(?!工作|小时))|\d{1,2}[条人位倍余次场]))"
    + _joined(_BY_NUMBER)
)
_AT_WORD = re.compile(_joined(_BY_WORD))
# Where one of them may begin. Each alternative opens with a character of its own: a search for one of these is fast.
_WORDS = re.compile(
    r"第 ?\d|令 ?\d|字 ?\d|发 ?\d|共 ?\d|表 ?\d|图 ?\d|注 ?\d|〔 ?\d|\[ ?\d|\( ?\d|【 ?\d|“[^“”\d\n]{0,8}\d|国道|省道|县道|乡道"
    r"|年[产加处屠出]|日[处产供]|电话|传真|邮[编政]|热线|公网|专栏|附[件表图]|图表|注释|黄金|惠[企台]|稳[增经企]|纾困|政策"
    r"|\n(?= +\d| *[—–表图注第-])"
)
_LETTERS = re.compile("[A-Za-z]+")


class Dismissals:
    """Tells why a number is no quantity; it is asked for the numbers of a text in order."""

    def __init__(self, view: str, start: int, end: int) -> None:
        self._view, self._end = view, end
        self._places = _places(view, start, end)
        self._next = 0
        self._reason, self._until = "", start

    def of(self, at: int) -> str:
        """Return the reason for which the number that begins at a place is dismissed, `""` where it may be a quantity."""
        while self._places[self._next] < at:
            self._try(_AT_WORD, _BY_WORD, self._places[self._next])
            self._next += 1
        self._try(_AT_NUMBER, _BY_NUMBER, at)
        return self._reason if at < self._until else ""

    def _try(self, pattern: re.Pattern[str], rules: Sequence[tuple[str, str]], at: int) -> None:
        match = pattern.match(self._view, at, self._end) if at >= self._until else None
        if match:
            self._reason, self._until = rules[int((match.lastgroup or "r0")[1:])][0], match.end()


def _places(view: str, start: int, end: int) -> list[int]:
    """Return where a word or a sign stands that a rule may begin with, in order, and the end."""
    found = [match.start() + (match[0] == "\n") for match in _WORDS.finditer(view, max(start - 1, 0), end)]
    return sorted([start, *found, *(match.start() for match in _LETTERS.finditer(view, start, end)), end])
