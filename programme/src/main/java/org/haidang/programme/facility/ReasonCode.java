package org.haidang.programme.facility;

import org.haidang.programme.vietnamese.Sentence;

/** Why a facility or a camera falls short; the words of the field reports of 2021. */
public enum ReasonCode {
    OBSOLETE("Thiết bị đã lạc hậu", "Equipment is obsolete"),
    LOCKED("Thiết bị bị nhà cung cấp khóa", "Equipment is locked by its vendor"),
    NO_COOPERATION("Cơ sở chưa phối hợp", "The facility does not cooperate"),
    NO_CAMERA("Chưa có camera", "There is no camera"),
    INSUFFICIENT_ZONES("Chưa đủ camera ở các vị trí bắt buộc", "Required zones lack cameras"),
    NEEDS_REPAIR("Thiết bị cần sửa chữa", "Equipment needs repair"),
    NO_UPLINK("Không có đường truyền", "There is no uplink"),
    NO_POWER("Không có nguồn điện", "There is no power"),
    FORBIDDEN_ZONE("Camera đặt ở vị trí cấm", "A camera stands in a forbidden zone"),
    OTHER("Lý do khác", "Another reason");

    private final Sentence words;

    ReasonCode(String vietnamese, String english) {
        this.words = new Sentence(vietnamese, english);
    }

    public Sentence words() {
        return words;
    }
}
