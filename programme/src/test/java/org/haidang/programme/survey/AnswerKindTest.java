package org.haidang.programme.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.haidang.programme.survey.Answer.Blank;
import org.haidang.programme.survey.Answer.Text;
import org.haidang.programme.survey.Answer.Unknown;
import org.haidang.programme.survey.AnswerReading.Read;
import org.haidang.programme.survey.AnswerReading.Refused;
import org.haidang.programme.survey.Question.Asked;
import org.haidang.programme.survey.Question.NotAsked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerKindTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    site/ISP            |  VNPT   Ninh Thuận     | VNPT Ninh Thuận
                    site/UP_MBPS        | 12,5                   | 12.5
                    site/UP_MBPS        | 12.50                  | 12.5
                    site/UP_MBPS        | 100                    | 100
                    site/UP_MBPS        | 0,00                   | 0
                    site/CAPACITY       | 1.200                  | 1200
                    site/UNIT_CODE      | 58                     | 58
                    site/COORDINATES    | 11,5643, 108,9886      | 11.5643, 108.9886
                    site/COORDINATES    | 11.5643°N; 108.9886°E  | 11.5643, 108.9886
                    site/COORDINATES    | 8.6 111.9              | 8.6, 111.9
                    site/UPLINK         | FIBRE                  | FIBRE
                    site/LAYOUT         | A:1,2 ;Nhà B : T,1     | A: 1, 2; Nhà B: T, 1
                    camera/k1/MAC       | 00-11-22-aa-bb-cc      | 00:11:22:AA:BB:CC
                    camera/k1/MAC       | 001122aabbcc           | 00:11:22:AA:BB:CC
                    camera/k1/ONVIF     | T,S                    | S,T
                    camera/k1/CLOCK_OFFSET_S | -3,25             | -3.25
                    zone/CORRIDOR/A/2   | COVERED                | COVERED
                    """)
    void readsWhatPeopleTypeAndWritesItDownInOneForm(String path, String typed, String written) {
        Question question = Filled.question(path);
        Answer answer = ((Read) question.read(typed)).answer();
        assertThat(answer.text()).isEqualTo(written);
        assertThat(question.read(written)).isEqualTo(new Read(answer));
        assertThat(question.path()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    site/UP_MBPS        | 1.000
                    site/UP_MBPS        | -1
                    site/UP_MBPS        | nhanh
                    site/UP_MBPS        | 100001
                    site/UP_MBPS        | 99999999999999999999
                    site/CAPACITY       | 12,5
                    site/CAPACITY       | 100.001
                    site/UNIT_CODE      | 5
                    site/UNIT_CODE      | Ninh Thuận
                    site/COORDINATES    | 108.9886, 11.5643
                    site/COORDINATES    | 11.5643
                    site/UPLINK         | fibre
                    site/UPLINK         | FIBRE,NONE
                    site/LAYOUT         | A
                    site/LAYOUT         | A: 1; A: 2
                    site/LAYOUT         | A: 1, 1
                    site/LAYOUT         | A/B: 1
                    site/LAYOUT         | A:
                    camera/k1/MAC       | 00:11:22:AA:BB
                    camera/k1/ONVIF     | S,S
                    camera/k1/ONVIF     | S,X
                    camera/k1/DIRECTION_PHOTO | ../../etc/passwd
                    """)
    void refusesWhatCannotBeMeantAndSaysWhatToType(String path, String typed) {
        AnswerReading reading = Filled.question(path).read(typed);
        assertThat(reading).isInstanceOf(Refused.class);
        assertThat(((Refused) reading).reason().vietnamese()).endsWith(".");
    }

    @Test
    void takesTextInWhateverFormAndRefusesTooMuchOfIt() {
        Question isp = Filled.question("site/ISP");
        assertThat(isp.read(Normalizer.normalize("Mạng Việt", Normalizer.Form.NFD)))
                .isEqualTo(new Read(new Text("Mạng Việt")));
        assertThat(isp.read(" \u00a0 ")).isEqualTo(new Read(new Blank()));
        assertThat(isp.read("x".repeat(100))).isInstanceOf(Read.class);
        assertThat(isp.read("x".repeat(101))).isInstanceOf(Refused.class);
        assertThat(isp.read("x".repeat(1_000_000))).isInstanceOf(Refused.class);
    }

    @Test
    void takesNotKnowingAsAnAnswerWhenItSaysWhy() {
        assertThat(AnswerKind.unknown(" Camera mất điện "))
                .isEqualTo(new Read(new Unknown("Camera mất điện")));
        assertThat(AnswerKind.unknown("  ")).isInstanceOf(Refused.class);
        assertThat(AnswerKind.unknown("x".repeat(501))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROOM", "TOILET", "BATHROOM"})
    void refusesAForbiddenZoneInTheListOfZonesAndAsTheZoneOfACamera(String zone) {
        assertThat(Question.at("zone/" + zone)).isInstanceOf(NotAsked.class);
        assertThat(Question.at("zone/" + zone + "/A/1"))
                .isInstanceOfSatisfying(
                        NotAsked.class,
                        no -> assertThat(no.reason().vietnamese()).startsWith("Không được đặt"));
        assertThat(Filled.question("camera/k1/ZONE").read(zone)).isInstanceOf(Refused.class);
        assertThat(Filled.question("camera/k1/FORBIDDEN_PLACE").read(zone))
                .isInstanceOf(Read.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "site",
                "site/NOTHING",
                "site/ISP/x",
                "camera//CODE",
                "camera/K1/CODE",
                "camera/../CODE",
                "zone/GATE/A/1",
                "zone/CORRIDOR",
                "zone/CORRIDOR//1",
                "room/CORRIDOR/A/1"
            })
    void knowsNoOtherPaths(String path) {
        assertThat(Question.at(path)).isInstanceOf(NotAsked.class);
        assertThat(Question.at("site/" + "x".repeat(100_000))).isInstanceOf(NotAsked.class);
    }

    @ParameterizedTest
    @EnumSource(SiteField.class)
    void findsEachFieldOfASiteByItsPath(SiteField field) {
        Question question = new Question.OfSite(field);
        assertThat(Question.at(question.path())).isEqualTo(new Asked(question));
    }

    @ParameterizedTest
    @EnumSource(CameraField.class)
    void findsEachFieldOfACameraByItsPath(CameraField field) {
        Question question = new Question.OfCamera("k1", field);
        assertThat(Question.at(question.path())).isEqualTo(new Asked(question));
    }

    @Test
    void boundsBlocksAndFloors() {
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i <= AnswerKind.MAX_BLOCKS; i++) {
            blocks.add("A" + i + ": 1");
        }
        Question layout = Filled.question("site/LAYOUT");
        assertThat(layout.read(String.join(";", blocks))).isInstanceOf(Refused.class);
        assertThat(layout.read(String.join(";", blocks.subList(1, blocks.size()))))
                .isInstanceOf(Read.class);
    }
}
