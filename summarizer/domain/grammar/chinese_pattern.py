"""The shapes that a Chinese numeral takes where it is a quantity, or only looks like one."""

import re
from collections.abc import Iterator

from summarizer.domain.grammar.bounds import TAIL_PATTERN

_D = "[一二两三四五六七八九十]"
_N = "[一二两三四五六七八九十百千万亿〇零]"
_YEAR_DIGIT = "[〇零一二三四五六七八九]"
_BIG = "元|美元|人次|人|吨|斤|公斤|亩|千瓦时|千瓦|户|头|只|羽|株|平方米|立方米"
_MEASURES = (
    "个百分点|个工作日|个小时|个月|平方公里|平方米|立方米|人次|户次|场次|大类|公里|公顷|美元|公斤|"
    "个|家|项|件|台|辆|所|处|座|套|张|名|位|场|起|笔|宗|艘|株|棵|眼|盏|支|户|人|亩|吨|元|斤|倍|天|栋|幢|间|头|匹|只|架|口|部|册|份|担|市斤|石|华里|里|小时|分钟|门|条|届|次|种|类|村|县"
)
# 个人 after 两 is no measure word, 位数 and 位一体 are none, 次产业 is a name, …
_NO_MEASURE = (
    r"(?!个(?:人(?!工)|性|体|别|维护|确立|一|百年|毫不|坚定|意识|自信|全面|务必|坚持|必须|方面|层面|环节|阶段|重大|没有|文明|结合"
    r"|统筹|转变|作用|革命|力量|清单|责任|健康|走在|更加|更大|振兴|高于|同步|不变|不放松|确保|着力|聚焦|突出|强化|优先|严禁|到位|关键"
    r"|重点|中心|主题|年头|集成|强|不)"
    r"|位(?:数|一体|于|置)|次(?:产业|性|全|会|分配|党代|人代|常委|元)|家(?:庭|乡|园|人|长|国|畜)|人(?:民|员|才|们|心|均|大)"
    r"|条(?:件|龙|心|例|红线|主线|底线|战线|街|路|道路)|天(?:然|津|下)|门(?:类|户|槛)|场(?:所|硬仗|攻坚|战|大考)|名(?:录|单)"
    r"|处(?:理|置|于)|种(?:植|子|养)|项(?:目|制度|规定|改革|行动|工程|机制)|起(?:来|步)|支(?:持|部|队伍)|元(?:化|旦|酸|素|件)"
    r"|类(?!别|型|人)|届|村(?!屯)|县(?!区)|套(?:班子|路))"
)
# Alternatives in the order they are tried at one place.
_CHINESE = re.compile(
    # 二〇二一年一月十二日, 三月十五日
    rf"(?P<date>[一二]{_YEAR_DIGIT}{{3}}年(?:{_D}{{1,2}}月(?:{_D}{{1,3}}日)?)?|(?<![第个]){_D}{{1,2}}月(?:{_D}{{1,3}}日|份|底|末|初)|[一二三四][、至]?[一二三四]?季度)"
    # 五分之一, 百分之二十点五
    rf"|(?P<under>{_N}{{1,5}})分之(?P<over>{_N}{{1,6}}(?:点{_N}{{1,4}})?)"
    # 翻了两番
    r"|翻(?:了|上)?(?:近|约)?(?P<fan>[一二两三四五六七八])番"
    # 三成以上
    r"|(?<![第完一])(?P<tenths>[一二两三四五六七八九])成(?P<half>[五半])?(?=[以多左,。;、的])"
    # 十六连增
    rf"|(?P<run>{_N}{{1,3}})(?P<rununit>连[增涨冠升丰降快])"
    # 居全省第六位, 第一产业
    rf"|第 ?(?P<ordinal>{_N}{{1,4}})(?P<place>[位名])?"
    # 十三五, “八五”
    r"|(?P<plan>十[一二三四五]五(?=[”\"时规期末以来])|(?<=[“\"])(?:十?[一二三四五六七八九]|十)五(?=[”\"]))"
    # 一是, (二), 三、
    rf"|(?P<item>(?m:^) *\(?{_D}{{1,3}}[、)]|\({_D}{{1,3}}\)|(?<=[。;:,!? \n]){_D}是|(?m:^){_D}是)"
    # 数百家, 上万人, 成百上千
    rf"|(?P<vague>(?:数|好?几|(?<![完建形集组构养])成)[十百千万亿]{{1,3}}(?:上[千万])?(?:余|多)?|[十百千万亿]{{1,3}}级)"
    # 突破千亿元, 两百亿元, 亿元以上
    rf"|(?<![\d.余多])(?<!\d )(?P<big>{_N}{{0,5}})(?P<bigtimes>万亿|[百千十]?[万亿])(?P<bigmore>[余多])?"
    rf"(?P<bigunit>{_BIG})(?P<bigtail>{TAIL_PATTERN})?"
    # 两个, 一百二十家, 十余家, 上百名
    rf"|(?P<upto>上)?(?P<count>{_N}{{1,7}})(?P<more>[余多来几])?(?P<times>[万亿])?{_NO_MEASURE}(?P<measure>{_MEASURES})(?P<tail>{TAIL_PATTERN})?"
    # 一批, 一系列
    r"|(?P<one>一)(?:批|系列|些)"
    # 五年来, 三年行动
    rf"|(?<!\d)(?P<years>{_D}{{1,3}}|百)个?多?年(?!代|级|生)"
)
_FOLLOWING = "".join(
    sorted({word[0] for word in f"{_MEASURES}|{_BIG}".split("|")} | set('年月季成连分是、)余多来几批系些级至位名”"时规期末以'))
)
# Where one of the shapes may begin: 一 in 进一步 and 统一 is passed over by what follows it.
_PLACE = re.compile(
    rf"[〇零一二两三四五六七八九十百千万亿数几上成翻第(](?:(?<={_N})(?={_N}*[{_FOLLOWING}])|(?<=[数几成])(?=[十百千万亿])"
    rf"|(?<=上)(?={_N})|(?<=第)(?= ?{_N})|(?<=\()(?={_D})|(?<=翻)(?=[了上近约{_N[1:-1]}]))"
)


def find_shapes(view: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield what has the shape of a Chinese numeral, in order."""
    at = start
    for place in _PLACE.finditer(view, start, end):
        if place.start() >= at:
            match = _CHINESE.match(view, place.start(), end)
            if match:
                at = match.end()
                yield match
