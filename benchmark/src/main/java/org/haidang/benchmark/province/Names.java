package org.haidang.benchmark.province;

import java.util.List;

/** Names of people, places and things; the same number gives the same name. */
public final class Names {
    private static final List<String> FAMILY =
            List.of("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Đặng", "Bùi", "Đỗ", "Chamalea");

    private static final List<String> MIDDLE =
            List.of(
                    "Văn", "Thị", "Đức", "Ngọc", "Minh", "Thanh", "Quốc", "Thu", "Hữu", "Kim",
                    "Bá");

    private static final List<String> GIVEN =
            List.of(
                    "An", "Bình", "Cường", "Dũng", "Đào", "Giang", "Hạnh", "Khánh", "Lan", "Mai",
                    "Nam", "Oanh", "Phúc");

    private static final List<String> KINDS =
            List.of("Trung đoàn bộ", "Trường THCS", "Khách sạn", "Ký túc xá", "Trung tâm y tế");

    private static final List<String> COMMUNES =
            List.of(
                    "Đông Hải",
                    "Mỹ Bình",
                    "Phước Dinh",
                    "Nhị Hà",
                    "Lợi Hải",
                    "Vĩnh Hy",
                    "Cà Ná",
                    "Tri Hải",
                    "Phước Hậu",
                    "Xuân Hải",
                    "Ma Nới");

    private static final List<String> EVENTS =
            List.of(
                    "Khói ở bếp ăn",
                    "Người lạ ở cổng sau",
                    "Người cách ly rời phòng",
                    "Tụ tập ở sảnh chờ",
                    "Mất tín hiệu camera hành lang",
                    "Camera bị che",
                    "Mất kết nối toàn cơ sở",
                    "Người cách ly sốt cao",
                    "Cãi nhau ở khu giao nhận hàng hóa");

    private Names() {}

    /** A person's; 1,430 different ones. */
    public static String person(int number) {
        return FAMILY.get(number % FAMILY.size())
                + " "
                + MIDDLE.get(number % MIDDLE.size())
                + " "
                + GIVEN.get(number % GIVEN.size());
    }

    static String facility(int number) {
        return KINDS.get(number % KINDS.size())
                + " "
                + COMMUNES.get(number % COMMUNES.size())
                + " "
                + (number + 1);
    }

    static String address(int number) {
        return "Thôn " + (number % 9 + 1) + ", " + COMMUNES.get(number % COMMUNES.size());
    }

    static String event(int number) {
        return EVENTS.get(number % EVENTS.size())
                + ", khu "
                + "AB".charAt(number / 3 % 2)
                + " tầng "
                + (number % 3 + 1);
    }
}
