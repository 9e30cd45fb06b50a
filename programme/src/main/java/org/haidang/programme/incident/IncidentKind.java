package org.haidang.programme.incident;

import static org.haidang.programme.incident.ChecklistItem.must;
import static org.haidang.programme.incident.ChecklistItem.should;

import java.util.List;
import java.util.Optional;
import org.haidang.programme.vietnamese.Sentence;

/**
 * What happened, and what is to be done about it. The lists are ours: no letter gives one; they are
 * short, so that they are read at three in the morning.
 */
public enum IncidentKind {
    FIRE(
            "Cháy, nổ",
            "Fire or explosion",
            must("call-114", "Gọi 114 (cứu hỏa)", "Call 114 (fire brigade)"),
            must("tell-facility", "Báo chỉ huy cơ sở", "Tell the facility's head"),
            must("people-safe", "Xác nhận mọi người an toàn", "Confirm that everybody is safe"),
            should("keep-video", "Giữ lại đoạn hình", "Keep the recording")),
    MEDICAL(
            "Cấp cứu y tế",
            "Medical emergency",
            must("call-115", "Gọi 115 hoặc tổ y tế của cơ sở", "Call 115 or the site's medics"),
            must("tell-health", "Báo Sở Y tế", "Tell the Department of Health"),
            should("ambulance", "Ghi giờ xe cấp cứu đến", "Note when the ambulance came")),
    LEFT_AREA(
            "Người cách ly rời khu vực",
            "A person left the quarantine area",
            must("tell-facility", "Báo chỉ huy cơ sở", "Tell the facility's head"),
            must("tell-police", "Báo công an phụ trách", "Tell the police in charge"),
            must("found", "Xác định người đó ở đâu", "Find out where the person is"),
            must("keep-video", "Giữ lại đoạn hình", "Keep the recording"),
            should("trace", "Báo CDC truy vết tiếp xúc", "Have the CDC trace contacts")),
    INTRUSION(
            "Người ngoài vào khu cách ly",
            "An outsider entered the area",
            must("tell-facility", "Báo chỉ huy cơ sở", "Tell the facility's head"),
            must("who", "Xác định người đó là ai", "Find out who it is"),
            must("keep-video", "Giữ lại đoạn hình", "Keep the recording"),
            should("tell-health", "Báo Sở Y tế", "Tell the Department of Health")),
    CONTACT(
            "Tiếp xúc, tụ tập sai quy định",
            "Contact or gathering against the rules",
            must("tell-facility", "Báo cơ sở nhắc nhở tại chỗ", "Have the facility intervene"),
            must("ended", "Xác nhận đã chấm dứt", "Confirm that it has ended"),
            should("tell-health", "Báo Sở Y tế", "Tell the Department of Health")),
    DISORDER(
            "Gây rối, mất trật tự",
            "Disorder",
            must("tell-facility", "Báo chỉ huy cơ sở", "Tell the facility's head"),
            must("tell-police", "Báo công an phụ trách", "Tell the police in charge"),
            must("keep-video", "Giữ lại đoạn hình", "Keep the recording"),
            should("ended", "Xác nhận đã chấm dứt", "Confirm that it has ended")),
    LINK_LOST(
            "Mất kết nối cơ sở",
            "A facility's link is lost",
            must("call-facility", "Gọi cơ sở: điện, đường mạng", "Call the site: power, network"),
            must("call-operator", "Báo kỹ sư VNPT", "Tell VNPT's engineer"),
            must("picture-back", "Xác nhận hình đã trở lại", "Confirm that the picture is back"),
            should("guard", "Cơ sở tăng người trực tại chỗ", "The site puts a guard meanwhile")),
    CAMERA_LOST(
            "Mất hình camera",
            "A camera's picture is lost",
            must("call-facility", "Gọi cơ sở kiểm tra camera", "Have the site check the camera"),
            must("picture-back", "Xác nhận hình đã trở lại", "Confirm that the picture is back"),
            should("call-operator", "Báo kỹ sư VNPT", "Tell VNPT's engineer")),
    TAMPERED(
            "Camera bị che, xoay hoặc phá",
            "A camera was covered, turned or broken",
            must("tell-facility", "Báo chỉ huy cơ sở", "Tell the facility's head"),
            must("keep-video", "Giữ lại đoạn hình", "Keep the recording"),
            must("picture-back", "Xác nhận hình đúng vị trí", "Confirm that it shows its place"),
            should("who", "Xác định người đó là ai", "Find out who it was")),
    OTHER("Việc khác", "Something else", must("tell-facility", "Báo cơ sở", "Tell the facility"));

    private final Sentence words;
    private final List<ChecklistItem> checklist;

    IncidentKind(String vietnamese, String english, ChecklistItem... checklist) {
        this.words = new Sentence(vietnamese, english);
        this.checklist = List.of(checklist);
    }

    public Sentence words() {
        return words;
    }

    /** In the order in which things are done. */
    public List<ChecklistItem> checklist() {
        return checklist;
    }

    public Optional<ChecklistItem> item(String code) {
        return checklist.stream().filter(item -> item.code().equals(code)).findFirst();
    }
}
