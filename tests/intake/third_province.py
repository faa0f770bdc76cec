"""Two plans of a province that the project does not hold, in wording of our own: one DOCX, one PDF.

Each has two pages, a list, a table and lines long enough to wrap. To look at them or to try things out:

    python -m tests.intake.third_province FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.intake.papers import Item, Line, NewPage, Part, Sheet, as_docx, as_pdf

PROVINCE = "Quảng Ninh"
UNIT_ID = "quang-ninh"
PLAN_NUMBER = "118/KH-UBND"
PROGRAMME_NUMBER = "27/CTr-UBND"

PLAN: tuple[Part, ...] = (
    Line("ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH"),
    Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    Line("Độc lập - Tự do - Hạnh phúc"),
    Line(f"Số: {PLAN_NUMBER}"),
    Line("Quảng Ninh, ngày 14 tháng 4 năm 2023"),
    Line("KẾ HOẠCH"),
    Line("Chuyển đổi số tỉnh Quảng Ninh đến năm 2025, định hướng đến năm 2030"),
    Line(
        "Căn cứ tình hình thực tế của địa phương, Ủy ban nhân dân tỉnh ban hành kế hoạch chuyển đổi số với "
        "những nội dung sau đây, giao các sở, ngành và địa phương cùng thực hiện."
    ),
    Line("I. MỤC TIÊU"),
    Line("1. Mục tiêu đến năm 2025"),
    Item("85% hồ sơ công việc tại cấp tỉnh được xử lý trên môi trường mạng."),
    Item(
        "Tối thiểu 70% hộ gia đình trên địa bàn được phủ hạ tầng mạng cáp quang băng rộng, kể cả các hộ ở "
        "những xã đảo và những thôn còn nhiều khó khăn của tỉnh."
    ),
    Item("60% dân số trưởng thành có tài khoản thanh toán điện tử."),
    NewPage(),
    Line("2. Bảng chỉ tiêu"),
    Sheet(
        (
            ("TT", "Chỉ tiêu", "Đơn vị", "2025", "2030"),
            ("1", "Tỷ trọng kinh tế số trong GRDP của tỉnh", "%", "20", "35"),
            ("2", "Tỷ lệ hồ sơ công việc tại cấp huyện được xử lý trên môi trường mạng", "%", "80", "100"),
            ("3", "Tỷ lệ hộ gia đình có đường truyền cáp quang băng rộng", "%", "75,5", "95"),
        ),
        widths=(28, 220, 60, 60, 60),
    ),
    Line("II. TỔ CHỨC THỰC HIỆN"),
    Line("Sở Thông tin và Truyền thông theo dõi, đôn đốc việc thực hiện kế hoạch này."),
)

PROGRAMME: tuple[Part, ...] = (
    Line("ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH"),
    Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    Line("Độc lập - Tự do - Hạnh phúc"),
    Line(f"Số: {PROGRAMME_NUMBER}"),
    Line("Quảng Ninh, ngày 20 tháng 9 năm 2024"),
    Line("CHƯƠNG TRÌNH"),
    Line("Phát triển hạ tầng số và nhân lực số tỉnh Quảng Ninh đến năm 2030"),
    Line(
        "Thực hiện chủ trương của tỉnh, chương trình này nêu những việc phải làm để hạ tầng số đi trước một "
        "bước và để người dân ở mọi vùng đều dùng được dịch vụ số, kể cả nơi sóng di động hôm nay còn yếu."
    ),
    Line("I. MỤC TIÊU ĐẾN NĂM 2030"),
    Item("Phổ cập dịch vụ mạng di động 5G."),
    Item(
        "90% dân số trưởng thành của tỉnh có tài khoản thanh toán điện tử, trong đó người dân ở nông thôn và "
        "ở hải đảo được hướng dẫn sử dụng tận nhà."
    ),
    NewPage(),
    Line("II. CHỈ TIÊU CỤ THỂ"),
    Sheet(
        (
            ("TT", "Chỉ tiêu", "Đơn vị", "Năm 2025", "Năm 2030"),
            ("1", "Tỷ lệ dân số được phủ sóng mạng di động băng rộng", "%", "98", "100"),
            ("2", "Tỷ lệ dân số có chữ ký số cá nhân", "%", "30", "60"),
        ),
        widths=(28, 220, 60, 70, 70),
    ),
    Line("III. TỔ CHỨC THỰC HIỆN"),
    Line("Các sở, ngành báo cáo kết quả thực hiện trước ngày 15 tháng 12 hằng năm."),
)


def write(folder: Path) -> tuple[Path, Path]:
    """Both files in `folder`: the plan as DOCX, the programme as PDF."""
    plan, programme = folder / "ke-hoach-quang-ninh.docx", folder / "chuong-trinh-quang-ninh.pdf"
    plan.write_bytes(as_docx(PLAN))
    programme.write_bytes(as_pdf(PROGRAMME))
    return plan, programme


if __name__ == "__main__":
    print(*write(Path(sys.argv[1])), sep="\n")
