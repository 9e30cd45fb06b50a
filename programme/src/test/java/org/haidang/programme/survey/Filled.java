package org.haidang.programme.survey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.survey.AnswerReading.Read;
import org.haidang.programme.survey.Question.Asked;

/** A survey being filled in, for tests: one block with one floor, one camera, all well. */
final class Filled {

    static final Instant T0 = Instant.parse("2021-05-12T02:00:00Z");
    static final Author HOA = new Author("u1", "Nguyễn Văn Hòa");
    static final Author BINH = new Author("u2", "Trần Thị Bình");
    static final Author ANH = new Author("u3", "Lê Thị Ánh");

    private final List<Operation> operations = new ArrayList<>();

    static Filled complete() {
        Filled filled = new Filled();
        filled.with("site/ADDRESS", "Số 1 đường Ví Dụ")
                .with("site/MANAGING_BODY", "MILITARY")
                .with("site/CAPACITY", "120")
                .with("site/OCCUPANTS", "96")
                .with("site/COOPERATES", "YES")
                .with("site/UPLINK", "FIBRE")
                .with("site/ISP", "VNPT")
                .with("site/UP_MBPS", "12,5")
                .with("site/POWER", "STEADY")
                .with("site/LAYOUT", "A: 1")
                .with("site/CAMERAS", "1")
                .with("camera/k1/CODE", "CAM-01")
                .with("camera/k1/ZONE", "GATE")
                .with("camera/k1/FORBIDDEN_PLACE", "NO")
                .with("camera/k1/CONDITION", "WORKING")
                .with("camera/k1/REACHABLE", "YES")
                .with("camera/k1/DEFAULT_PASSWORD", "REFUSED");
        for (ZonePlace place : Gaps.required(filled.answers())) {
            filled.with(new Question.OfZone(place).path(), "COVERED");
        }
        return filled;
    }

    Filled with(String path, String typed) {
        Question question = question(path);
        int version = answers().slot(question).version();
        return add(operation("operation-" + operations.size(), path, version, typed, HOA));
    }

    Filled unknown(String path, String because) {
        Question question = question(path);
        Entry entry = new Entry(new Answer.Unknown(because), HOA, T0, Source.HAND);
        int version = answers().slot(question).version();
        return add(new Operation("operation-" + operations.size(), question, version, entry));
    }

    Filled add(Operation operation) {
        operations.add(operation);
        return this;
    }

    Answers answers() {
        return Answers.of(operations);
    }

    static Question question(String path) {
        return ((Asked) Question.at(path)).question();
    }

    static Operation operation(String id, String path, int base, String typed, Author by) {
        Question question = question(path);
        Answer answer = ((Read) question.read(typed)).answer();
        return new Operation(id, question, base, new Entry(answer, by, T0, Source.HAND));
    }
}
