package org.haidang.programme.plan;

import org.haidang.programme.vietnamese.Sentence;

/** What has to be supplied for a site. */
public enum Supply {
    CAMERAS("Camera", "Cameras"),
    SITE_MACHINE("Máy ghi hình tại cơ sở", "The recording machine at the site"),
    LINK("Đường truyền", "The link"),
    BACKUP_POWER("Nguồn dự phòng (UPS)", "Backup power (UPS)"),
    DUTY_SCREEN("Màn hình trực", "The duty screen");

    /** Who supplies it; an agency's part, not its name. */
    public enum By {
        FACILITY("Cơ sở", "The facility"),
        OPERATOR("VNPT", "VNPT"),
        DEPARTMENT("Sở Thông tin và Truyền thông", "Department of Information and Communications"),
        PROVINCE("Ngân sách tỉnh", "The province's budget");

        private final Sentence words;

        By(String vietnamese, String english) {
            this.words = new Sentence(vietnamese, english);
        }

        public Sentence words() {
            return words;
        }
    }

    private final Sentence words;

    Supply(String vietnamese, String english) {
        this.words = new Sentence(vietnamese, english);
    }

    public Sentence words() {
        return words;
    }
}
