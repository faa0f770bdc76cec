"""Numbers with what they count: the table of value rules and the scanner that applies it.

Each `ValueRule` is one way to state a value; the rows of `UNIT_RULES` look at what follows the number,
those of `RANK_RULES` at what precedes it. `MASK_RULES` are numbers that are no values at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from etl.extract.patterns import Ending, Left
from etl.text.words import Words

Shape = Literal["share", "rank", "measure", "count", "level", "change"]

_NUMBER = r"(?:19|20)\d\d(?=,\d{2,3}\s?%)|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}|\d+(?:[.,]\d+)?"
_SCALES = {
    "trăm": 1e2,
    "nghìn": 1e3,
    "ngàn": 1e3,
    "vạn": 1e4,
    "triệu": 1e6,
    "trăm triệu": 1e8,
    "tỷ": 1e9,
    "tỉ": 1e9,
    "nghìn tỷ": 1e12,
    "ngàn tỷ": 1e12,
    "triệu tỷ": 1e15,
}
_SCALE = "|".join(name.replace(" ", r"\s+") for name in sorted(_SCALES, key=len, reverse=True))
_TO = r"\s?[-–—÷]\s?|\s+(?:đến|tới)\s+(?:dưới\s+)?"

# Number words count things; "một" is an article, and "năm" is a year unless a counted noun follows.
_DIGIT_WORDS = {
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}

# What plans count.
COUNT_NOUNS = (
    "doanh nghiệp|hợp tác xã|htx|cơ sở|hộ|người|công dân|cán bộ|công chức|viên chức|kỹ sư|cử nhân|chuyên gia|"
    "nhân lực|lao động|học viên|sinh viên|học sinh|lượt|thuê bao|trạm|cụm loa|điểm phát|điểm truy|điểm cầu|"
    "điểm phục vụ|điểm công cộng|điểm wifi|điểm bưu|điểm du lịch|điểm cung cấp|điểm đến|mô hình|hệ thống|"
    "nền tảng|phần mềm|"
    "phầm mềm|ứng dụng|cơ sở dữ liệu|csdl|bộ dữ liệu|tập dữ liệu|dịch vụ|thủ tục|tthc|hồ sơ|văn bản|sản phẩm|"
    "khu|trung tâm|tổ công nghệ|"
    "tổ lưu động|tổ hỗ trợ|đầu sách|tổ chức|đội|đô thị|thành phố|huyện|thị xã|quận|xã|phường|"
    "thị trấn|thôn|bản|ấp|"
    "tuyến|nhà máy|phòng|trường|bệnh viện|tỉnh|địa phương|camera|máy tính|máy chủ|thiết "
    "bị|bộ thiết bị|tài khoản|"
    "chữ ký|chứng thư|kết nối|định danh|giao dịch|website|trang thông tin|cổng|sàn|gian hàng|kho dữ liệu|"
    "cảm biến|đài|loa|khách|lớp|sáng kiến|giải pháp công nghệ|nhiệm vụ khoa học|bằng sáng chế|đơn đăng ký|"
    "văn bằng|vườn ươm|quỹ|làng|chợ|siêu thị|bưu cục|robot|vệ tinh|dự án đầu tư|công trình|tòa nhà|chi nhánh|"
    "ngân hàng|startup|khởi nghiệp|phòng thí nghiệp|phòng thí nghiệm|bài báo|công bố|hợp đồng|kỹ thuật viên|"
    "dự án|vị trí cột|vị trí|cột treo|việc làm|chỗ làm|bệnh án|chi bộ|đơn vị|cơ quan|bác "
    "sĩ|giáo viên|tiến sĩ|thạc sĩ|chuỗi|cụm công nghiệp|kiosk|trạm sạc|thẻ|bộ hồ sơ|"
    "đường cáp|đường truyền|tin bài|tin|trợ lý|tác phẩm|khóa học|bài giảng|học liệu|"
    "trường hợp|điểm kết nối|vùng trồng|tiện ích|sở|điện thoại|nghiên cứu sinh|"
    "giảng viên|nông dân|thanh niên|giường|bts|điểm chấp nhận|điểm thanh toán|"
    "điểm giao dịch|máy pos|máy atm|pos|atm|mã qr|phương tiện|bảo tàng|"
    "thành viên|chuyên trách|bộ(?=[.,;)])|điểm rút tiền|điểm hỗ trợ|điểm tiếp nhận|điểm bán|điểm trường|"
    "trang|dữ liệu|bản ghi|thửa đất|mã số|tuyến phố|"
    "tấn|di tích|làng nghề|nhà khoa học|công ty|nhà văn hóa|bộ tiêu chuẩn|tàu cá|dn|"
    "tiểu thương|hội viên|đoàn viên|cửa hàng|nhà thuốc|thư viện|nút giao|điểm lõm|xe buýt|luật sư"
)
# Things whose number says how a text is built, or when, or how often, never what is to be reached.
NEVER_COUNTED = (
    "nhiệm vụ|mục tiêu|chỉ tiêu|tiêu chí|nhóm|giải pháp|trụ cột|nội dung|lĩnh vực|đột phá|khâu|quan điểm|cấp|"
    "chương trình|kế hoạch|đề án|nghị quyết|quyết định|chỉ thị|thông tư|nghị định|luật|"
    "công văn|chuyên đề|bước|"
    "giai đoạn|năm|tháng|ngày|giờ|giây|tuần|quý|tuổi|điều|khoản|mục|phần|chương|cửa|chữ|con số|"
    "lượt xem|lượt truy cập|kỳ|khóa họp|phiên|hội nghị|thành phần|yếu tố|nguyên tắc|yêu cầu|vấn đề|bên|mặt|"
    "phương diện|loại|dạng|hình thức|cột|hướng|mũi|phương châm|kịch bản|phương án|ý kiến|đại biểu|đồng chí|"
    "bản chính|bản sao|bản gốc|bản in|bản giấy|bộ phận|bộ chỉ số|chỉ số|người dân trở|tổ dân phố trở"
)
_COUNT = rf"\s*(?:số\s+|lượt\s+(?=người|cán))?(?:{COUNT_NOUNS.replace(' ', chr(92) + 's+')})(?!\w)"
_COUNT_AT = re.compile(_COUNT, re.IGNORECASE)
_SPOT_AT = re.compile(r"\s(?:điểm|vùng)(?!\w)", re.IGNORECASE)
_NEVER_AT = re.compile(rf"\s*(?:{NEVER_COUNTED.replace(' ', chr(92) + 's+')})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ValueRule:
    """One way to state a value: what stands beside the number, and what the value then measures.

    `pattern` is what follows the number (`UNIT_RULES`) or precedes it (`RANK_RULES`). `example` holds a
    value of the rule; in `counter` the rule must find none.
    """

    id: str
    unit: str
    shape: Shape
    pattern: str
    example: str
    counter: str


UNIT_RULES: tuple[ValueRule, ...] = (
    ValueRule(
        "growth-rate",
        "percent_per_year",
        "change",
        r"\s?(?:%|phần\s+trăm)\s?(?:/\s?năm|(?:mỗi|một|hằng|hàng)\s+năm)",
        "Doanh thu tăng trưởng 12%/năm.",
        "Doanh thu chiếm 12% trong năm.",
    ),
    ValueRule(
        "percent",
        "percent",
        "share",
        r"\s?(?:%|phần\s+trăm(?!\w))",
        "95% số xã có Internet.",
        "Thực hiện Nghị quyết số 95/NQ-CP.",
    ),
    ValueRule(
        "percentage-points",
        "percentage_points",
        "change",
        r"\s?điểm\s+(?:%|phần\s+trăm)",
        "Tăng 3 điểm phần trăm.",
        "Chỉ số đạt 3 điểm.",
    ),
    ValueRule(
        "per-100-people",
        "per_100_people",
        "measure",
        r"\s*(?:thuê\s+bao|máy|đường)[^.;:\d]{0,25}?(?:/|trên)\s?100\s+(?:người\s+)?dân",
        "Mật độ 105 thuê bao/100 dân.",
        "Có 105 thuê bao.",
    ),
    ValueRule(
        "gigabit",
        "gbps",
        "measure",
        r"\s?G(?:b/s|bps|bit/s|b(?:it)?/giây|b\s?ps)(?!\w)",
        "Trên 1 Gb/s.",
        "Bộ nhớ 1 GB.",
    ),
    ValueRule("terabit", "tbps", "measure", r"\s?T(?:b/s|bps|bit/s)(?!\w)", "Đạt 52 Tbps.", "Ổ cứng 52 TB."),
    ValueRule(
        "megabit",
        "mbps",
        "measure",
        r"\s?M(?:b/s|bps|bit/s|b(?:it)?/giây|pbs)(?!\w)",
        "Đạt 40 Mb/s.",
        "Tệp 40 MB.",
    ),
    ValueRule("length", "km", "measure", r"\s?km(?!\w|²|/)", "Kéo 250 km cáp.", "Rộng 250 km2."),
    ValueRule("area", "ha", "measure", r"\s?(?:ha|héc\s?-?\s?ta)(?!\w)", "Tưới 250 ha.", "Có 250 hạng mục."),
    ValueRule(
        "dong",
        "vnd",
        "measure",
        r"\s?(?:đồng(?!\s+(?:chí|bào|bộ))|VNĐ|VND)(?!\w)",
        "Đạt 500 tỷ đồng.",
        "500 đồng chí.",
    ),
    ValueRule(
        "dollar",
        "usd",
        "measure",
        r"\s?(?:USD|đô\s?-?\s?la(?:\s+Mỹ)?)(?!\w)",
        "Đạt 2 tỷ USD.",
        "Có 2 đô thị.",
    ),
    ValueRule(
        "frequency",
        "times",
        "measure",
        r"\s?lần\s?(?:/|mỗi|một|trong\s+một)\s?(?:năm|quý|tháng|tuần)(?!\w)",
        "Kiểm tra tối thiểu 01 lần/năm.",
        "Đại hội lần thứ 2 năm.",
    ),
    ValueRule("times", "times", "measure", r"\s?lần(?!\w|\s?/)", "Tăng gấp 2 lần.", "Đại hội lần thứ 2."),
    ValueRule("places", "places", "change", r"\s?bậc(?!\w)", "Tăng 5 bậc.", "Công chức bậc 5."),
    ValueRule("minutes", "minutes", "measure", r"\s?phút(?!\w)", "Không quá 15 phút.", "Sau 15 ngày."),
    ValueRule(
        "hours",
        "hours",
        "measure",
        r"\s?giờ(?:/(?:năm|tháng|tuần|ngày))?(?!\w|\s+(?:sáng|chiều|tối|trưa|đêm|\d|ngày|hành))",
        "Phản hồi không quá 24 giờ.",
        "Họp lúc 8 giờ sáng.",
    ),
    ValueRule(
        "days",
        "days",
        "measure",
        r"\s?ngày(?!\w|\s+(?:\d|nghỉ|lễ|hội|đầu|đêm))",
        "Thời gian giải quyết tối đa 02 ngày.",
        "Họp 02 ngày.",
    ),
    ValueRule(
        "points",
        "points",
        "measure",
        r"\s?điểm(?!\w|\s+(?:%|phần|phát|truy|cầu|phục|wifi|bưu|đến|du|công|sáng|cung|kết|"
        r"nghẽn|đen|nóng|mới|nổi|rút|hỗ|tiếp|bán|giao|thanh|chấp|đặt|kinh|trường))",
        "Chỉ số đạt 85 điểm.",
        "Có 85 điểm phục vụ.",
    ),
    ValueRule("count", "count", "count", _COUNT, "Có 30 doanh nghiệp số.", "Có 30 nhiệm vụ."),
)
RANK_RULES: tuple[ValueRule, ...] = (
    ValueRule(
        "rank-top", "rank", "rank", r"(?:tốp|top)[\"”“’']?\s+(?:đầu\s+)?$", "Vào top 10 cả nước.", "Có 10 xã."
    ),
    ValueRule(
        "rank-group",
        "rank",
        "rank",
        r"(?:nhóm|trong|thuộc|của|số|một|vào)\s+(?:các\s+|những\s+|nhóm\s+)?$",
        "Nằm trong nhóm 10 tỉnh dẫn đầu.",
        "Triển khai trong 10 xã.",
    ),
    ValueRule(
        "rank-ordinal",
        "rank",
        "rank",
        r"(?:thứ\s+hạng|xếp\s+hạng|chỉ\s+số|bảng\s+xếp)[^.;\d]{0,60}\sthứ\s+$",
        "Xếp hạng PAPI của tỉnh từ thứ 15 trở lên.",
        "Đại hội lần thứ 15.",
    ),
    ValueRule(
        "rank-moved",
        "rank",
        "rank",
        r"(?:thứ\s+hạng|vị\s+trí|vị\s+thứ)\s[^.;,\d]{0,40}?(?:lên|xuống|còn|vào|đạt|ở)\s+(?:mức\s+)?(?:dưới|trên)\s+$",
        "Đưa thứ hạng này lên dưới 80.",
        "Đưa tỷ lệ này lên dưới 80.",
    ),
    ValueRule(
        "rank-place",
        "rank",
        "rank",
        r"(?:(?:thứ\s+hạng|vị\s+trí|vị\s+thứ|xếp\s+hạng|xếp|đứng|giữ\s+hạng|đạt\s+hạng|"
        r"lên\s+hạng|hạng)\s+(?:thứ\s+)?"
        r"(?:hạng\s+)?(?:từ\s+|dưới\s+|trên\s+)?)$",
        "Xếp thứ 12 cả nước.",
        "Hội nghị lần thứ 12.",
    ),
)
LEVEL_RULE = ValueRule(
    "level",
    "level",
    "level",
    r"(?:cấp\s+độ|mức|tier|level)\s*$",
    "Trung tâm dữ liệu đạt cấp độ 3.",
    "Dịch vụ công mức độ 3.",
)
STATED_RULE = ValueRule(
    "stated-number",
    "count",
    "count",
    "",
    "Nâng tổng số phòng học thông minh lên 27.",
    "Chỉ số hài lòng là 27.",
)
FRACTION_RULE = ValueRule("fraction", "count", "count", "", "Có 164/164 xã.", "Ngày 16/4.")
WORD_RULE = ValueRule(
    "number-word", "count", "count", "", "Xây dựng ba xã thông minh.", "Trong năm xã đạt chuẩn."
)
SCORE_RULE = ValueRule("score", "score", "measure", "", "Chỉ số DTI đạt 0,65 trở lên.", "Lãi suất là 0,65.")
PADDED_RULE = ValueRule("padded-count", "count", "count", "", "Lắp 03 bãi đỗ.", "Ngày 03/6/2020.")
ALL_RULE = ValueRule("all-of", "percent", "share", "", "Toàn bộ hồ sơ được số hóa.", "Phục vụ toàn diện.")
HALF_RULE = ValueRule(
    "half", "percent", "share", "", "Hơn một nửa số xã có wifi.", "Một nửa hành trình đã qua."
)
PART_RULE = ValueRule(
    "part-of", "percent", "share", "", "Chín phần mười số hộ có Internet.", "Một phần việc đã xong."
)
BRACKETED_RULE = ValueRule(
    "bracketed-count", "count", "count", "", "Có 100 xã số (2030: 250).", "Có 100 xã số (2030 là năm đích)."
)
VALUE_RULES: tuple[ValueRule, ...] = (
    HALF_RULE,
    PART_RULE,
    BRACKETED_RULE,
    *UNIT_RULES,
    *RANK_RULES,
    LEVEL_RULE,
    FRACTION_RULE,
    WORD_RULE,
    SCORE_RULE,
    STATED_RULE,
    PADDED_RULE,
    ALL_RULE,
)

# Numbers that are no values: name, pattern, example.
MASK_RULES: tuple[tuple[str, str, str], ...] = (
    ("round-the-clock", r"24\s?/\s?(?:7|24)(?!\d)", "phục vụ 24/7"),
    ("date", r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d(?!\d)", "ngày 03/6/2020"),
    ("month", r"\d{1,2}\s?/\s?(?:19|20)\d\d(?![\d/])", "tháng 7/2014"),
    ("clock", r"\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}\s?[hg]\s?\d{2}(?!\w)|\d{1,2}h(?!\w)", "lúc 08:47:44"),
    (
        "document-number",
        r"\d+[a-zª]?(?:/\d{4})?(?:[-/][A-ZĐ]{1,}[\w-]*|\s?[-/]\s?[A-ZĐ]{2,}\w*\s?[-/])(?:[/-]\s?[\w-]+)*",
        "36-NQ/TW",
    ),
    ("version", r"\d+(?:\.\d{1,2}){2,}", "phiên bản 2.0.1"),
    ("standard", r"\d{4,5}:(?:19|20)\d\d", "ISO 9001:2015"),
    ("dimension", r"\d+\s?[x×]\s?\d+", "khổ 3x4"),
)

# A word before a number that makes the number its name: "Điều 5", "Đề án 06", "tháng 9".
_LABEL = Ending(
    r"(?:^|[\s(\"“/])(?:điều|khoản|phụ\s+lục|mức\s+độ|cấp\s+độ|quyết\s+định|nghị\s+quyết|"
    r"đề\s+án|chỉ\s+thị|thông\s+tư|"
    r"nghị\s+định|khóa|khoá|thứ|tháng|ngày|quý|phiên\s+bản|hình|bảng|biểu|trang|ảnh|điện\s+thoại|đt|fax|mẫu|"
    r"công\s+văn|qđ|nq|sđt|tel|hotline|tổ\s+dân\s+phố|khu\s+phố|phường|quận|loại|covid|năm|iso|mạng|vùng|sau|"
    r"(?:nghị\s+quyết|quyết\s+định|công\s+văn|kế\s+hoạch|nhà|cục|dân\s+tộc)\s+số)\s*[-:.]?\s*$",
)
_DATA_CENTRE = re.compile(r"trung\s+tâm\s+dữ\s+liệu|data\s+cent", re.IGNORECASE)
_PER_PEOPLE_BEFORE = re.compile(
    r"/\s?100\s+(?:người\s+)?dân[^\d.;]{0,30}(?::|là|đạt|trên|thiểu)\s*$", re.IGNORECASE
)
# "có 1.000 doanh nghiệp (2030: 5.000)": the count of another year, its noun not told again.
_BRACKETED = re.compile(r"\(\s*(?:đến\s+)?(?:năm\s+)?20\d\d\s*(?::|là|đạt)\s*$", re.IGNORECASE)
_CLOSES = re.compile(r"\s*[);]")
# "tỷ lệ doanh nghiệp trên 1.000 dân đạt 1,0".
_PER_THOUSAND = re.compile(
    r"(?:trên|/)\s?1\.?000\s+(?:người\s+)?dân(?:\s+(?:đạt|là)|\s?:)\s+(?:trên\s+|tối\s+thiểu\s+|ít\s+nhất\s+)?$",
    re.IGNORECASE,
)
# "tỷ lệ máy tính trên cán bộ, công chức cấp xã đạt 0,8".
_PER_HEAD = Ending(
    r"(?<!\w)(?:t[ỷỉ]\s+lệ|số)\s+[^.;:%\d]{2,40}?(?:\s+trên|\s?/|\s+mỗi)\s?(?:một\s+|mỗi\s+|đầu\s+)?"
    r"(?:cán\s+bộ|công\s+chức|người|học\s+sinh|giáo\s+viên|hộ|lớp|dân)[^.;:%\d]{0,40}?\s"
    r"(?:đạt|là|lên|bằng|thiểu|nhất|trên|khoảng)\s+$",
)
# An index is stated as a share of one: "chỉ số DTI đạt 0,65".
_SCORE = re.compile(r"0[.,]\d{1,4}")
_INDEX_BEFORE = Ending(
    r"(?:chỉ\s+số|index|dti|điểm\s+số|giá\s+trị)[^.;]{0,60}?(?:đạt|trên|hơn|từ|thiểu|nhất|"
    r"khoảng|mức|là|lên|vượt|dưới)\s+$",
)
# "số trung tâm vùng là 3 - 5", "nâng tổng số lên 27": the noun stands before the number.
_STATED = Ending(
    r"(?:^|[,;.:(\n]\s*|(?<!\w)(?:nâng|đưa|tăng|giảm|với|là)\s+)(?:tổng\s+)?số(?:\s+lượng)?(?:\s[^.;:,()%\d\n]{2,50}?)?"
    r"(?:\stừ\s+\d[\d.,]*)?\s(?:là|đạt|lên|xuống|còn|tới)(?:\s+(?:trên|hơn|khoảng|từ|là|ít\s+nhất|tối\s+thiểu))*\s+$"
)
_ENDS_FIGURE = re.compile(r"\s*(?:[.;,)\n]|$|(?:vào|trong|đến|năm)\s)")
# Official style pads small counts: "03 bãi tắm"; numbers of other kinds are not padded before a noun.
_PADDED = re.compile(
    r"0[1-9]\s+(?!lần(?!\w)|(?:và|hoặc|của|tại|ở|trên|là|có|được|cho|đến|từ)\s)[a-zà-ỹđ]{2,}"
)
_LEVEL_AGAIN = re.compile(r"\d\s*\(\s*\w+\s*$")
_LEADING = re.compile(
    r"\s+(?:tỉnh|thành|đô\s+thị|địa\s+phương|nước|quốc\s+gia|đơn\s+vị|bộ|ngành|nền\s+kinh\s+tế|vị\s+trí)(?!\w)"
    r"[^.;:\d]{0,40}?(?:dẫn\s+đầu|đứng\s+đầu|hàng\s+đầu|đầu\s+tiên|đầu|tốt\s+nhất|cao\s+nhất|mạnh|khá|"
    r"phát\s+triển\s+nhất)(?!\w)",
    re.IGNORECASE,
)
_GROUP_NOUN = re.compile(
    r"\s+(?:về|tỉnh|thành\s+phố|địa\s+phương|nước|quốc\s+gia|nền\s+kinh\s+tế|đơn\s+vị|sở|ngành|huyện|xã|phường|quận|bộ|trường|"
    r"EGDI|DTI|GII|GCI|NRI|ICT|PCI|PAPI|PAR|SIPAS)(?!\w)",
    re.IGNORECASE,
)
# Hours are a value where they are bounded; else they tell when.
_DURATION = re.compile(
    r"(?<!\w)(?:không\s+(?:để\s+|được\s+)?quá|tối\s+đa|dưới|trong\s+vòng|xuống(?:\s+còn)?|nhiều\s+nhất|giảm\s+còn|ít\s+nhất|tối\s+thiểu)\s+$",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(
    r"(?<!\w)(?:thời\s+(?:gian|hạn)|phản\s+hồi|ngừng|gián\s+đoạn|giải\s+quyết|xử\s+lý)(?!\w)", re.IGNORECASE
)
_SINCE = re.compile(r"\s+(?:làm\s+việc\s+)?(?:kể\s+)?từ\s+(?:khi|lúc|thời\s+điểm|ngày)(?!\w)", re.IGNORECASE)
# "mục tiêu là vào nhóm 15.", "Thứ hạng: trong nhóm 45".
_INTO_GROUP = Ending(r"(?<!\w)(?:vào|trong|thuộc|lọt|đứng|ở|là|lại|lên)\s+(?:tốp|top|nhóm)\s+$")
_ENDS_THERE = re.compile(r"\s*(?:[.;,)\n]|$|và\s)")
_OF_CLASS = Ending(
    r"(?<!\w)(?:chợ|bệnh\s+viện|đô\s+thị|trường|cơ\s+sở|khách\s+sạn|giáo\s+viên|viên\s+chức|đơn\s+vị|di\s+tích)\s+hạng\s+$",
)
_GROUP_WORD = Ending(r"nhóm\s+(?:các\s+|những\s+)?$")

# "trong nhóm 30/63 tỉnh": the first thirty of sixty-three.
_OF_RANKED = re.compile(r"(?<!\w)(?:nhóm|tốp|top)[\"”“’']?\s+(?:đầu\s+)?$", re.IGNORECASE)
_PER_HUNDRED = 100
_PEOPLE = re.compile(r"\s+(?:người\s+)?dân(?!\w)", re.IGNORECASE)
_DIGIT = re.compile(r"[0-9]")
_AT = re.compile(_NUMBER)
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})(?P<sign>\s?(?:%|phần\s+trăm))?(?:\s+(?P<lowscale>{_SCALE})(?!\w))?(?:{_TO})"
    rf"(?P<high>{_NUMBER})(?:\s+(?P<scale>{_SCALE})(?!\w))?",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"(?P<low>{_NUMBER})(?:\s+(?P<scale>{_SCALE})(?!\w))?", re.IGNORECASE)
_FRACTION = re.compile(r"(?P<low>\d+(?:\.\d{3})*)\s?/\s?(?P<of>\d+(?:\.\d{3})*)(?![/\d.])")
_UNIT = re.compile(
    "|".join(f"(?P<u{place}>{rule.pattern})" for place, rule in enumerate(UNIT_RULES)), re.IGNORECASE
)
_RANK = tuple((rule, Ending(rf"(?<!\w){rule.pattern}")) for rule in RANK_RULES)
_LEVEL = Ending(LEVEL_RULE.pattern)
_MASK = re.compile("|".join(f"(?:{pattern})" for _, pattern, _ in MASK_RULES))
# "tối thiểu80%": a blank was lost before the number.
_GLUED_PERCENT = re.compile(r"[a-zà-ỹ]{2}\d{1,3}\s?%")
_SIGN = re.compile(r"\s?(?:%|phần\s+trăm)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19[5-9]|20[0-9])\d")
_TENS = "|".join(_DIGIT_WORDS)
_WORD_NUMBER = re.compile(
    rf"(?<!\w)(?:(?:{_TENS})\s+mươi(?:\s+(?:mốt|lăm|tư|{_TENS}))?|mười(?:\s+(?:một|lăm|"
    rf"{_TENS}))?|{_TENS})(?=\s)",
    re.IGNORECASE,
)
_WORD_PERCENT = re.compile(r"\s+phần\s+trăm(?!\w)", re.IGNORECASE)
_MAKES = re.compile(r"(?<!\w)(?:có|dựng|lập|khai|nhất|thiểu|chọn|thêm|gồm|đủ)\s+$", re.IGNORECASE)
_NUMBER_WORDS = frozenset({*_DIGIT_WORDS, "mười"})
# "một nửa số xã", "ba phần tư số hộ": shares in words.
_HALF = re.compile(r"nửa(?=\s+(?:số|tổng\s+số|dân\s+số|các)\s)", re.IGNORECASE)
_PARTS = {"hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "tám": 8, "mười": 10}
_FEW = re.compile(r"(?<!\w)(?P<few>một|hai|ba|bốn|năm|bảy|chín)\s+$", re.IGNORECASE)
_PART = re.compile(
    r"phần\s+(?P<many>hai|ba|tư|năm|sáu|tám|mười)(?=\s+(?:số|tổng|dân|GDP|GRDP|hộ|xã|thôn)(?!\w))",
    re.IGNORECASE,
)
_ALL_WORDS = frozenset({"toàn", "tất"})
_SPELLED = _NUMBER_WORDS | _ALL_WORDS | {"nửa", "phần", "một"}
# "mỗi thôn có ít nhất một điểm phát": an article counts where it is bounded.
_AT_LEAST_ONE = re.compile(
    r"(?<!\w)(?:mỗi|từng)\s[^.;:%\d]{1,56}\s(?:ít\s+nhất|tối\s+thiểu)\s+$", re.IGNORECASE
)
_ALL = re.compile(
    r"(?:(?<=^)|(?<=[,;:.\n]\s)|(?<=đấu\s)|(?<=bảo\s)|(?<=đảm\s)|"
    r"(?<=\d{4}\s))(?:toàn\s+bộ|tất\s+cả)(?=\s+(?:các\s+|số\s+)?(?:xã|phường|thôn|bản|"
    r"cơ\s+quan|hộ|thủ\s+tục|hồ\s+sơ|"
    r"dịch\s+vụ|văn\s+bản|cán\s+bộ|trường|bệnh\s+viện|cơ\s+sở|hệ\s+thống|sở|kết\s+quả|dân\s+số|người\s+dân|"
    r"doanh\s+nghiệp|công\s+chức|đơn\s+vị|thôn|khu|báo\s+cáo|giao\s+dịch)(?!\w))",
    re.IGNORECASE,
)


@dataclass(slots=True)  # made by the thousand: freezing would double the time
class Value:
    """A value as the text states it: a range of the flow, its number, and the rule that read it.

    `start`..`end` hold the number with its per-cent sign or its multiplying word, both ends of a
    range, both numbers of "164/164". `after` is where the words after the unit begin. `operator` is set where
    the rule alone decides it (a rank within a group is "<=").
    """

    start: int
    end: int
    value: float
    high: float | None
    unit: str
    shape: Shape
    rule: str
    after: int
    operator: Literal["<="] | None = None


# A hundred times the nation's product in đồng; what is larger is a run of digits, no figure.
_LARGEST = 1e18


def parse_number(text: str) -> float:
    """A Vietnamese number: dots group thousands, a comma opens decimals; "97.6" reads as a decimal too."""
    if text.count(",") > 1:
        return float(text.replace(",", ""))
    whole, _, decimals = text.partition(",")
    groups = whole.split(".")
    if len(groups) > 1 and (decimals or all(len(group) == 3 for group in groups[1:])):
        whole = whole.replace(".", "")
    return float(f"{whole}.{decimals}" if decimals else whole)


def find_values(flow: str, words: Words | None = None) -> list[Value]:
    """All values of the flow in order, none overlapping; linear in its length.

    `words` are those of the flow, where the caller has them already.
    """
    values: list[Value] = []
    position = 0
    while (digit := _DIGIT.search(flow, position)) is not None:
        match = _AT.match(flow, digit.start())
        assert match is not None  # a digit stands here
        value, position = _read(flow, match)
        if value is not None and max(value.value, value.high or 0.0) <= _LARGEST:
            values.append(value)
    values.extend(_words_for_numbers(flow, words or Words(flow)))
    values.sort(key=lambda value: value.start)
    return values


def _read(flow: str, match: re.Match[str]) -> tuple[Value | None, int]:
    """The value that begins at a number, if it is one, and where to look for the next."""
    start, end = match.span()
    before = flow[start - 1 : start]
    if (before.isalnum() and not _GLUED_PERCENT.match(flow, start - 2)) or (
        before and before in "/_#@" and flow[start - 2 : start] != "%/"
    ):
        return None, end
    mask = _MASK.match(flow, start)
    if mask is not None:
        return None, mask.end()
    left = Left.of(flow[max(0, start - 90) : start])
    return _range(flow, start, left) or _fraction(flow, start) or _single(flow, start, left)


def _range(flow: str, start: int, left: Left) -> tuple[Value, int] | None:
    match = _RANGE.match(flow, start)
    if match is None or (_YEAR.fullmatch(match["low"]) and _YEAR.fullmatch(match["high"])):
        return None
    high_scale = _scale(match["scale"])
    low = parse_number(match["low"]) * (_scale(match["lowscale"]) if match["lowscale"] else high_scale)
    high = parse_number(match["high"]) * high_scale
    if low >= high:
        return None
    end = match.end()
    unit = _unit(flow, end)
    if unit is None:
        ranked = _rank(flow, left, end)
        if ranked is None and _ENDS_FIGURE.match(flow, end) and _STATED.search(left):
            return Value(start, end, low, high, "count", "count", STATED_RULE.id + "-range", end), end
        if ranked is None:
            return None
        return Value(start, end, low, high, "rank", "rank", ranked + "-range", end), end
    rule, after = unit
    if match["sign"] and rule.id not in {"percent", "growth-rate"}:
        return None
    if rule.id == "count" and (_LABEL.search(left) or _is_never_counted(flow, end)):
        return None
    token = _token_end(flow, end, rule)
    return Value(start, token, low, high, rule.unit, rule.shape, rule.id + "-range", after), token


def _fraction(flow: str, start: int) -> tuple[Value | None, int] | None:
    match = _FRACTION.match(flow, start)
    if match is None:
        return None
    low, whole = parse_number(match["low"]), parse_number(match["of"])
    end = match.end()
    people = _PEOPLE.match(flow, end) if whole == _PER_HUNDRED else None
    if people is not None:  # "80/100 dân là mật độ thuê bao"
        after, first = people.end(), start + len(match["low"])
        return Value(start, first, low, None, "per_100_people", "measure", "per-100-people", after), first
    if 0 < low <= whole and _OF_RANKED.search(flow, max(0, start - 24), start):
        return Value(start, end, low, None, "rank", "rank", "rank-group", end, "<="), end
    noun = _COUNT_AT.match(flow, end) or _SPOT_AT.match(flow, end)
    part_of = whole <= 10 and flow[end : end + 4].strip().startswith("số")  # "1/2 số xã"
    if (
        noun is None
        or part_of
        or _is_never_counted(flow, end)
        or not 0 < low <= whole
        or _YEAR.fullmatch(match["of"])
    ):
        return None, end
    return Value(start, end, low, None, "count", "count", FRACTION_RULE.id, noun.end()), end


def _single(flow: str, start: int, left: Left) -> tuple[Value | None, int]:
    match = _SINGLE.match(flow, start)
    assert match is not None
    end = match.end()
    unit = _unit(flow, end)
    if unit is not None and unit[0].id in {"percent", "growth-rate"}:
        return _value(flow, match, unit), _token_end(flow, end, unit[0])
    if not match["scale"]:
        if flow[end : end + 1].isalpha() and (unit is None or unit[0].shape == "count"):
            return None, end  # "5G", "4K": the name of a technology
        placed = _rank_or_level(flow, start, match["low"], left)
        if placed is not None:
            return placed
        if unit is None:
            bare = _bare(flow, start, match["low"], left)
            if bare is not None:
                return bare, end
    if unit is None or (_LABEL.search(left) and unit[0].id not in {"dong", "dollar", "per-100-people"}):
        return None, end
    if unit[0].id == "count" and _is_never_counted(flow, end):
        return None, end
    if unit[0].id in {"hours", "days"} and not (
        _DURATION.search(left.text)
        and (_HOW_LONG.search(flow, max(0, start - 160), start) or _SINCE.match(flow, unit[1]))
    ):
        return None, end
    return _value(flow, match, unit), end


def _rank_or_level(flow: str, start: int, digits: str, left: Left) -> tuple[Value | None, int] | None:
    """A number that the words before it make a rank or a level; years are neither."""
    end = start + len(digits)
    number = parse_number(digits)
    ranked = _rank(flow, left, end)
    if ranked is not None and number == int(number) and 0 < number < 300:
        operator: Literal["<="] | None = None if ranked in {"rank-place", "rank-ordinal"} else "<="
        return Value(start, end, number, None, "rank", "rank", ranked, end, operator), end
    if _LEVEL.search(left) and _DATA_CENTRE.search(flow, max(0, start - 90), start):
        if _LEVEL_AGAIN.search(left.text):
            return None, end
        return Value(start, end, number, None, "level", "level", LEVEL_RULE.id, end), end
    return (None, end) if _YEAR.fullmatch(digits) else None


def _bare(flow: str, start: int, digits: str, left: Left) -> Value | None:
    """A number without a unit of its own: an index, a density named before it, a padded count."""
    end = start + len(digits)
    number = parse_number(digits)
    if _SCORE.fullmatch(digits) and _INDEX_BEFORE.search(left):
        return Value(start, end, number, None, "score", "measure", SCORE_RULE.id, end)
    if _PER_PEOPLE_BEFORE.search(flow, max(0, start - 80), start):
        return Value(start, end, number, None, "per_100_people", "measure", "per-100-people", end)
    if _BRACKETED.search(flow, max(0, start - 24), start) and _CLOSES.match(flow, end) and number >= 1:
        return Value(start, end, number, None, "count", "count", BRACKETED_RULE.id, end)
    if _PER_THOUSAND.search(flow, max(0, start - 40), start):
        return Value(start, end, number, None, "ratio", "measure", "per-1000-people", end)
    if "," in digits and _PER_HEAD.search(left) and _ENDS_FIGURE.match(flow, end):
        return Value(start, end, number, None, "ratio", "measure", "per-head", end)
    if _ENDS_FIGURE.match(flow, end) and _STATED.search(left):
        return Value(start, end, number, None, "count", "count", STATED_RULE.id, end)
    if _PADDED.match(flow, start) and not _LABEL.search(left) and not _is_never_counted(flow, end):
        return Value(start, end, number, None, "count", "count", PADDED_RULE.id, end)
    return None


def _value(flow: str, match: re.Match[str], unit: tuple[ValueRule, int]) -> Value:
    rule, after = unit
    number = parse_number(match["low"]) * _scale(match["scale"])
    end = _token_end(flow, match.end(), rule)
    return Value(match.start(), end, number, None, rule.unit, rule.shape, rule.id, after)


def _is_never_counted(flow: str, end: int) -> bool:
    """Whether the noun is one that is never counted and no longer noun is ("giải pháp công nghệ")."""
    never = _NEVER_AT.match(flow, end)
    if never is None:
        return False
    count = _COUNT_AT.match(flow, end)
    return count is None or count.end() <= never.end()


def _rank(flow: str, left: Left, end: int) -> str | None:
    for rule, pattern in _RANK:
        if not pattern.search(left):
            continue
        if rule.id == "rank-group" and not (
            (_INTO_GROUP.search(left) and _ENDS_THERE.match(flow, end))
            or (_GROUP_WORD.search(left) and _GROUP_NOUN.match(flow, end))
            or _LEADING.match(flow, end)
        ):
            continue
        if _OF_CLASS.search(left):
            continue  # "chợ hạng 2"
        return rule.id
    return None


def _unit(flow: str, end: int) -> tuple[ValueRule, int] | None:
    match = _UNIT.match(flow, end)
    if match is None:
        return None
    return UNIT_RULES[int((match.lastgroup or "u0")[1:])], match.end()


def _token_end(flow: str, end: int, rule: ValueRule) -> int:
    """The end of the value token: with its per-cent sign; any other unit is not part of the token."""
    sign = _SIGN.match(flow, end) if rule.id in {"percent", "growth-rate"} else None
    return sign.end() if sign else end


def _words_for_numbers(flow: str, words: Words) -> list[Value]:
    values: list[Value] = []
    position = 0
    places = [place for place, word in enumerate(words.accented) if word in _SPELLED]
    for place in places:
        start, word = words.starts[place], words.accented[place]
        if word in _ALL_WORDS:
            whole = _ALL.match(flow, start)
            if whole is not None and not flow[whole.end() : whole.end() + 6].strip().startswith("100"):
                values.append(
                    Value(start, whole.end(), 100.0, None, "percent", "share", ALL_RULE.id, whole.end())
                )
            continue
        if start < position:
            continue
        if word in {"nửa", "phần", "một"}:
            spelled = _one(flow, start) if word == "một" else _share_in_words(flow, start, word)
            if spelled is not None:
                values.append(spelled)
                position = spelled.end
            continue
        match = _WORD_NUMBER.match(flow, start)
        if match is None:
            continue
        position = match.end()
        percent = _WORD_PERCENT.match(flow, match.end())
        if percent is not None:
            share = float(_word_value(match.group().lower().split()))
            values.append(
                Value(match.start(), percent.end(), share, None, "percent", "share", "percent", percent.end())
            )
            continue
        noun = _COUNT_AT.match(flow, match.end())
        if noun is None or _is_never_counted(flow, match.end()):
            continue
        if match.group().lower() == "năm" and not _MAKES.search(
            flow, max(0, match.start() - 14), match.start()
        ):
            continue  # "mỗi năm tỉnh ...": the year
        number = float(_word_value(match.group().lower().split()))
        values.append(
            Value(match.start(), match.end(), number, None, "count", "count", WORD_RULE.id, noun.end())
        )
    return values


def _one(flow: str, start: int) -> Value | None:
    """ "mỗi thôn có ít nhất một điểm phát": `start` is where "một" stands."""
    end = start + len("một")
    if not _AT_LEAST_ONE.search(flow, max(0, start - 76), start):
        return None
    noun = _COUNT_AT.match(flow, end)
    if noun is None or _is_never_counted(flow, end):
        return None
    return Value(start, end, 1.0, None, "count", "count", WORD_RULE.id, noun.end())


def _share_in_words(flow: str, start: int, word: str) -> Value | None:
    """ "một nửa số xã" is 50 %, "ba phần tư số hộ" 75 %; `start` is where "nửa" or "phần" stands."""
    before = _FEW.search(flow, max(0, start - 8), start)
    first = before.start() if before else start
    if word == "nửa":
        if before is not None and before["few"].lower() != "một":
            return None
        half = _HALF.match(flow, start)
        return (
            Value(first, half.end(), 50.0, None, "percent", "share", HALF_RULE.id, half.end())
            if half
            else None
        )
    part = _PART.match(flow, start)
    if part is None or before is None:
        return None
    few = {"một": 1, **_DIGIT_WORDS}[before["few"].lower()]
    share = round(100 * few / _PARTS[part["many"].lower()], 2)
    if share >= 100:
        return None
    return Value(first, part.end(), share, None, "percent", "share", PART_RULE.id, part.end())


def _word_value(words: list[str]) -> int:
    ones = {**_DIGIT_WORDS, "một": 1, "mốt": 1, "lăm": 5, "tư": 4}
    if words[0] == "mười":
        return 10 + (ones[words[1]] if len(words) > 1 else 0)
    if len(words) == 1:
        return ones[words[0]]
    return 10 * ones[words[0]] + (ones[words[2]] if len(words) > 2 else 0)


def _scale(word: str | None) -> float:
    return _SCALES[" ".join(word.lower().split())] if word else 1.0
