package org.haidang.programme.survey;

import org.haidang.programme.vietnamese.Sentence;

/** What is asked on one screen of a phone, in the order of a walk through a site. */
public enum QuestionGroup {
    PLACE("Địa điểm", "Place"),
    PEOPLE("Quản lý và sức chứa", "Management and capacity"),
    LINE("Đường truyền", "Uplink"),
    POWER("Nguồn điện và thiết bị trực", "Power and duty equipment"),
    BLOCKS("Khu nhà và tầng", "Blocks and floors"),
    ZONES("Vị trí phải có camera", "Zones that need a camera"),
    CAMERA_PLACE("Camera: vị trí", "Camera: place"),
    CAMERA_STATE("Camera: tình trạng", "Camera: condition"),
    CAMERA_DEVICE("Camera: thiết bị", "Camera: device"),
    CAMERA_STREAM("Camera: luồng hình", "Camera: streams");

    private final Sentence words;

    QuestionGroup(String vietnamese, String english) {
        this.words = new Sentence(vietnamese, english);
    }

    public Sentence words() {
        return words;
    }

    /** Asked again for each camera. */
    public boolean ofCamera() {
        return compareTo(CAMERA_PLACE) >= 0;
    }
}
