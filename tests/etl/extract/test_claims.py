"""Targets, results and neither, with horizon and operator, on sentences of our own."""

import pytest

from etl.extract import Claim, extract_mentions
from etl.text import SourceText

Expected = list[tuple[str, str, int | None]]


def claims(text: str) -> list[Claim]:
    return list(extract_mentions(SourceText.of(text)).claims)


def targets(text: str) -> Expected:
    return [
        (text[claim.value.start : claim.value.end], claim.operator, claim.horizon)
        for claim in claims(text)
        if claim.kind == "target"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Horizons: before and after the value, period, parentheses, respectively.
        ("Đến năm 2025, 80% xã có wifi.", [("80%", "=", 2025)]),
        ("80% xã có wifi vào cuối năm 2025.", [("80%", "=", 2025)]),
        ("Giai đoạn 2021-2025 có 80% xã phủ wifi.", [("80%", "=", 2025)]),
        (
            "Tỷ lệ hộ có cáp quang đạt 85% (năm 2025) và 100% (năm 2030).",
            [("85%", "=", 2025), ("100%", "=", 2030)],
        ),
        ("Năm 2025 và năm 2030, tỷ lệ lần lượt đạt 70% và 90%.", [("70%", "=", 2025), ("90%", "=", 2030)]),
        ("Phấn đấu trước ngày 30/6/2024 đạt 90% xã.", [("90%", "=", 2024)]),
        # Stages in brackets, reasons, news that turn to what will be done, marks taken off.
        (
            "Giai đoạn 1 (2026 - 2027) triển khai tại 30% trường; giai đoạn 2 (2028 - 2029) tại 90% trường.",
            [("30%", "=", 2027), ("90%", "=", 2029)],
        ),
        ("Đặt mục tiêu 95% vào năm 2027 là vì năm 2023 tỉnh đã đạt 88%.", [("95%", "=", 2027)]),
        (
            "Thời gian qua, 23 thôn chưa có sóng. Năm 2027, sở sẽ có 90% hộ dùng mạng.",
            [("90%", "=", 2027)],
        ),
        ("Phấn đấu năm 2027 đạt 80% hồ sơ, đơn vị chậm bị trừ 2 điểm.", [("80%", "=", 2027)]),
        ("Đến năm 2027 có 2.500 tiểu thương dùng mã QR.", [("2.500", "=", 2027)]),
        ("Tỷ lệ phủ 5G: 2027 (60%), 2030 (99%).", [("60%", "=", 2027), ("99%", "=", 2030)]),
        ("Kế hoạch 2016 - 2020 đặt mục tiêu 80% hồ sơ, nhưng cuối kỳ chỉ đạt 71%.", [("80%", "=", 2020)]),
        (
            "Nghị quyết đề ra đến năm 2020 có 60% xã đạt chuẩn; kết quả có 64,2% xã đạt chuẩn.",
            [("60%", "=", 2020)],
        ),
        ("Thực hiện năm 2026: 55%; kế hoạch năm 2027: 70%.", [("70%", "=", 2027)]),
        # The time said without its year: that of the document, or of the term; else none.
        (
            "Ngày 12/3/2027, tỉnh họp. Mục tiêu là năm 2030 vào tốp 25, trước mắt năm nay đạt 70% hồ sơ.",
            [("25", "<=", 2030), ("70%", "=", 2027)],
        ),
        (
            "Ngày 12/3/2027, tỉnh họp. Phấn đấu đạt 70% hồ sơ trong năm nay và 90% hồ sơ vào năm 2030.",
            [("70%", "=", 2027), ("90%", "=", 2030)],
        ),
        (
            "Ngành phấn đấu cuối năm nay nâng tỷ lệ từ 38% hiện nay lên 60%, sang năm 2027 đạt ít nhất 80%.",
            [("60%", "=", None), ("80%", ">=", 2027)],
        ),
        (
            "NGHỊ QUYẾT ĐẠI HỘI NHIỆM KỲ 2025 - 2030\n- Đến năm 2027 đạt 80% hồ sơ, cuối nhiệm kỳ đạt 95%.\n"
            "- 90% hộ dùng mạng.",
            [("80%", "=", 2027), ("95%", "=", 2030), ("90%", "=", 2030)],
        ),
        # A goal beside a result of a year was due in it; a year in brackets dates its own value only.
        ("Năm 2026, hồ sơ trực tuyến đạt 88% (chỉ tiêu 80%).", [("80%", "=", 2026)]),
        (
            "Đến năm 2028, 100% giáo viên có chữ ký số (năm 2026 mới có 37%). Chỉ tiêu riêng: vùng cao 95%.",
            [("100%", "=", 2028), ("95%", "=", 2028)],
        ),
        (
            "Thành phố đặt ra một số chỉ tiêu đến năm 2028. Thứ nhất, 98% phản ánh được xử lý đúng hạn.",
            [("98%", "=", 2028)],
        ),
        # News names the plan in its lead; its headline repeats a figure of the text.
        (
            "Tỉnh giúp doanh nghiệp nhỏ\n\nĐó là mục tiêu của chương trình giai đoạn 2026 - 2028.\n\n"
            "Cụ thể, 100% doanh nghiệp được tư vấn.",
            [("100%", "=", 2028)],
        ),
        (
            "Tỉnh tính chuyện đào tạo 1.500 kỹ sư\n\nĐến năm 2030, phấn đấu đào tạo 1.500 kỹ sư.",
            [("1.500", "=", 2030), ("1.500", "=", 2030)],
        ),
        # What was done is that a goal was set; a step of each year; a limit that nobody may miss.
        (
            "Thành phố cho biết đã nâng mục tiêu. Theo đó, kinh tế số chiếm 25% GRDP năm 2027 thay vì 20%.",
            [("25%", "=", 2027)],
        ),
        ("I. LỘ TRÌNH\na) Năm 2027: lũy kế đạt 35%.", [("35%", "=", 2027)]),
        ("Đến năm 2027 đạt 88%; không có đơn vị nào dưới 80%.", [("88%", "=", 2027), ("80%", ">=", 2027)]),
        # Words in brackets say nothing of what stands behind them; "đã" may only tell which ones.
        ("Kết quả: hồ sơ trực tuyến đạt 36% (chỉ tiêu 50%); ký số 99%.", [("50%", "=", None)]),
        (
            "Đến 30/9/2027 kích hoạt 80% tài khoản đã cấp; xong 100% trước 31/12/2027.",
            [("80%", "=", 2027), ("100%", "=", 2027)],
        ),
        ("Phấn đấu 2027 phủ sóng 100% trường học.", [("100%", "=", 2027)]),
        ("date 2023-11-20 Tin tỉnh\n\nTỉnh phấn đấu hết năm nay đạt 80% xã.", [("80%", "=", 2023)]),
        (
            "Đến năm 2025 chiếm 15%; phấn đấu đến năm 2030 chiếm 30%.",
            [("15%", "=", 2025), ("30%", "=", 2030)],
        ),
        ("Chỉ tiêu 90% hồ sơ đến năm 2025 đã về đích khi tháng 6/2024 đạt 92%.", [("90%", "=", 2025)]),
        ("Đến hết năm 2023, 100% trường dùng sổ số\n\nĐến nay 100% trường đã dùng sổ số.", []),
        ("Chỉ tiêu 2025/2030: 20%/30% GRDP.", [("20%", "=", 2025), ("30%", "=", 2030)]),
        ("Kinh tế số mới chiếm 9%, trong khi mục tiêu đến năm 2025 là 20%.", [("20%", "=", 2025)]),
        (
            "Con số này thấp hơn mục tiêu cả nước (20% năm 2025, 30% năm 2030).",
            [("20%", "=", 2025), ("30%", "=", 2030)],
        ),
        ("Ước đến hết năm 2024, toàn huyện có 92% hộ dùng cáp quang.", []),
        ("Dự báo, cảnh báo cháy rừng: phấn đấu 85% điểm cháy được phát hiện.", [("85%", "=", None)]),
        # A count that is done is a result, whatever period it is reported for; what a plan wants is none.
        ("Giai đoạn 2015-2020, huyện đã ban hành 315 quyết định, trong đó: 39 quyết định mới.", []),
        (
            "Tỉnh đã ban hành kế hoạch đến năm 2027 đào tạo 300 kỹ sư.",
            [("300", "=", 2027)],
        ),
        ("Năm 2021, có 11/15 chỉ tiêu đạt (tỷ lệ 73,3%).", []),
        # The verb right before the value is done; a report turns to the plan of the next year.
        ("So với mục tiêu đề ra, huyện đã đạt 62% hộ dân có cáp quang.", []),
        (
            "Ước năm 2026, kinh tế số chiếm 17% GRDP. Kế hoạch năm 2027: kinh tế số chiếm 20% GRDP.",
            [("20%", "=", 2027)],
        ),
        # A year in brackets with a value of its own dates nothing else; one behind its value does not go on.
        (
            "Mục tiêu năm 2027\n\nDùng thư điện tử ở thành phố 80% (năm 2024 70%); ở xã 60% (năm 2024 50%).",
            [("80%", "=", 2027), ("60%", "=", 2027)],
        ),
        (
            "Mục tiêu đến năm 2026 là 80% xã có wifi, 90% xã có wifi vào năm 2030. 70% hộ có cáp quang.",
            [("80%", "=", 2026), ("90%", "=", 2030), ("70%", "=", 2026)],
        ),
        # A year belongs to the value it leads; a plan that sets goals itself dates them; stages in brackets.
        (
            "Mục tiêu năm 2027: kinh tế số chiếm 19% GRDP, hướng tới 30% vào năm 2030.",
            [("19%", "=", 2027), ("30%", "=", 2030)],
        ),
        ("Kế hoạch số hóa năm 2027 của huyện đặt mục tiêu 70% hồ sơ có bản điện tử.", [("70%", "=", 2027)]),
        (
            "Giai đoạn 1 (2024 - 2025): 50% xã có wifi; giai đoạn 2 (2026 - 2027): 100%.",
            [("50%", "=", 2025), ("100%", "=", 2027)],
        ),
        (
            "Đến năm 2026 (2030), tỷ lệ hồ sơ trực tuyến đạt 80% (95%).",
            [("80%", "=", 2026), ("95%", "=", 2030)],
        ),
        (
            "Có 100 xã số vào năm 2027 (2030: 250). Phấn đấu hơn một nửa số hộ dùng cáp quang.",
            [("100", "=", 2027), ("250", "=", 2030), ("một nửa", ">", 2027)],
        ),
        # A goal named beside a result, and the result beside it.
        (
            "Tỷ lệ hồ sơ trực tuyến đạt 61%, thấp hơn chỉ tiêu 70% giao cho năm 2026.",
            [("70%", "=", 2026)],
        ),
        ("Bốn chỉ tiêu chưa đạt gồm: chữ ký số 17% (chỉ tiêu 25%).", [("25%", "=", None)]),
        # Never from the name of a plan.
        (
            "Thực hiện Đề án chuyển đổi số giai đoạn 2016-2020, huyện đặt mục tiêu 40% hồ sơ qua mạng.",
            [("40%", "=", None)],
        ),
        # Headings, lists and titles.
        (
            "2. Mục tiêu đến năm 2030\n- 80% hộ có cáp quang;\n- Trên 70% người dân có chữ ký số.",
            [("80%", "=", 2030), ("70%", ">", 2030)],
        ),
        ("KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2024\nI. Mục tiêu\n- 50% báo cáo trực tuyến.", [("50%", "=", 2024)]),
        # Operators, shared over a list, and the noun's own bound.
        (
            "Phấn đấu năm 2025 ít nhất 90% hồ sơ cấp tỉnh, 80% cấp huyện và 60% cấp xã được xử lý trên mạng.",
            [("90%", ">=", 2025), ("80%", ">=", 2025), ("60%", ">=", 2025)],
        ),
        (
            "Mục tiêu năm 2027: tối thiểu 75% nghiệp vụ số; 80% giao dịch số; 50% quyết định số.",
            [("75%", ">=", 2027), ("80%", "=", 2027), ("50%", "=", 2027)],
        ),
        ("Phấn đấu 70% doanh nghiệp có từ 50 lao động trở lên dùng hóa đơn số.", [("70%", "=", None)]),
        ("Phấn đấu tỷ lệ đạt 50% trở lên vào năm 2025.", [("50%", ">=", 2025)]),
        ("Đến năm 2025 tỉnh vào top 10 cả nước về DTI.", [("10", "<=", 2025)]),
        ("Giữ hạng từ 18 trở lên trong bảng xếp hạng năm 2025.", [("18", "<=", 2025)]),
        ("Mục tiêu của kế hoạch số hóa năm 2027 là bảo đảm 70% hồ sơ có bản điện tử.", [("70%", "=", 2027)]),
        (
            "Mục tiêu đến năm 2027 là 60% cuộc họp trực tuyến, năm 2024 là 30%; 80% văn bản ký số.",
            [("60%", "=", 2027), ("80%", "=", 2027)],
        ),
        (
            "Phấn đấu đến năm 2025 hoàn thành Nghị quyết Đại hội nhiệm kỳ 2020 - 2025, tạo đà đến năm 2030 "
            "thuộc nhóm 15 tỉnh dẫn đầu.",
            [("15", "<=", 2030)],
        ),
        ('Đến năm 2026 giữ vững vị trí "top" 12 địa phương dẫn đầu.', [("12", "<=", 2026)]),
        ("Phấn đấu đến năm 2026 nằm trong nhóm 25/34 tỉnh, thành phố.", [("25/34", "<=", 2026)]),
        ("Đến năm 2027 đạt tối thiếu 35% hộ.", [("35%", ">=", 2027)]),
        (
            "Đến năm 2027, tối thiểu 65% hồ sơ được nộp qua mạng và 40% giao dịch được trả tiền trực tuyến.",
            [("65%", ">=", 2027), ("40%", ">=", 2027)],
        ),
        ("Bộ đã đưa ra lộ trình giúp kinh tế số đạt 35% vào năm 2031.", [("35%", "=", 2031)]),
        # A range with a bound; none below is at least.
        ("Đến năm 2030, kinh tế số tối thiểu phải bằng 35-40% GRDP.", [("35-40%", ">=", 2030)]),
        ("Mục tiêu đến năm 2027 giữ lại tối đa 5-6 trung tâm dữ liệu.", [("5-6", "<=", 2027)]),
        ("Phấn đấu đến năm 2027 không xã, phường nào dưới 60% hộ.", [("60%", ">=", 2027)]),
        # Goals that are counted and set give their year to those that follow; a deadline with its reason.
        (
            "Đến năm 2027, tỉnh đặt 7 mục tiêu về hạ tầng. Nhóm đầu gồm: 90% xã có wifi; 80% hộ có wifi.",
            [("90%", "=", 2027), ("80%", "=", 2027)],
        ),
        ("Trước hạn tắt sóng tháng 9/2027, nhà mạng phấn đấu còn dưới 4% máy 2G.", [("4%", "<", 2027)]),
        # A number behind the noun it counts; ranks in an index or a group alone; what reaches how far.
        (
            "Đến năm 2030, số trung tâm vùng là 4 - 6; nâng tổng số trạm lên 27.",
            [("4 - 6", "=", 2030), ("27", "=", 2030)],
        ),
        (
            "Đến năm 2030 vào nhóm 50 EGDI, hai chỉ số khác là nhóm 15.",
            [("50", "<=", 2030), ("15", "<=", 2030)],
        ),
        ("Đến năm 2027 có 3 trung tâm phục vụ trong bán kính 350 km.", [("3", "=", 2027)]),
        # Growth over every year before; a figure that moved on; what is hard.
        (
            "Đến năm 2030, doanh số mỗi năm cao hơn năm trước 20%, chiếm 15% tổng mức bán lẻ.",
            [("20%", "=", 2030), ("15%", "=", 2030)],
        ),
        ("Cuối năm 2024 tỷ lệ mới đạt 11,05%, sang tháng 1/2025 vọt lên 12,11%, rồi hạ còn 11,5%.", []),
        (
            "Đến năm 2030, xã phấn đấu 80% hộ có mạng. Khó khăn lớn là hộ nghèo còn hơn 12%.",
            [("80%", "=", 2030)],
        ),
        ("Cả nước còn rất xa mới tới mức 30% mà Chính phủ giao cho năm 2027.", [("30%", "=", 2027)]),
        # A span of years is due at its end; within a plan's year a quarter dates a count.
        (
            "Sở sẽ giúp 300 hợp tác xã bán hàng qua mạng trong hai năm 2026 và 2027; doanh số tăng 20%/năm.",
            [("300", "=", 2027), ("20%", "=", 2027)],
        ),
        (
            "2. Nhiệm vụ còn lại năm 2027\n- Số hóa hộ tịch: hoàn thành 312.000 dữ liệu trong quý III.",
            [("312.000", "=", 2027)],
        ),
        # Far from its goal: the result is none, the goal named behind is one; prices and how often are none.
        ("Tỷ lệ của các xã là 29,4%, cách khá xa mục tiêu năm. Cá biệt xã Hạ 8,1%.", []),
        ("Đến nay có 52% hộ dùng mạng, còn cách khá xa mục tiêu 75% vào năm 2027.", [("75%", "=", 2027)]),
        ("Mục tiêu năm 2027: 80% hộ có mạng. Nhà mạng giảm 20% cước cho trường.", [("80%", "=", 2027)]),
        # A headline says what the text below says of its figure; one that is a result below stays one.
        (
            "Nhà mạng muốn máy 2G chỉ còn dưới 4%\n\nĐến năm 2027, nhà mạng phấn đấu máy 2G còn dưới 4%.",
            [("4%", "<", 2027), ("4%", "<", 2027)],
        ),
        ("Máy 2G chỉ còn dưới 4%\n\nHiện nay máy 2G đã còn dưới 4%.", []),
        # A goal for each of several years in brackets; a goal that is set turns a report.
        (
            "Mục tiêu năm 2030\n- Hộ có mạng (năm 2026: 88%, năm 2027: 95%, năm 2030: 100%).",
            [("88%", "=", 2026), ("95%", "=", 2027), ("100%", "=", 2030)],
        ),
        (
            "Kinh tế số ước tính bằng 9%. Tỉnh đặt mục tiêu năm 2027 là 20%. Tỉnh điều chỉnh từ 25% lên 27%.",
            [("20%", "=", 2027), ("27%", "=", 2027)],
        ),
        # Pairs by a heading's brackets; a step within a period; what is measured is no section of results.
        (
            "Chỉ tiêu năm 2026 (năm 2030):\n- Hồ sơ trực tuyến: 80% (95%)\n- Số hóa kết quả: 90% (100%)",
            [("80%", "=", 2026), ("95%", "=", 2030), ("90%", "=", 2026), ("100%", "=", 2030)],
        ),
        (
            "2. Mục tiêu giai đoạn 2028 - 2030\n- Viện phí không dùng tiền mặt: 80% (năm 2028: 60%).",
            [("80%", "=", 2030), ("60%", "=", 2028)],
        ),
        # Parts of a year without the year: that of the plan, else that of the document.
        (
            "KẾ HOẠCH\nHà Nam, ngày 15 tháng 01 năm 2027\nPhấn đấu hết quý II: 90% hộ; hết năm: 95% hộ.",
            [("90%", "=", 2027), ("95%", "=", 2027)],
        ),
        (
            "KẾ HOẠCH NĂM 2028\nHà Nam, ngày 15 tháng 12 năm 2027\nPhấn đấu hết quý II có 90%; hết năm: 95%.",
            [("90%", "=", 2028), ("95%", "=", 2028)],
        ),
        (
            "Năm học 2026 - 2027 phấn đấu 100% trường số. Năm học trước, con số này là 71%.",
            [("100%", "=", 2027)],
        ),
        # When a meeting is held dates no goal; a year behind a semicolon leaves what a heading dates.
        (
            "Giao chỉ tiêu số hóa năm 2027\n\nTại kỳ họp cuối năm 2026, Hội đồng đề ra 88% hồ sơ số.",
            [("88%", "=", 2027)],
        ),
        (
            "Mục tiêu năm 2026:\n+ 100% thôn có sóng 4G; 70% có sóng 5G vào cuối năm 2027.",
            [("100%", "=", 2026), ("70%", "=", 2027)],
        ),
        # Counts of one where it is bounded; numbering before a number.
        ("Đến năm 2027, mỗi xã có tối thiểu một trạm 5G.", [("một", ">=", 2027)]),
        ("Đến năm 2027, 25% hộ dùng thử ít nhất một dịch vụ số.", [("25%", "=", 2027)]),
        (
            "II. MỤC TIÊU ĐẾN NĂM 2027\n2.1. 120 xã có tổ công nghệ số.\n2.2. 5.000 lao động được bồi dưỡng.",
            [("120", "=", 2027), ("5.000", "=", 2027)],
        ),
        (
            "II- MỤC TIÊU\n1- Đến năm 2022\n- 70% xã có mạng.\n2- Đến năm 2025\n- 100% xã có mạng.",
            [("70%", "=", 2022), ("100%", "=", 2025)],
        ),
        # A lower limit over a list, passive verbs and subjects without a verb included.
        (
            "Đến năm 2026, ít nhất 70% hồ sơ được số hóa, 50% báo cáo được lập tự động và 30% cuộc họp số.",
            [("70%", ">=", 2026), ("50%", ">=", 2026), ("30%", ">=", 2026)],
        ),
        (
            "Đến năm 2030, băng rộng cố định đạt tối thiểu 1 Gb/s, di động 200 Mb/s.",
            [("1", ">=", 2030), ("200", ">=", 2030)],
        ),
        (
            "Đến năm 2026, mỗi sở có ít nhất 02 kỹ sư, mỗi xã có 01 công chức.",
            [("02", ">=", 2026), ("01", "=", 2026)],
        ),
        # A year in the value's own brackets, another behind them.
        (
            "Hộ có cáp quang đạt 75% (năm 2030: 95%) vào năm 2026.",
            [("75%", "=", 2026), ("95%", "=", 2030)],
        ),
        (
            "Tỷ lệ hồ sơ số đạt 60% (vùng cao 35%) vào năm 2026.",
            [("60%", "=", 2026), ("35%", "=", 2026)],
        ),
        # What a plan foresees goes on; what is from now on, too.
        (
            "Theo kế hoạch, năm 2027 tỉnh sẽ vận hành trung tâm. Tỷ lệ xe buýt có vé điện tử đạt 80%.",
            [("80%", "=", 2027)],
        ),
        ("Theo báo cáo, năm 2023 tỉnh đã xong trung tâm. 70% sở chia sẻ dữ liệu.", []),
        (
            "Tôi đề nghị từ nay đến năm 2027 các sở làm ba việc. Thứ nhất, xử lý xong 95% hồ sơ tồn.",
            [("95%", "=", 2027)],
        ),
        # As today is a state; what is added every year is a goal.
        ("Thay vì 38% như hiện nay, đến năm 2026 tỷ lệ phải đạt 60%.", [("60%", "=", 2026)]),
        ("Hằng năm, số giao dịch qua cổng tăng ít nhất 10% so với năm trước.", [("10%", ">=", None)]),
        ("Số giao dịch qua cổng tăng 10% so với năm trước.", []),
        # A rise that is told before a goal; one that is planned.
        (
            "Từ 41% năm 2022, tỷ lệ hồ sơ số tăng lên 68% năm 2024; năm 2025, huyện phấn đấu 80%.",
            [("80%", "=", 2025)],
        ),
        (
            "Nâng tỷ lệ từ 20% năm 2022 lên 45% năm 2026 và phấn đấu 70% vào năm 2030.",
            [("45%", "=", 2026), ("70%", "=", 2030)],
        ),
        # Who is helped is a goal, what is paid is not; what a society invests is, a prize is not.
        (
            "KẾ HOẠCH NĂM 2026\nIII. Nhiệm vụ\n- Hỗ trợ tại nhà cho 100% người già neo đơn.\n"
            "- Hỗ trợ hộ nghèo 70% giá cước.",
            [("100%", "=", 2026)],
        ),
        (
            "I. CHỈ TIÊU ĐẾN NĂM 2030\n- Vốn đầu tư toàn xã hội đạt trên 300.000 tỷ đồng.\n"
            "- Mức thưởng cho đơn vị đứng đầu: 15 triệu đồng.",
            [("300.000 tỷ", ">", 2030)],
        ),
        # Orders, and what is still missing.
        ("Năm 2026, Công an tỉnh phải xong 90% hồ sơ.", [("90%", "=", 2026)]),
        (
            "So với mục tiêu 80% hồ sơ vào năm 2026, ta còn 17 điểm phần trăm nữa. Có xã mới làm được 31%.",
            [("80%", "=", 2026)],
        ),
        # Round shares for each level are goals; an exception shares the year behind it.
        (
            "Năm 2026, tỷ lệ hồ sơ số cấp tỉnh đạt 80%, cấp huyện 70%, cấp xã 50%.",
            [("80%", "=", 2026), ("70%", "=", 2026), ("50%", "=", 2026)],
        ),
        ("Năm 2023, tỷ lệ hồ sơ số cấp tỉnh đạt 78%, cấp huyện 71%, cấp xã 52%.", []),
        (
            "Tỷ lệ hài lòng về tiếp nhận hồ sơ đạt từ 92% trở lên; riêng y tế từ 88% trở lên vào năm 2026.",
            [("92%", ">=", 2026), ("88%", ">=", 2026)],
        ),
        # What a source tells of a year, and what a day showed, among goals.
        (
            "16:05 | 28/06/2022\nMột số mục tiêu đến năm 2025:\n- 80% người dân có tài khoản.\n"
            "Theo Sở Công Thương, năm 2021 toàn tỉnh có 1.200 máy POS; 61% hộ có tài khoản.",
            [("80%", "=", 2025)],
        ),
        (
            "GIAO CHỈ TIÊU NĂM 2026\n* Chỉ tiêu chung: 90% công dân.\n"
            "* Đến ngày 20/4/2026, kết quả của thị xã là 71%, Hạ 62,5%, Thượng 58%.",
            [("90%", "=", 2026)],
        ),
        ("Theo Sở Y tế, năm 2024 có 62% trạm nối mạng. Đến năm 2026, tỷ lệ là 100%.", [("100%", "=", 2026)]),
        ("Tỉnh đạt mục tiêu 12% vào năm 2024.", [("12%", "=", 2024)]),
        ("Tỉnh hoàn thành kế hoạch 85%, đứng đầu vùng.", []),
        ("Kết thúc giai đoạn 2021 - 2025, huyện có 78% hồ sơ số, vượt xa so với dự kiến.", []),
        ("Hết năm 2024, mỗi thôn có ít nhất một điểm phát Wi-Fi.", [("một", ">=", 2024)]),
        # Goals beside the results of a year were due then.
        (
            "BÁO CÁO\nKết quả năm 2024, nhiệm vụ năm 2025\nI. KẾT QUẢ NĂM 2024\n"
            "- Hồ sơ số đạt 61%, vượt chỉ tiêu huyện giao (55%).\nII. MỤC TIÊU NĂM 2025\n- Hồ sơ số đạt 75%.",
            [("55%", "=", 2024), ("75%", "=", 2025)],
        ),
        ("I. KẾT QUẢ NĂM 2024\n- Hồ sơ số đạt 61%, còn xa mục tiêu 80% vào năm 2026.", [("80%", "=", 2026)]),
        # Goals beside results.
        ("Hiện 72% hộ có cáp quang; tỉnh phấn đấu đạt 90% vào năm 2025.", [("90%", "=", 2025)]),
        ("Tỷ lệ đạt 41,3%, trong khi mục tiêu là 60%.", [("60%", "=", None)]),
        ("Nâng tỷ trọng từ 8% năm 2022 lên 12% năm 2025.", [("12%", "=", 2025)]),
        ("Kinh tế số năm 2025 phấn đấu đạt 20%, năm 2022 mới đạt 8,7%.", [("20%", "=", 2025)]),
        ("Trước ngày 30/9 hoàn thành chỉ tiêu cấp 95% tài khoản.", [("95%", "=", None)]),
        (
            "Sở sẽ có 3 nghìn máy tính để hoàn thành mục tiêu trao tặng 40 nghìn máy tính.",
            [("3 nghìn", "=", None), ("40 nghìn", "=", None)],
        ),
        (
            "Sở đang dựng cổng, bảo đảm cung cấp khoảng 120 dịch vụ. Các chỉ tiêu này dự kiến hoàn thành "
            "vào cuối năm 2027.",
            [("120", "~", 2027)],
        ),
        ("1. Hạ tầng\n- Giảm số thuê bao 2G xuống dưới 4%.", [("4%", "<", None)]),
        (
            "Mục tiêu là đưa số máy mới so với máy cũ lần lượt là 12% và 30%.",
            [("12%", "=", None), ("30%", "=", None)],
        ),
        (
            "Huyện vừa ban hành Kế hoạch số hóa năm 2027. Theo đó, 85% hồ sơ có bản số; 60% báo cáo ký số.",
            [("85%", "=", 2027), ("60%", "=", 2027)],
        ),
        (
            "Xã Đông phát triển chợ số giai đoạn 2026-2028\nUBND xã vừa ban hành Kế hoạch phát triển chợ số. "
            "Mục tiêu là 55% hộ mua bán trực tuyến, 70% hộ có tài khoản.",
            [("55%", "=", 2028), ("70%", "=", 2028)],
        ),
        ("Năm 2027, huyện sẽ làm nhiều việc. Về hạ tầng, phủ sóng tới 60% xã.", [("60%", "=", 2027)]),
        (
            "Sở góp ý Kế hoạch số hóa giai đoạn 2026 - 2030. Dự thảo đặt mục tiêu 95% hồ sơ có bản số.",
            [("95%", "=", 2030)],
        ),
        # A headline, or the name of a system, is no budget.
        (
            "Bảo đảm kinh phí cho chuyển đổi số\n\nVề chính quyền số, đến năm 2027, 90% hồ sơ có bản số. "
            "75% báo cáo được lập tự động.",
            [("90%", "=", 2027), ("75%", "=", 2027)],
        ),
        ("Đến năm 2026 đưa phần mềm quản lý ngân sách tới 100% các xã.", [("100%", "=", 2026)]),
        # Results, budgets, conditions, questions.
        ("Huyện đặt mục tiêu dẫn đầu. Vì vậy chỉ số tăng 7 bậc, từ thứ 21 lên thứ 14.", []),
        ("Giai đoạn 2016-2020, tỉnh đã có 95% cán bộ dùng máy tính; 70% xã có mạng LAN.", []),
        ("Hết năm 2023, tỉnh có 90% xã phủ sóng 4G.", []),
        ("Đáp ứng mục tiêu phát triển xanh, 88% trạm y tế nối mạng.", []),
        ("Tỷ lệ tăng từ 9,4% năm 2024 lên 27,3% vào tháng 12/2025.", []),
        ("Huyện quyết tâm cao. Đến ngày 20/4, 96% học sinh có thẻ.", []),
        ("Tỷ lệ hồ sơ đúng hạn đạt 97,8%, tăng 2,1% so với cùng kỳ năm trước.", []),
        ("Tổng kinh phí là 385 tỷ đồng, trong đó ngân sách tỉnh 35%.", []),
        ("Địa phương nào không hoàn thành 80% nhiệm vụ thì bị phê bình.", []),
        ("Đến năm 2030 có đạt 80% không?", []),
        ("Chỉ số có trọng số 10%, gồm 6 tiêu chí.", []),
    ],
)
def test_targets(text: str, expected: Expected) -> None:
    assert targets(text) == expected


def test_a_threshold_inside_the_subject_is_no_value() -> None:
    text = "Phấn đấu đến năm 2025 có ít nhất 50% chi nhánh có trên 30% giao dịch qua kênh số."
    assert targets(text) == [("50%", ">=", 2025)]


def test_a_baseline_names_its_cue_and_has_no_horizon() -> None:
    (claim,) = claims("Hiện nay, 97,6% cơ quan cấp xã có kết nối Internet.")
    assert (claim.kind, claim.horizon, claim.firmness) == ("baseline", None, None)
    assert claim.rule == "percent/cue-now"
    assert "Hiện nay" in claim.reason


@pytest.mark.parametrize(
    ("heading", "firmness"),
    [
        ("Mục tiêu đến năm 2025", "goal"),
        ("Định hướng đến năm 2030", "orientation"),
        ("Tầm nhìn đến năm 2045", "vision"),
    ],
)
def test_firmness_comes_from_the_heading(heading: str, firmness: str) -> None:
    (claim,) = claims(f"1. {heading}\n- 80% hộ có cáp quang.")
    assert (claim.firmness, claim.basis) == (firmness, "heading")


def test_a_flattened_table_gives_each_cell_the_year_of_its_column() -> None:
    text = "STT | Chỉ tiêu | Năm 2025 | Năm 2030\n1 | Tỷ lệ hộ có cáp quang | 85% | 100%\n"
    text += "2 | Tỷ lệ xã có 5G | 40% | 99%"
    assert targets(text) == [("85%", "=", 2025), ("100%", "=", 2030), ("40%", "=", 2025), ("99%", "=", 2030)]


def test_a_table_of_one_cell_a_line() -> None:
    text = "TT\nChỉ tiêu\nĐơn vị\nNăm 2025\n1\nTỷ lệ trường có Internet\n%\n100\n2\nTỷ lệ học bạ số\n%\n≥ 90"
    assert targets(text) == [("100", "=", 2025), ("90", ">=", 2025)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What a goal is compared with is of another year: it neither dates the goal nor is one.
        (
            "I. MỤC TIÊU ĐẾN NĂM 2027\n- Trên 40% chợ dùng mã QR, cao hơn mức 16,8% của năm 2021.",
            [("40%", ">", 2027)],
        ),
        ("Phấn đấu 60% hộ có mạng, cao hơn con số 45% vào cuối năm 2021.", [("60%", "=", None)]),
        (
            "I. MỤC TIÊU ĐẾN NĂM 2027\n- 60% hồ sơ trực tuyến, tăng 12 điểm phần trăm so với giai "
            "đoạn 2016 - 2020.",
            [("60%", "=", 2027), ("12", "=", 2027)],
        ),
        (
            "I. MỤC TIÊU ĐẾN NĂM 2027\n- Số doanh nghiệp số gấp đôi năm 2020, đạt 300 doanh nghiệp.",
            [("300", "=", 2027)],
        ),
        ("Phấn đấu đến năm 2027 tỷ lệ đạt cao hơn mức 90%.", [("90%", ">", 2027)]),
        # The period behind the plan that is the source dates all goals of its sentence.
        (
            "Mục tiêu đến năm 2025 đạt 60% hộ.\n\nCũng theo đề án, giai đoạn 2026 - 2030 phấn đấu "
            "95% hộ có cáp "
            "quang, 80% dân số được phủ 5G.",
            [("60%", "=", 2025), ("95%", "=", 2030), ("80%", "=", 2030)],
        ),
        (
            "Mục tiêu đến năm 2025 đạt 60% hộ.\n\nTheo kế hoạch của tỉnh, trong giai đoạn 2026 - "
            "2030, 95% hộ có mạng.",
            [("60%", "=", 2025), ("95%", "=", 2030)],
        ),
    ],
)
def test_years_of_comparisons_and_of_sources(text: str, expected: Expected) -> None:
    assert targets(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A lead that names a plan or its year, without a word for a goal, opens goals all the same.
        (
            "Hiện 40% chợ có mã QR.\n\nTheo kế hoạch vừa được UBND tỉnh ban hành, đến cuối năm "
            "2027:\n\n- 95% chợ có "
            "mã QR;\n- Ít nhất 70% hộ có mạng.",
            [("95%", "=", 2027), ("70%", ">=", 2027)],
        ),
        (
            "Hiện 40% chợ có mã QR.\n\nKế hoạch đề ra:\n- 95% chợ có mã QR;\n- 80% hộ có mạng.",
            [("95%", "=", None), ("80%", "=", None)],
        ),
        (
            "Hiện 40% chợ có mã QR. Chương trình đặt ra đến hết năm 2026:\n\n+ 95% chợ có mã "
            "QR;\n\n+ 80% hộ có mạng.",
            [("95%", "=", 2026), ("80%", "=", 2026)],
        ),
        ("Theo kế hoạch, đến nay tỉnh đã có:\n- 95% chợ có mã QR;\n- 80% hộ có mạng.", []),
        # The term of office named before says when it ends.
        (
            "Đại hội nhiệm kỳ 2020 - 2025 đã thông qua nghị quyết. Trong đó, đến cuối nhiệm kỳ, kinh "
            "tế số chiếm "
            "khoảng 10% GRDP.\n\nVề cải cách hành chính, tỉnh phấn đấu 60% dịch vụ phát sinh hồ sơ.",
            [("10%", "~", 2025), ("60%", "=", 2025)],
        ),
        (
            "HĐND tỉnh nhiệm kỳ 2021 - 2026 họp. Phấn đấu đến hết nhiệm kỳ có 80% hộ dùng mạng. 90% "
            "xã có 5G.",
            [("80%", "=", 2026), ("90%", "=", 2026)],
        ),
        # A goal beside a result was due in the period whose results the paragraph tells.
        (
            "Kế hoạch đến năm 2020\n\nGiai đoạn 2011 - 2015, tỉnh đã đầu tư mạnh. Chỉ tiêu không đạt "
            "gồm: dịch vụ công "
            "(mục tiêu 30%, thực hiện 11%).",
            [("30%", "=", 2015)],
        ),
        (
            "Kế hoạch đến năm 2020\n\nGiai đoạn 2011 - 2015, tỉnh đã đầu tư mạnh.\n\nPhấn đấu đạt "
            "30% dịch vụ công.",
            [("30%", "=", 2020)],
        ),
        # Figures given "lần lượt" for the years named before.
        (
            "Đến năm 2027 có 60 giảng viên và đến năm 2030 có 120 giảng viên; tỷ lệ thạc sĩ lần lượt "
            "đạt 55% và 70%.",
            [("60", "=", 2027), ("120", "=", 2030), ("55%", "=", 2027), ("70%", "=", 2030)],
        ),
        (
            "Năm 2025 đạt 60% hồ sơ và 70% hộ, đến năm 2030 lần lượt là 80% và 90%.",
            [("60%", "=", 2025), ("70%", "=", 2025), ("80%", "=", 2030), ("90%", "=", 2030)],
        ),
    ],
)
def test_leads_terms_and_periods_told_before(text: str, expected: Expected) -> None:
    assert targets(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What is planned, within a report; what stands, where somebody tells it of a month.
        (
            "Ngày 10/7/2026, tỷ lệ chỉ 46%. Theo kế hoạch, trong tháng 8, 100% xã được nâng băng "
            "thông lên tối thiểu 300 Mb/s; trong quý IV, 100% hệ thống được duyệt cấp độ.",
            [("100%", "=", 2026), ("300", ">=", 2026), ("100%", "=", 2026)],
        ),
        ("Hiện 46% trạm có 4G. Theo lộ trình của ngành, 90% trạm chuyển sang 4G.", [("90%", "=", None)]),
        ("Hiện 46% trạm có 4G. Theo kế hoạch, xã đã lắp 90% camera.", []),
        (
            "Đến năm 2027, 100% trạm thu phí không dừng\n\nBộ cũng dự kiến đến thời điểm này có trên "
            "90% ô tô dán thẻ.",
            [("100%", "=", 2027), ("90%", ">", 2027)],
        ),
        ("Đến thời điểm này có trên 90% ô tô dán thẻ.", []),
        (
            "Ngân hàng Nhà nước cho biết, đến cuối tháng 6/2024, toàn tỉnh có 412 doanh nghiệp, "
            "6.900 điểm bán dùng mã QR.",
            [],
        ),
        ("Theo thống kê, đến hết tháng 9/2024, 85% trạm y tế dùng mã QR.", []),
        ("Ông A. cho biết, đến năm 2026, tỉnh sẽ có 80% xã phủ 5G.", [("80%", "=", 2026)]),
        ("Ông A. cho biết, đến hết tháng 6/2026 sẽ phủ sóng 80% số thôn.", [("80%", "=", 2026)]),
        (
            "Khi số cơ sở dùng phần mềm mới đạt 61% và diện tích số hóa khoảng 480 ha, tỉnh xác định "
            "đến năm 2027 có 85% cơ sở.",
            [("85%", "=", 2027)],
        ),
    ],
)
def test_what_is_planned_and_what_is_told(text: str, expected: Expected) -> None:
    assert targets(text) == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Tỷ lệ máy tính trên cán bộ cấp xã đạt 0,8.", [("0,8", "=", None)]),
        ("Số máy tính/học sinh là 0,25.", [("0,25", "=", None)]),
        ("80/100 dân là mật độ thuê bao băng rộng.", [("80", "=", None)]),
        ("Không để quá 24 giờ kể từ khi nhận cảnh báo.", [("24", "<=", None)]),
        ("Mỗi hệ thống được kiểm tra tối thiểu 01 lần/năm.", [("01", ">=", None)]),
        ("Mỗi hệ thống được kiểm tra 02 lần/năm.", []),
        ("100% trường có ít nhất 01 thỏa thuận.", [("100%", "=", None), ("01", ">=", None)]),
        ("60% xã có ít nhất 3 nhà máy được giám sát.", [("60%", "=", None)]),
        (
            "100% sở, ngành kết nối với tốc độ không thấp hơn 20 Mb/s.",
            [("100%", "=", None), ("20", ">=", None)],
        ),
        ("80% hộ dùng cáp quang tốc độ trên 200 Mb/s.", [("80%", "=", None)]),
        ("Bán kính phục vụ còn 1,6 km.", [("1,6", "=", None)]),
        ("Xây dựng 3 trung tâm phục vụ trong bán kính 350 km.", [("3", "=", None)]),
        ("Mỗi xã thành lập ít nhất 1 tổ lưu động.", [("1", ">=", None)]),
    ],
)
def test_minimum_counts_and_measures_of_goal_lists(item: str, expected: Expected) -> None:
    assert targets(f"I. MỤC TIÊU\n- {item}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What plans and events are made up of, and money handed out.
        (
            "I. MỤC TIÊU ĐẾN NĂM 2027\n1. 80% hộ có mạng.\n2. Danh mục gồm 21 nhiệm vụ, 9 dự án với "
            "nhu cầu 1.460 tỷ đồng.",
            [("80%", "=", 2027)],
        ),
        (
            "I. MỤC TIÊU\n- Kế hoạch kèm theo 12 dự án.\n- Xây dựng 9 dự án đầu tư hạ tầng số.",
            [("9", "=", None)],
        ),
        ("Phấn đấu 80% hộ có mạng. Hộ nghèo được hỗ trợ 400.000 đồng mua điện thoại.", [("80%", "=", None)]),
        ("Phấn đấu 80% hộ có mạng. Đại hội có 347 đại biểu, 18,7% là nữ.", [("80%", "=", None)]),
        (
            "Phấn đấu 80% hộ có mạng. Ngày hội còn có 18 gian, hơn 1.600 lượt người được hướng dẫn.",
            [("80%", "=", None)],
        ),
        ("Hội nghị đặt mục tiêu có 80% hộ dùng mạng.", [("80%", "=", None)]),
        (
            "I. MỤC TIÊU\n- 90% thủ tục trực tuyến, riêng 2 thủ tục liên thông đạt 100% hồ sơ.",
            [("90%", "=", None), ("100%", "=", None)],
        ),
        # The goal that a result has passed, not by how much.
        (
            "Nhiệm kỳ qua, GRDP đã tăng bình quân 10,2%/năm, vượt mục tiêu 10%; hồ sơ đạt 66%, vượt "
            "kế hoạch 60%.",
            [("10%", "=", None), ("60%", "=", None)],
        ),
        ("Tỷ lệ hồ sơ đạt 66%, vượt mục tiêu 6%.", []),
        (
            "Hiện tỷ lệ chỉ 46%. Kế hoạch của phường là mỗi tháng tăng 5%, đến hết năm 2027 đạt 75%.",
            [("5%", "=", None), ("75%", "=", 2027)],
        ),
        ("Theo kế hoạch, năm 2023 có 80% xã đạt, thực tế chỉ 60%.", [("80%", "=", 2023)]),
        (
            "Theo lộ trình của ngành, hết năm 2024 phải xong 90% kho, nhưng mới đạt 50% kho.",
            [("90%", "=", 2024)],
        ),
        ("Theo thống kê, năm 2023 có 80% xã đạt, nhưng vùng cao chỉ 60%.", []),
        # What everyone is to do, within a report.
        (
            "Từ đầu năm, ngành đã chi trả 1.260 tỷ đồng. Vì vậy mỗi xã bố trí tối thiểu 2 cán bộ.",
            [("2", ">=", None)],
        ),
        ("Thời gian qua tỉnh làm tốt. Mỗi xã có ít nhất 2 cán bộ.", []),
    ],
)
def test_inventories_passed_goals_and_duties(text: str, expected: Expected) -> None:
    assert targets(text) == expected
