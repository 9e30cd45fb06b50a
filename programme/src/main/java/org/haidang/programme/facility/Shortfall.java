package org.haidang.programme.facility;

import org.haidang.programme.vietnamese.Sentence;

/** Why a camera is not connected, the cause that explains the others first, and who must act. */
public enum Shortfall {
    LINK_DOWN(
            WhoActs.FACILITY,
            "Mất đường truyền từ cơ sở; kiểm tra điện và đường mạng tại cơ sở.",
            "The site's link is down; check power and network at the facility."),
    DEFAULT_PASSWORD(
            WhoActs.OPERATOR,
            "Camera còn dùng mật khẩu mặc định; hãy đặt mật khẩu mới rồi kiểm tra lại.",
            "The camera still has its default password; set a new one and test again."),
    PASSWORD_NOT_TRIED(
            WhoActs.OPERATOR,
            "Chưa kiểm tra mật khẩu mặc định của camera; hãy chạy kiểm tra.",
            "The camera's default password was not tried; run the test."),
    NO_PICTURE(
            WhoActs.OPERATOR,
            "Cấp trên không nhận được hình trong thời gian quy định; kiểm tra camera và luồng hình.",
            "The top tier got no picture in due time; check the camera and its stream."),
    SLOW_FIRST_PICTURE(
            WhoActs.OPERATOR,
            "Hình đầu tiên đến quá chậm hoặc chưa được đo; kiểm tra băng thông của cơ sở.",
            "The first picture is too slow or was not measured; check the site's bandwidth."),
    CLOCK_OFF(
            WhoActs.OPERATOR,
            "Đồng hồ camera lệch quá mức hoặc chưa được đo; hãy đồng bộ giờ cho camera.",
            "The camera's clock is too far off or was not measured; synchronise it."),
    NO_ZONE(
            WhoActs.FACILITY,
            "Chưa khai vị trí giám sát của camera; hãy chọn vị trí.",
            "The camera's zone is not set; choose it."),
    PICTURE_NOT_ACCEPTED(
            WhoActs.DEPARTMENT,
            "Chưa có người nghiệm thu hình của camera; hãy xem và nghiệm thu.",
            "Nobody has accepted the camera's picture; look at it and accept it."),
    LOW_AVAILABILITY(
            WhoActs.OPERATOR,
            "Trong 24 giờ qua hình bị gián đoạn quá mức cho phép; kiểm tra sự ổn định của đường truyền.",
            "In the last 24 h the picture was away more than allowed; check how steady the link is.");

    /** Roles of section 3 of the programme, not names: names come from the contact list. */
    public enum WhoActs {
        FACILITY("Đầu mối cơ sở", "The facility's focal point"),
        OPERATOR("Kỹ sư VNPT", "VNPT's engineer"),
        DEPARTMENT("Sở Thông tin và Truyền thông", "Department of Information and Communications");

        private final Sentence words;

        WhoActs(String vietnamese, String english) {
            this.words = new Sentence(vietnamese, english);
        }

        public Sentence words() {
            return words;
        }
    }

    private final WhoActs who;
    private final Sentence sentence;

    Shortfall(WhoActs who, String vietnamese, String english) {
        this.who = who;
        this.sentence = new Sentence(vietnamese, english);
    }

    public WhoActs who() {
        return who;
    }

    public Sentence sentence() {
        return sentence;
    }
}
