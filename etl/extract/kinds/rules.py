"""Every decision by its id, with a sentence that it decides and one that it leaves alone.

The tests are generated from this table; the id travels to the statement. The cues (`cue-strive`, `cue-now`
and so on) have their examples in `etl/extract/cues.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from etl.model import Kind


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """One decision: what it makes of a value, and texts where it does and does not apply."""

    id: str
    kind: Kind | None
    example: str
    counter: str


DECISION_RULES: tuple[DecisionRule, ...] = (
    # Neither goal nor result.
    DecisionRule("question", None, "Đến năm 2027 có đạt 80% không?", "Đến năm 2027 đạt 80%."),
    DecisionRule(
        "how-often",
        None,
        "Phấn đấu sớm xong vì người dân phải đi lại 4 lần.",
        "Phấn đấu số hồ sơ tăng 4 lần.",
    ),
    DecisionRule(
        "how-often",
        None,
        "Phấn đấu đạt chuẩn, mỗi hệ thống được kiểm tra 02 lần/năm.",
        "Phấn đấu mỗi hệ thống được kiểm tra tối thiểu 02 lần/năm.",
    ),
    DecisionRule(
        "threshold",
        None,
        "Phấn đấu các doanh nghiệp có trên 30% vốn nhà nước dùng hóa đơn số.",
        "Phấn đấu có trên 30% doanh nghiệp dùng hóa đơn số.",
    ),
    DecisionRule(
        "threshold",
        None,
        "Đến năm 2027, cá nhân có doanh thu trên 1 tỷ đồng dùng hóa đơn số.",
        "Đến năm 2027, doanh thu số đạt trên 1 tỷ đồng.",
    ),
    DecisionRule(
        "threshold",
        None,
        "Phấn đấu dựng 05 video, mỗi video không quá 3 phút.",
        "Phấn đấu mỗi hồ sơ không quá 3 phút.",
    ),
    DecisionRule(
        "threshold",
        None,
        "Doanh nghiệp có vốn nhà nước trên 50% phải dùng hóa đơn số trước năm 2027.",
        "Phấn đấu trên 50% doanh nghiệp dùng hóa đơn số trước năm 2027.",
    ),
    DecisionRule(
        "threshold",
        None,
        "Năm 2027, mọi xã có trên 30% người cao tuổi phải mở ít nhất 02 lớp.",
        "Năm 2027, mọi xã có trên 30% người cao tuổi dùng mạng.",
    ),
    DecisionRule(
        "threshold",
        None,
        "Sở sẽ phê bình đơn vị có trên 5% hồ sơ quá hạn.",
        "Sở sẽ giúp đơn vị xử lý trên 5% hồ sơ quá hạn.",
    ),
    DecisionRule(
        "threshold",
        None,
        "Năm 2027, tỷ lệ thanh toán trực tuyến đạt 30% trở xuống thì đơn vị phải giải trình.",
        "Năm 2027, tỷ lệ thanh toán trực tuyến đạt 30% trở lên.",
    ),
    DecisionRule(
        "threshold",
        None,
        "Ngành phải đi trước, không chờ đủ 90% điều kiện.",
        "Ngành phải đi trước, đáp ứng đủ 90% điều kiện.",
    ),
    DecisionRule(
        "threshold",
        None,
        "Phấn đấu nâng chỉ số, gồm 65 điểm thẩm định và 35 điểm khảo sát.",
        "Phấn đấu nâng chỉ số lên 65 điểm.",
    ),
    DecisionRule(
        "out-of",
        None,
        "Phấn đấu xếp thứ 20 trên 63 tỉnh, thành phố.",
        "Phấn đấu xếp thứ 20, có 63 xã thông minh.",
    ),
    DecisionRule(
        "description",
        None,
        "Với 1,2 triệu dân và 70% sống ở nông thôn, tỉnh đặt mục tiêu 60% người dân có kỹ năng số.",
        "Với mục tiêu 70% hộ dùng cáp quang, tỉnh đặt thêm 30 trạm.",
    ),
    DecisionRule(
        "aside",
        None,
        "Địa phương nào không hoàn thành 80% nhiệm vụ sẽ bị phê bình.",
        "Địa phương phải hoàn thành 80% nhiệm vụ.",
    ),
    DecisionRule(
        "aside",
        None,
        "Các nước ASEAN đặt mục tiêu kinh tế số chiếm 25% GDP vào năm 2030.",
        "Cùng các nước ASEAN, Việt Nam đặt mục tiêu kinh tế số chiếm 25% GDP vào năm 2030.",
    ),
    DecisionRule(
        "budget", None, "Bố trí 62 tỷ đồng cho chuyển đổi số.", "Phấn đấu doanh thu số đạt 62 tỷ đồng."
    ),
    DecisionRule(
        "budget",
        None,
        "III. NHIỆM VỤ\n- Đến năm 2027 triển khai 5 dự án, tổng mức 62 tỷ đồng;",
        "III. NHIỆM VỤ\n- Đến năm 2027 triển khai 5 dự án tại xã;",
    ),
    DecisionRule(
        "inventory",
        None,
        "I. MỤC TIÊU\n- Danh mục gồm 21 nhiệm vụ, 9 dự án;\nII. NHIỆM VỤ",
        "I. MỤC TIÊU\n- Hoàn thành 9 dự án;\nII. NHIỆM VỤ",
    ),
    DecisionRule(
        "inventory",
        None,
        "Phấn đấu 80% hộ có mạng. Đại hội có 347 đại biểu, 18,7% là nữ.",
        "Phấn đấu 80% hộ có mạng. Đại hội đặt mục tiêu có 30% là nữ.",
    ),
    DecisionRule(
        "budget-share",
        None,
        "Đến năm 2027, ngân sách bố trí 90 tỷ đồng, bằng 1,5% tổng chi.",
        "Đến năm 2027, kinh tế số bằng 20% GRDP.",
    ),
    DecisionRule(
        "budget-share",
        None,
        "Tổng vốn 85 tỷ đồng (ngân sách trung ương 60%, địa phương 40%).",
        "Đến năm 2027, hồ sơ trực tuyến đạt 80% (trung ương 60%, địa phương 40%).",
    ),
    DecisionRule(
        "subsidy", None, "Tỉnh hỗ trợ 50% mức phí cho hộ nghèo.", "Tỉnh phấn đấu 50% hộ nghèo có điện thoại."
    ),
    DecisionRule(
        "subsidy",
        None,
        "Thuế suất giảm còn 8% đến hết năm 2027.",
        "Hồ sơ cấp căn cước giảm còn 8% đến hết năm 2027.",
    ),
    DecisionRule(
        "aside",
        None,
        "Lào đặt mục tiêu 80% hồ sơ trực tuyến vào năm 2027.",
        "Lào Cai đặt mục tiêu 80% hồ sơ trực tuyến vào năm 2027.",
    ),
    DecisionRule(
        "restated",
        None,
        "Đến năm 2027 đã đạt 10 chỉ tiêu (66,7%).",
        "Đến năm 2027 đạt 80% (trong đó vùng cao 66%).",
    ),
    DecisionRule(
        "uncertain-count",
        None,
        "Phấn đấu hoàn thành dự án tại địa bàn của 30 xã.",
        "Phấn đấu xây dựng 30 xã thông minh.",
    ),
    DecisionRule(
        "all-of",
        None,
        "Tỉnh đặt mục tiêu dẫn đầu. Toàn bộ hồ sơ được số hóa.",
        "Đến năm 2027, toàn bộ hồ sơ được số hóa.",
    ),
    # Results.
    DecisionRule(
        "from-level", "baseline", "Nâng tỷ lệ từ 60% lên 80% vào năm 2027.", "Phấn đấu từ 60% số xã có wifi."
    ),
    DecisionRule(
        "state-of-year",
        "baseline",
        "Mục tiêu đến năm 2027 là 60% cuộc họp, năm 2024 là 30%.",
        "Mục tiêu năm 2024 là 30% cuộc họp.",
    ),
    DecisionRule(
        "moved",
        "baseline",
        "Tỉnh tăng 8 bậc, từ thứ 30 lên thứ 22.",
        "Phấn đấu tăng 8 bậc, từ thứ 30 lên thứ 22.",
    ),
    DecisionRule(
        "beside-goal",
        "baseline",
        "Tỷ lệ hồ sơ trực tuyến đạt 61% (kế hoạch năm 60%).",
        "Phấn đấu tỷ lệ hồ sơ trực tuyến đạt 61% trong năm.",
    ),
    DecisionRule(
        "compared-with",
        "baseline",
        "Phấn đấu đạt 80%, so với mức 45% của năm 2023.",
        "Phấn đấu đạt 80%, trong đó vùng cao 45%.",
    ),
    DecisionRule(
        "compared-with",
        "baseline",
        "Đến năm 2027, kinh tế số chiếm 12% GRDP, thay vì 7% như bây giờ.",
        "Đến năm 2027, kinh tế số chiếm 12% GRDP, vùng cao 7%.",
    ),
    DecisionRule(
        "compared-with",
        "baseline",
        "Phấn đấu trên 40% hợp tác xã dùng sàn số, cao hơn mức 17% của năm 2021.",
        "Phấn đấu đến năm 2027 tỷ lệ đạt cao hơn mức 90%.",
    ),
    DecisionRule(
        "same-period",
        "baseline",
        "Doanh thu đạt 22%, tăng 7% so với cùng kỳ.",
        "Phấn đấu doanh thu số đạt 22%.",
    ),
    DecisionRule("reports", "baseline", "Tỷ lệ hồ sơ mới đạt 32%.", "Phấn đấu tỷ lệ hồ sơ đạt 32%."),
    DecisionRule(
        "reports",
        "baseline",
        "Mục tiêu năm 2027 là 80%, huyện còn 12% nữa.",
        "Mục tiêu năm 2027 là hồ sơ giấy chỉ chiếm không quá 12% tổng số.",
    ),
    DecisionRule(
        "reports",
        "baseline",
        "Sau một khóa, chưa tới 50% học viên đọc được tài liệu.",
        "Sau một khóa, phấn đấu 50% học viên đọc được tài liệu.",
    ),
    DecisionRule(
        "reports",
        "baseline",
        "Hồ sơ trực tuyến đạt 66% (mục tiêu năm 2027 là 80%), giải ngân mới 18%.",
        "Phấn đấu đào tạo mới 18% cán bộ.",
    ),
    DecisionRule(
        "difference",
        "baseline",
        "Hiện nay tỷ lệ đạt 45%, tăng 8 điểm phần trăm.",
        "Phấn đấu tỷ lệ tăng 8 điểm phần trăm.",
    ),
    DecisionRule(
        "has-reached", "baseline", "Toàn ngành đã số hóa 46% hồ sơ.", "Toàn ngành phải số hóa 46% hồ sơ."
    ),
    DecisionRule(
        "named-after",
        "target",
        "99% doanh nghiệp nộp thuế điện tử. Đó là chỉ tiêu của ngành.",
        "99% doanh nghiệp nộp thuế điện tử. Đó là kết quả của ngành.",
    ),
    DecisionRule(
        "went-on",
        "baseline",
        "Tháng 5 mới đạt 11,05%, tháng 6 vọt lên 12,11%.",
        "Tháng 5 mới đạt 11,05%, tháng 6 phải tăng lên 12,11%.",
    ),
    DecisionRule(
        "parenthesis-result",
        "baseline",
        "Phấn đấu đạt 80% (hiện nay 45%).",
        "Phấn đấu đạt 80% (vùng cao 45%).",
    ),
    DecisionRule(
        "parenthesis-past-year",
        "baseline",
        "Đến năm 2027 đạt 80% (năm 2023 45%).",
        "Đến năm 2027 đạt 80% (vùng cao 45%).",
    ),
    DecisionRule(
        "done-by-year",
        "baseline",
        "Đến năm 2020, tỉnh đã có 95% xã có sóng 4G.",
        "Đến năm 2020, phấn đấu 95% xã có sóng 4G.",
    ),
    DecisionRule(
        "elapsed",
        "baseline",
        "Sau 3 năm thực hiện, 75% xã có wifi.",
        "Sau khi xong, phấn đấu 75% xã có wifi.",
    ),
    DecisionRule(
        "share-of-plan",
        "baseline",
        "Thu được 80% kế hoạch năm.",
        "Phấn đấu 80% kế hoạch đấu thầu được đăng tải.",
    ),
    DecisionRule(
        "reported-year", "baseline", "Hết năm 2022, 75% xã có wifi.", "Đến hết năm 2022, 75% xã có wifi."
    ),
    DecisionRule(
        "as-of",
        "baseline",
        "Sở cho biết, đến cuối tháng 6/2024, tỉnh có 412 doanh nghiệp.",
        "Đến cuối tháng 6/2024, tỉnh có 412 doanh nghiệp.",
    ),
    DecisionRule(
        "as-of",
        "baseline",
        "Đến hết tháng 6/2024, tỷ lệ đạt 57,5%.",
        "Phấn đấu đến hết tháng 6/2024, tỷ lệ đạt 57,5%.",
    ),
    DecisionRule(
        "as-of",
        "baseline",
        "Đến hết tháng 10/2023, 100% xã có cáp quang, 91,3% thôn có sóng.",
        "Đến hết tháng 10/2023, 100% xã có cáp quang, 90% thôn có sóng.",
    ),
    DecisionRule(
        "reported-year",
        "baseline",
        "Kết thúc giai đoạn 2016 - 2020, tỉnh có 85% văn bản điện tử.",
        "Đến hết giai đoạn 2016 - 2020, tỉnh có 85% văn bản điện tử.",
    ),
    DecisionRule(
        "before-goal-year",
        "baseline",
        "Năm 2023, tỷ lệ là 52%, năm 2024 phấn đấu 65%.",
        "Năm 2024 phấn đấu 65%, năm 2025 phấn đấu 80%.",
    ),
    DecisionRule(
        "past-year",
        "baseline",
        "Ngày 05/3/2026, tỉnh họp. Năm 2024 có 30% xã đạt.",
        "Ngày 05/3/2026, tỉnh họp. Năm 2027 có 30% xã đạt.",
    ),
    DecisionRule("dated", "baseline", "Đến ngày 20/5, 80% xã có wifi.", "Đến năm 2027, 80% xã có wifi."),
    DecisionRule(
        "heading-result",
        "baseline",
        "I. KẾT QUẢ THỰC HIỆN\n- 70% xã có wifi;\nII. MỤC TIÊU",
        "I. MỤC TIÊU\n- 70% xã có wifi;\nII. NHIỆM VỤ",
    ),
    DecisionRule(
        "in-past-year",
        "baseline",
        "Năm 2023, tỷ lệ xã có wifi đạt 75%.",
        "Năm 2030, tỷ lệ xã có wifi đạt 75%.",
    ),
    DecisionRule(
        "carried-result",
        "baseline",
        "Lũy kế đến nay, 80% xã có wifi, 96% thôn có sóng.",
        "Phấn đấu 80% xã có wifi, 96% thôn có sóng.",
    ),
    DecisionRule(
        "counted-done",
        "baseline",
        "Giai đoạn 2016-2020, huyện đã ban hành kịp thời, trong đó có 39 văn bản.",
        "Giai đoạn 2026-2030, huyện ban hành kịp thời, trong đó có 39 văn bản.",
    ),
    DecisionRule(
        "changed",
        "baseline",
        "Năm 2030 đạt 72%, tăng 5% mỗi quý.",
        "Phấn đấu năm 2030 đạt 72%.",
    ),
    DecisionRule(
        "exact-figure",
        "baseline",
        "Tỉnh hướng tới tốp đầu. Tỷ lệ hồ sơ trực tuyến đạt 41,3%.",
        "Tỉnh hướng tới tốp đầu. Tỷ lệ hồ sơ trực tuyến đạt 41%.",
    ),
    DecisionRule(
        "portrait",
        "baseline",
        "KẾ HOẠCH CHUYỂN ĐỔI SỐ\nSau sáp nhập, xã có 24 thôn, dân số trên 9 nghìn người, 70% hộ có wifi.",
        "KẾ HOẠCH CHUYỂN ĐỔI SỐ\nSau sáp nhập, 70% hộ có wifi.",
    ),
    DecisionRule("no-cue", "baseline", "Khoảng 60% xã có wifi.", "Phấn đấu 60% xã có wifi."),
    # Goals.
    DecisionRule(
        "to-level",
        "target",
        "Nâng tỷ lệ từ 60% lên 80% vào năm 2027.",
        "Tăng từ 60,2% năm 2024 lên 80,1% năm 2025.",
    ),
    DecisionRule(
        "goal-beside",
        "target",
        "Tỷ lệ đã đạt 64%, thấp hơn chỉ tiêu 70% được giao.",
        "Tỷ lệ đã đạt 64%, thấp hơn mức 70% của cả nước.",
    ),
    DecisionRule(
        "goal-beside",
        "target",
        "Kết quả: hồ sơ trực tuyến đạt 62%/70%.",
        "Kết quả: hồ sơ trực tuyến đạt 62%, chữ ký số 70%.",
    ),
    DecisionRule(
        "goal-beside",
        "target",
        "Huyện đã vượt mục tiêu 75% hộ có mạng.",
        "Huyện đã vượt mục tiêu 5%.",
    ),
    DecisionRule(
        "goal-beside",
        "target",
        "Theo chương trình, năm 2023 có 80% xã đạt, thực tế chỉ 60%.",
        "Theo thống kê, năm 2023 có 80% xã đạt, vùng cao chỉ 60%.",
    ),
    DecisionRule(
        "goal-beside",
        "target",
        "GRDP đã tăng 10,2%/năm, vượt mục tiêu 10%; hộ nghèo giảm.",
        "GRDP đã tăng 10,2%/năm, vượt mục tiêu 2%; hộ nghèo giảm.",
    ),
    DecisionRule(
        "goal-beside",
        "target",
        "Tỷ lệ mới đạt 5%, so với 20% được giao.",
        "Tỷ lệ mới đạt 5%, so với 20% của cả nước.",
    ),
    DecisionRule(
        "goal-beside",
        "target",
        "Chỉ tiêu được giao cao hơn mặt bằng chung, cụ thể là 65% đối với hồ sơ và 55% đối với lệ phí.",
        "Kết quả được giao cao hơn mặt bằng chung, cụ thể là 65% đối với hồ sơ.",
    ),
    DecisionRule(
        "plan-of-year",
        "target",
        "Kế hoạch năm 2027: kinh tế số chiếm 20%.",
        "Năm 2024: kinh tế số chiếm 20%.",
    ),
    DecisionRule(
        "parenthesis-goal",
        "target",
        "Hiện có 64% (phấn đấu năm 2027 đạt 80%).",
        "Hiện có 64% (vùng cao đạt 30%).",
    ),
    DecisionRule(
        "purpose",
        "target",
        "Sở đang dựng kho học liệu, nhằm có 80% bài giảng số.",
        "Sở đang dựng kho học liệu có 80% bài giảng số.",
    ),
    DecisionRule(
        "expected-by",
        "target",
        "Hiện các sở đang triển khai, dự kiến đến hết năm 2027 đạt 60%.",
        "Hiện các sở đang triển khai, đạt 60%.",
    ),
    DecisionRule(
        "expected-by",
        "target",
        "Hiện tỉnh có 86% xã phủ sóng, năm 2027 sẽ là 95%.",
        "Hiện tỉnh có 86% xã phủ sóng, vùng cao là 95%.",
    ),
    DecisionRule("due-year", "target", "Đến năm 2027, 80% xã có wifi.", "Từ năm 2021, 80% xã có wifi."),
    DecisionRule(
        "heading-goal",
        "target",
        "I. MỤC TIÊU\n- 70% xã có wifi;\nII. NHIỆM VỤ",
        "I. KẾT QUẢ THỰC HIỆN\n- 70% xã có wifi;\nII. MỤC TIÊU",
    ),
    DecisionRule(
        "as-planned",
        "target",
        "Hiện 46% xã có mạng. Theo kế hoạch, trong tháng 8, 90% xã có mạng.",
        "Hiện 46% xã có mạng. Theo kế hoạch, trong tháng 8, 90% xã đã có mạng.",
    ),
    DecisionRule(
        "announced-plan",
        "target",
        "UBND tỉnh vừa ban hành Kế hoạch chuyển đổi số.\n\nTheo đó, 70% xã có wifi.",
        "UBND tỉnh vừa họp về chuyển đổi số.\n\nTheo đó, 70% xã có wifi.",
    ),
    DecisionRule(
        "carried-goal",
        "target",
        "Tỉnh đặt mục tiêu dẫn đầu. Kinh tế số chiếm 20% GRDP.",
        "Tỉnh vừa họp. Kinh tế số chiếm 20% GRDP.",
    ),
    DecisionRule("in-year", "target", "Năm 2030 có 75% xã có wifi.", "Năm 2023 đã có 75% xã có wifi."),
    DecisionRule(
        "heading-task",
        "target",
        "III. NHIỆM VỤ, GIẢI PHÁP\n- Số hóa 70% hồ sơ lưu trữ;",
        "III. TỔ CHỨC THỰC HIỆN\n- Số hóa 70% hồ sơ lưu trữ;",
    ),
    DecisionRule(
        "heading-year",
        "target",
        "1. Đến năm 2027\n- Số hóa 70% hồ sơ lưu trữ;",
        "1. Số hóa\n- Số hóa 70% hồ sơ lưu trữ;",
    ),
    DecisionRule("each-year", "target", "Mỗi năm giảm 20% số cuộc họp.", "Tỷ lệ cuộc họp giảm 20%."),
    DecisionRule(
        "listed",
        "target",
        "- Tỷ lệ xã có wifi: 70%\n- Tỷ lệ hộ có cáp quang: 80%",
        "Tỷ lệ xã có wifi chiếm 70%.",
    ),
    DecisionRule("item-verb", "target", "- Giảm số cuộc họp còn 20%;", "- Số cuộc họp còn 20%;"),
    DecisionRule(
        "norm",
        "target",
        "Xã nào cũng thiếu người, vì vậy mỗi xã thành lập ít nhất 1 tổ lưu động.",
        "Hiện mỗi xã thành lập ít nhất 1 tổ lưu động.",
    ),
    DecisionRule(
        "norm", "target", "Tỷ lệ hài lòng đạt từ 90% trở lên.", "Các xã đều có tỷ lệ từ 90% trở lên."
    ),
    DecisionRule("norm", "target", "Tối thiểu 90% hồ sơ nộp qua mạng.", "Hơn 90% hồ sơ nộp qua mạng."),
    DecisionRule(
        "restated-year",
        "target",
        "Phấn đấu có 100 xã số vào năm 2027 (2030: 250).",
        "Phấn đấu có 100 xã số vào năm 2027 (vùng cao 25 xã).",
    ),
    DecisionRule(
        "plan",
        "target",
        "KẾ HOẠCH CHUYỂN ĐỔI SỐ\nTrên địa bàn có 70% xã thí điểm wifi.",
        "TIN CHUYỂN ĐỔI SỐ\nTrên địa bàn có 70% xã thí điểm wifi.",
    ),
)
