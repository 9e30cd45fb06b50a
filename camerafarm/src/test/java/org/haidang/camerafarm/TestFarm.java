package org.haidang.camerafarm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.haidang.camerafarm.camera.CameraPlan;

/** A farm whose cameras are ONVIF devices in a loopback net of their own. */
final class TestFarm implements AutoCloseable {

    /** Of all devices; each has an address of its own, so nobody else can have it. */
    static final int PORT = 8_084;

    private static final int RTSP_PORT = 8_554;

    private final String net;
    private final Farm farm;
    private final TestControl control;

    private TestFarm(String net, Farm farm) {
        this.net = net;
        this.farm = farm;
        this.control = new TestControl(farm.controlPort());
    }

    /** Camera i is device i; with {@code --recorder} the recorder follows them. */
    static TestFarm of(List<CameraPlan> cameras, String... more)
            throws IOException, InterruptedException {
        String net = TestCameras.net();
        List<String> args =
                new ArrayList<>(List.of("--onvif", net, "--onvif-port", Integer.toString(PORT)));
        args.addAll(List.of(more));
        return new TestFarm(net, TestCameras.farm(cameras, args.toArray(String[]::new)));
    }

    Farm farm() {
        return farm;
    }

    TestControl control() {
        return control;
    }

    /** The address of a device, counted from 1. */
    String address(int number) {
        return net + "." + number;
    }

    /** A client of a device. */
    TestDevice device(int number) {
        return new TestDevice(address(number), PORT);
    }

    /** A viewer at a device's own RTSP port. */
    TestViewer viewer(int number) throws IOException {
        return new TestViewer(address(number), RTSP_PORT);
    }

    /** The RTSP address of a path at a device. */
    String rtsp(int number, String path) {
        return "rtsp://" + address(number) + ":" + RTSP_PORT + "/" + path;
    }

    @Override
    public void close() throws InterruptedException {
        farm.close();
    }
}
