package org.haidang.camerafarm.clip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.haidang.camerafarm.TestCameras;
import org.haidang.camerafarm.camera.CameraPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipStoreTest {

    @TempDir Path folder;

    private static Clip load(Path from, CameraPlan camera, ByteArrayOutputStream said)
            throws Exception {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return Objects.requireNonNull(
                new ClipStore(from, out).load(List.of(camera.recipes())).get(camera.main()));
    }

    private static Clip load(CameraPlan camera) throws Exception {
        return load(TestCameras.CLIPS, camera, new ByteArrayOutputStream());
    }

    @Test
    void makesAClipOnceAndReadsItAfterwards() throws Exception {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        Clip made = load(folder, TestCameras.plain(), first);
        Clip read = load(folder, TestCameras.plain(), second);
        assertThat(first.toString(StandardCharsets.UTF_8)).contains("making clips, 100 %");
        assertThat(second.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(read.part(Part.LIVE)).hasSameSizeAs(made.part(Part.LIVE));
        assertThat(read.part(Part.LIVE).get(7).nals().getFirst())
                .isEqualTo(made.part(Part.LIVE).get(7).nals().getFirst());
    }

    @Test
    void makesAClipOnceForTwoWhoAskAtOnce() throws Exception {
        List<ByteArrayOutputStream> said =
                List.of(new ByteArrayOutputStream(), new ByteArrayOutputStream());
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (Future<Clip> clip :
                    both.invokeAll(
                            said.stream()
                                    .<Callable<Clip>>map(
                                            out -> () -> load(folder, TestCameras.plain(), out))
                                    .toList())) {
                assertThat(clip.get().part(Part.LIVE)).hasSize(250);
            }
        }
        assertThat(said)
                .filteredOn(out -> out.toString(StandardCharsets.UTF_8).contains("making clips"))
                .hasSize(1);
    }

    @Test
    void makesADamagedClipAgain() throws Exception {
        load(folder, TestCameras.plain(), new ByteArrayOutputStream());
        Path file = folder.resolve(TestCameras.plain().main().fileName());
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertThat(load(folder, TestCameras.plain(), said).part(Part.LIVE)).hasSize(250);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("making a clip again");
    }

    @Test
    void putsKeyPicturesWhereTheRecipeSays() throws Exception {
        List<ClipPicture> pictures = load(TestCameras.plain()).part(Part.LIVE);
        for (int i = 0; i < pictures.size(); i++) {
            assertThat(pictures.get(i).key()).as("picture " + i).isEqualTo(i % 25 == 0);
        }
        assertThat(load(TestCameras.longGroups()).part(Part.LIVE).stream().filter(ClipPicture::key))
                .hasSize(1);
    }

    @Test
    void followsItselfWithoutABreakAlsoWithBPictures() throws Exception {
        for (CameraPlan camera : List.of(TestCameras.plain(), TestCameras.reordered())) {
            Clip clip = load(camera);
            for (Part part : Part.values()) {
                List<ClipPicture> pictures = clip.part(part);
                long ticks = camera.main().video().pictureTicks();
                long lead = pictures.getFirst().presentTicks();
                for (int i = 0; i < pictures.size(); i++) {
                    assertThat(pictures.get(i).decodeTicks()).isEqualTo(i * ticks);
                    assertThat(pictures.get(i).presentTicks())
                            .isGreaterThanOrEqualTo(pictures.get(i).decodeTicks());
                }
                assertThat(pictures.stream().mapToLong(ClipPicture::presentTicks).max())
                        .hasValue(clip.partTicks(part) - ticks + lead);
            }
        }
        assertThat(load(TestCameras.reordered()).part(Part.LIVE).getFirst().presentTicks())
                .as("pictures are reordered")
                .isPositive();
    }

    @Test
    void spendsItsNominalBitRate() throws Exception {
        Clip clip = load(TestCameras.plain());
        long bytes =
                clip.part(Part.LIVE).stream()
                        .flatMap(picture -> picture.nals().stream())
                        .mapToLong(nal -> nal.length)
                        .sum();
        assertThat(bytes * 8 / ClipRecipe.LOOP_SECONDS / 1000.0).isBetween(270.0, 345.0);
    }

    @Test
    void theStillPictureShowsTheSceneAndTheBlackOneDoesNot() throws Exception {
        Clip clip = load(TestCameras.plain());
        assertThat(keyBytes(clip, Part.STILL)).isGreaterThan(keyBytes(clip, Part.LIVE) / 2);
        assertThat(keyBytes(clip, Part.BLACK)).isLessThan(keyBytes(clip, Part.LIVE) / 4);
    }

    private static int keyBytes(Clip clip, Part part) {
        return clip.part(part).getFirst().nals().stream().mapToInt(nal -> nal.length).sum();
    }

    @Test
    void resizedPicturesHaveParameterSetsOfTheirOwn() throws Exception {
        Clip clip = load(TestCameras.plain());
        List<byte[]> live = clip.part(Part.LIVE).getFirst().nals();
        List<byte[]> resized = clip.part(Part.RESIZED).getFirst().nals();
        List<byte[]> still = clip.part(Part.STILL).getFirst().nals();
        assertThat(resized.getFirst()).isNotEqualTo(live.getFirst());
        assertThat(still.getFirst()).isEqualTo(live.getFirst());
    }
}
