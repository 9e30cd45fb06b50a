package org.haidang.server.facility;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.haidang.programme.facility.ManagingBody;
import org.haidang.programme.facility.RecordingBasis;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.programme.vietnamese.GarbledText;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.camera.Mistake;
import org.haidang.server.facility.store.Profile;
import org.jspecify.annotations.Nullable;

/** Makes a profile of what was entered, or says what is wrong with it. */
final class ProfileJudge {
    static final int MAX_CODE = 20;
    static final int MAX_TEXT = 1_000;
    static final int MAX_CONTROLLER = 300;
    static final int MAX_NOTICE = 2_000;
    static final int MAX_PEOPLE = 100_000;
    static final int MAX_BLOCKS = 50;
    static final int MAX_FLOORS = 60;
    static final int MAX_NAME = 60;
    private static final double E6 = 1_000_000;

    private ProfileJudge() {}

    /** The profile as it would be; only to be kept when no mistake was added. */
    static Profile judge(Profile before, ProfileInput in, List<Mistake> mistakes) {
        Long latitude = degrees("latitude", in.latitude(), 90, mistakes);
        Long longitude = degrees("longitude", in.longitude(), 180, mistakes);
        if ((in.latitude() == null) != (in.longitude() == null)) {
            mistakes.add(
                    Mistake.of(
                            in.latitude() == null ? "latitude" : "longitude",
                            "profile.both-coordinates"));
        }
        Integer days = in.retentionDays();
        if (days != null
                && (days < RecordingBasis.MIN_RETENTION_DAYS
                        || days > RecordingBasis.MAX_RETENTION_DAYS)) {
            mistakes.add(
                    Mistake.of(
                            "retentionDays",
                            "field.range",
                            RecordingBasis.MIN_RETENTION_DAYS,
                            RecordingBasis.MAX_RETENTION_DAYS));
            days = null;
        }
        String purpose = text("purpose", in.purpose(), MAX_TEXT, mistakes);
        String legalBasis = text("legalBasis", in.legalBasis(), MAX_TEXT, mistakes);
        String controller = text("controller", in.controller(), MAX_CONTROLLER, mistakes);
        if (days == null && !purpose.isEmpty() && !legalBasis.isEmpty() && !controller.isEmpty()) {
            days = RecordingBasis.DEFAULT_RETENTION_DAYS;
        }
        return new Profile(
                before.facilityId(),
                text("code", in.code(), MAX_CODE, mistakes),
                body(in.managingBody(), mistakes),
                people("capacity", in.capacity(), mistakes),
                people("occupants", in.occupants(), mistakes),
                latitude,
                longitude,
                blocks(in.blocks(), mistakes),
                new RecordingBasis(purpose, legalBasis, controller, days),
                text("notice", in.notice(), MAX_NOTICE, mistakes),
                before.revision(),
                before.changedUs(),
                before.changedBy());
    }

    static String text(String field, @Nullable String typed, int max, List<Mistake> mistakes) {
        String text = typed == null ? "" : VietnameseText.normalise(typed);
        if (text.length() > max) {
            mistakes.add(Mistake.of(field, "field.long", max));
            return "";
        }
        GarbledText.of(text).ifPresent(why -> mistakes.add(Mistake.of(field, "field.said", why)));
        return text;
    }

    /** By its code, or by the words of either language. */
    private static @Nullable ManagingBody body(@Nullable String typed, List<Mistake> mistakes) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        String key = VietnameseText.searchKey(typed);
        for (ManagingBody body : ManagingBody.values()) {
            if (Stream.of(body.name(), body.words().vietnamese(), body.words().english())
                    .anyMatch(word -> VietnameseText.searchKey(word).equals(key))) {
                return body;
            }
        }
        mistakes.add(Mistake.of("managingBody", "profile.managing-body"));
        return null;
    }

    private static @Nullable Integer people(
            String field, @Nullable Integer typed, List<Mistake> mistakes) {
        if (typed != null && (typed < 0 || typed > MAX_PEOPLE)) {
            mistakes.add(Mistake.of(field, "field.range", 0, MAX_PEOPLE));
            return null;
        }
        return typed;
    }

    private static @Nullable Long degrees(
            String field, @Nullable Double typed, int max, List<Mistake> mistakes) {
        if (typed == null) {
            return null;
        }
        if (!(typed >= -max && typed <= max)) {
            mistakes.add(Mistake.of(field, "field.range", -max, max));
            return null;
        }
        return Math.round(typed * E6);
    }

    private static List<ZoneSufficiency.Block> blocks(
            List<ZoneSufficiency.Block> typed, List<Mistake> mistakes) {
        if (typed.size() > MAX_BLOCKS) {
            mistakes.add(Mistake.of("blocks", "profile.blocks-many", MAX_BLOCKS));
            return List.of();
        }
        List<ZoneSufficiency.Block> blocks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ZoneSufficiency.Block block : typed) {
            String name = text("blocks", block.name(), MAX_NAME, mistakes);
            Set<String> floors = new HashSet<>();
            List<String> kept = new ArrayList<>();
            for (String floor : block.floors()) {
                String text = text("blocks", floor, MAX_NAME, mistakes);
                if (text.isEmpty() || !floors.add(text.toLowerCase(Locale.ROOT))) {
                    mistakes.add(Mistake.of("blocks", "profile.floor-names", name));
                }
                kept.add(text);
            }
            if (name.isEmpty() || !names.add(name.toLowerCase(Locale.ROOT))) {
                mistakes.add(Mistake.of("blocks", "profile.block-names"));
            }
            if (kept.isEmpty() || kept.size() > MAX_FLOORS) {
                mistakes.add(Mistake.of("blocks", "profile.floors", name, MAX_FLOORS));
            }
            blocks.add(new ZoneSufficiency.Block(name, kept));
        }
        return blocks;
    }
}
