package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A camera that turns, over sockets; how far it turns in what time, its head's own test says. */
class PtzTest {

    private static TestFarm farm;
    private static TestControl control;
    private static String address;
    private static TestDevice device;

    @BeforeAll
    static void play() throws Exception {
        farm = TestFarm.of(List.of(TestCameras.plain(), TestCameras.withSub()));
        control = farm.control();
        address = farm.address(2);
        device = farm.device(2);
    }

    @AfterAll
    static void close() throws Exception {
        device.close();
        farm.close();
    }

    @BeforeEach
    void lookStraightOn() throws Exception {
        ask("GotoHomePosition", "");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> control.device(address).contains("\"moving\":false"));
        assertThat(control.number(address, "pan")).isZero();
    }

    private static TestDevice.Answer ask(String operation, String more) throws Exception {
        return device.ask(
                TestDevice.PTZ,
                "<tptz:"
                        + operation
                        + "><tptz:ProfileToken>profile_1_main</tptz:ProfileToken>"
                        + more
                        + "</tptz:"
                        + operation
                        + ">");
    }

    @Test
    void tellsItsNodeAndConfiguration() throws Exception {
        TestDevice.Answer nodes = device.ask(TestDevice.PTZ, "<tptz:GetNodes/>");
        assertThat(nodes.attributes("PTZNode", "token")).containsExactly("ptz_node_1");
        assertThat(nodes.value("MaximumNumberOfPresets")).isEqualTo("64");
        assertThat(
                        device.ask(TestDevice.PTZ, "<tptz:GetConfigurations/>")
                                .attributes("PTZConfiguration", "token"))
                .containsExactly("ptz_config_1");
        assertThat(device.ask(TestDevice.MEDIA, "<trt:GetProfiles/>").values("NodeToken"))
                .containsExactly("ptz_node_1", "ptz_node_1");
    }

    @Test
    void turnsUntilItIsStopped() throws Exception {
        assertThat(
                        ask(
                                        "ContinuousMove",
                                        "<tptz:Velocity><tt:PanTilt x=\"1\" y=\"-0.5\"/>"
                                                + "<tt:Zoom x=\"1\"/></tptz:Velocity>"
                                                + "<tptz:Timeout>PT20S</tptz:Timeout>")
                                .status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(10)).until(() -> control.number(address, "pan") > 0.1);
        assertThat(ask("GetStatus", "").values("PanTilt")).contains("MOVING");
        assertThat(ask("Stop", "").status()).isEqualTo(200);
        double pan = control.number(address, "pan");
        assertThat(pan).isBetween(0.1, 1.0);
        assertThat(control.number(address, "tilt")).isBetween(-pan, -pan / 3);
        TestDevice.Answer status = ask("GetStatus", "");
        assertThat(status.values("PanTilt")).contains("IDLE");
        assertThat(Double.parseDouble(status.attributes("PanTilt", "x").getFirst()))
                .isCloseTo(pan, org.assertj.core.data.Offset.offset(1e-5));
        assertThat(control.number(address, "pan")).isEqualTo(pan);
    }

    @Test
    void keepsPlacesAndGoesBackToThem() throws Exception {
        assertThat(ask("GetPresets", "").attributes("Preset", "token")).contains("1", "2");
        ask("AbsoluteMove", "<tptz:Position><tt:PanTilt x=\"-0.2\" y=\"0.1\"/></tptz:Position>");
        await().atMost(Duration.ofSeconds(10)).until(() -> control.number(address, "pan") == -0.2);
        String token =
                ask("SetPreset", "<tptz:PresetName>Cửa &amp; sân</tptz:PresetName>")
                        .value("PresetToken");
        assertThat(ask("GetPresets", "").values("Name")).contains("Toàn cảnh", "Cửa & sân");
        ask("RelativeMove", "<tptz:Translation><tt:PanTilt x=\"0.3\" y=\"0\"/></tptz:Translation>");
        await().atMost(Duration.ofSeconds(10)).until(() -> control.number(address, "pan") > 0.09);
        String preset = "<tptz:PresetToken>" + token + "</tptz:PresetToken>";
        ask("GotoPreset", preset);
        await().atMost(Duration.ofSeconds(10)).until(() -> control.number(address, "pan") == -0.2);
        assertThat(ask("RemovePreset", preset).status()).isEqualTo(200);
        assertThat(ask("GotoPreset", preset).values("Value"))
                .containsExactly("s:Sender", "ter:InvalidArgVal", "ter:NoToken");
    }

    @Test
    void refusesWhatIsOutOfRange() throws Exception {
        assertThat(
                        ask(
                                        "AbsoluteMove",
                                        "<tptz:Position><tt:PanTilt x=\"1.5\" y=\"0\"/>"
                                                + "</tptz:Position>")
                                .values("Value"))
                .contains("ter:InvalidPosition");
        assertThat(
                        ask(
                                        "ContinuousMove",
                                        "<tptz:Velocity><tt:PanTilt x=\"NaN\" y=\"0\"/>"
                                                + "</tptz:Velocity>")
                                .values("Value"))
                .contains("ter:InvalidArgVal");
        assertThat(
                        ask("ContinuousMove", "<tptz:Velocity/><tptz:Timeout>soon</tptz:Timeout>")
                                .status())
                .isEqualTo(400);
        assertThat(
                        device.ask(
                                        TestDevice.PTZ,
                                        "<tptz:GetStatus><tptz:ProfileToken>x</tptz:ProfileToken>"
                                                + "</tptz:GetStatus>")
                                .values("Value"))
                .contains("ter:NoProfile");
    }
}
