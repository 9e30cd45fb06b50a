package org.haidang.programme.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.haidang.programme.dispatch.Addressee.Access;
import org.haidang.programme.dispatch.DistributionCheck.Facts;
import org.haidang.programme.dispatch.DistributionCheck.Verdict;
import org.junit.jupiter.api.Test;

class DistributionTest {

    /** As dispatch 2220/UBND-KTTH has it. */
    private static final String LIST_OF_2220 =
            """
            - Như trên;
            - Thường trực: Tỉnh ủy; HĐND tỉnh (b/c);
            - Chủ tịch và các PCT.UBND tỉnh;
            - Công an tỉnh; Sở Y tế; CDC;
            - Bệnh viện tỉnh;
            - BCĐ phòng chống dịch Covid-19 tỉnh;
            - VPUB: LĐ, KTTH, VXNV;
            - Lưu: VT.TB
            """;

    private static final List<String> RECIPIENTS =
            DistributionText.read(
                    """
                    - Bộ Chỉ huy Quân sự tỉnh;
                    - Các Sở: Thông tin và Truyền thông, Y tế;
                    - VNPT Ninh Thuận.
                    """,
                    List.of());

    @Test
    void readsWhomTheLetterIsAddressedTo() {
        assertThat(RECIPIENTS)
                .containsExactly(
                        "Bộ Chỉ huy Quân sự tỉnh",
                        "Sở Thông tin và Truyền thông",
                        "Sở Y tế",
                        "VNPT Ninh Thuận");
    }

    @Test
    void readsTheDistributionListOf2220NameByNameAndEachOnce() {
        assertThat(DistributionText.read(LIST_OF_2220, RECIPIENTS))
                .containsExactly(
                        "Bộ Chỉ huy Quân sự tỉnh",
                        "Sở Thông tin và Truyền thông",
                        "Sở Y tế",
                        "VNPT Ninh Thuận",
                        "Thường trực Tỉnh ủy",
                        "Thường trực HĐND tỉnh",
                        "Chủ tịch và các PCT.UBND tỉnh",
                        "Công an tỉnh",
                        "CDC",
                        "Bệnh viện tỉnh",
                        "BCĐ phòng chống dịch Covid-19 tỉnh",
                        "VPUB: LĐ, KTTH, VXNV",
                        "Lưu: VT.TB");
    }

    @Test
    void d10EachAddresseeSeesOrGetsACopyAndWhoDoesNeitherIsNamedWithWhatToDo() {
        List<Verdict> verdicts =
                DistributionCheck.of(
                        List.of(
                                new Facts("Sở Y tế", "o1", 2, false),
                                new Facts("Công an tỉnh", "o2", 0, true),
                                new Facts("CDC", "o3", 0, false),
                                new Facts("Bệnh viện tỉnh", null, 0, false),
                                // People without a unit on the line are nobody's people.
                                new Facts("Tỉnh ủy", null, 5, false),
                                new Facts("Lưu: VT.TB", null, 0, false)));
        assertThat(verdicts)
                .extracting(verdict -> verdict.addressee().access())
                .containsExactly(
                        Access.VIEW_ROLE,
                        Access.COPY,
                        Access.NONE,
                        Access.NONE,
                        Access.NONE,
                        Access.COPY);
        assertThat(verdicts.get(2).words().vietnamese()).contains("mời");
        assertThat(verdicts.get(3).words().vietnamese()).contains("chọn đơn vị");
    }
}
