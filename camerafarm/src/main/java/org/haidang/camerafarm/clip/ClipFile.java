package org.haidang.camerafarm.clip;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.haidang.camerafarm.encode.AudioEncoder;
import org.jspecify.annotations.Nullable;

/**
 * A clip on disk: a magic number, the parts with their pictures, the sound, the magic number again.
 * Written beside its place and renamed, so that a file that exists is whole.
 */
final class ClipFile {

    private static final int MAGIC = 0x48444331;

    private static final int MAX_ITEMS = 100_000;
    private static final int MAX_BYTES = 16 << 20;

    private ClipFile() {}

    static void write(Path file, Clip clip) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(parent, "making", ".tmp");
        try (DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16))) {
            out.writeInt(MAGIC);
            out.writeInt(clip.parts().size());
            for (Map.Entry<Part, List<ClipPicture>> part : clip.parts().entrySet()) {
                out.writeUTF(part.getKey().name());
                out.writeInt(part.getValue().size());
                for (ClipPicture picture : part.getValue()) {
                    out.writeLong(picture.decodeTicks());
                    out.writeLong(picture.presentTicks());
                    out.writeBoolean(picture.key());
                    writeAll(out, picture.nals());
                }
            }
            AudioEncoder.Sound audio = clip.audio();
            out.writeBoolean(audio != null);
            if (audio != null) {
                writeAll(out, List.of(audio.config()));
                out.writeInt(audio.samplesPerFrame());
                writeAll(out, audio.frames());
            }
            out.writeInt(MAGIC);
        }
        Files.move(
                temporary,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads a clip.
     *
     * @throws IOException also when the file is not what this version writes
     */
    static Clip read(Path file, ClipRecipe recipe) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            require(in.readInt() == MAGIC, file);
            int parts = bounded(in.readInt(), Part.values().length, file);
            Map<Part, List<ClipPicture>> pictures = new EnumMap<>(Part.class);
            for (int i = 0; i < parts; i++) {
                pictures.put(Part.valueOf(in.readUTF()), readPictures(in, file));
            }
            AudioEncoder.Sound audio = in.readBoolean() ? readSound(in, file) : null;
            require(in.readInt() == MAGIC, file);
            return new Clip(recipe, pictures, audio);
        }
    }

    private static List<ClipPicture> readPictures(DataInputStream in, Path file)
            throws IOException {
        int count = bounded(in.readInt(), MAX_ITEMS, file);
        List<ClipPicture> pictures = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            pictures.add(
                    new ClipPicture(
                            in.readLong(), in.readLong(), in.readBoolean(), readAll(in, file)));
        }
        return pictures;
    }

    private static AudioEncoder.@Nullable Sound readSound(DataInputStream in, Path file)
            throws IOException {
        byte[] config = readAll(in, file).getFirst();
        return new AudioEncoder.Sound(config, in.readInt(), readAll(in, file));
    }

    private static void writeAll(DataOutputStream out, List<byte[]> items) throws IOException {
        out.writeInt(items.size());
        for (byte[] item : items) {
            out.writeInt(item.length);
            out.write(item);
        }
    }

    private static List<byte[]> readAll(DataInputStream in, Path file) throws IOException {
        int count = bounded(in.readInt(), MAX_ITEMS, file);
        List<byte[]> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] item = new byte[bounded(in.readInt(), MAX_BYTES, file)];
            in.readFully(item);
            items.add(item);
        }
        return items;
    }

    private static int bounded(int value, int most, Path file) throws IOException {
        require(value >= 0 && value <= most, file);
        return value;
    }

    private static void require(boolean good, Path file) throws IOException {
        if (!good) {
            throw new IOException("not a clip of this version: " + file);
        }
    }
}
