package org.haidang.programme.connection;

import org.haidang.programme.vietnamese.Sentence;

/** What has to be done for a camera, in this order, from plan to picture. */
public enum ConnectionStep {
    PLAN_COVERS("Phương án đã phê duyệt có cơ sở này", "An approved plan covers the site"),
    CONNECTION_ORDERED("Đã giao việc kết nối cơ sở", "Connecting the facility is ordered"),
    DEVICE_ANSWERS("Camera trả lời", "The camera answers"),
    PASSWORD_SEALED("Mật khẩu riêng đã lưu kín", "Its own password is sealed"),
    DEFAULT_PASSWORD_REFUSED("Mật khẩu mặc định bị từ chối", "The default password is refused"),
    STREAM_OK("Có hình", "There is a picture"),
    ZONE_SET("Đã chọn vị trí giám sát", "The zone is set"),
    PICTURE_ACCEPTED("Có người nghiệm thu hình", "A person accepted the picture"),
    PROVEN("Đạt kết nối trong 24 giờ", "Connected by 24 hours of proof");

    private final Sentence words;

    ConnectionStep(String vietnamese, String english) {
        this.words = new Sentence(vietnamese, english);
    }

    public Sentence words() {
        return words;
    }
}
