package org.haidang.camerafarm.clip;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps clips on disk under a name that follows from their recipe, and makes those that lack. */
public final class ClipStore {
    private static final String LOCK = "making.lock";

    /** A lock on a file keeps out other programs only. */
    private static final Object MAKING = new Object();

    private final Path folder;
    private final PrintStream progress;

    /**
     * @param folder made when it is missing
     * @param progress gets a line now and then while clips are made
     */
    public ClipStore(Path folder, PrintStream progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * The clips of many cameras, from disk or made now on as many threads as there are cores. Who
     * finds another store making clips in the same folder waits, and reads what that one made.
     *
     * @param cameras for each camera the recipes of its streams, the largest first
     * @return all clips by recipe
     * @throws IOException when the folder cannot be read or written
     */
    public Map<ClipRecipe, Clip> load(List<List<ClipRecipe>> cameras)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Map<ClipRecipe, Clip> clips = new HashMap<>();
        List<List<ClipRecipe>> missing = new ArrayList<>();
        for (List<ClipRecipe> recipes : cameras) {
            if (!readAll(recipes, clips)) {
                missing.add(recipes);
            }
        }
        if (!missing.isEmpty()) {
            makeAlone(missing, clips);
        }
        return clips;
    }

    private void makeAlone(List<List<ClipRecipe>> missing, Map<ClipRecipe, Clip> clips)
            throws IOException, InterruptedException {
        synchronized (MAKING) {
            try (FileChannel file =
                            FileChannel.open(
                                    folder.resolve(LOCK),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock _ = file.lock()) {
                missing.removeIf(recipes -> readAll(recipes, clips));
                if (!missing.isEmpty()) {
                    makeAll(missing, clips);
                }
            }
        }
    }

    private boolean readAll(List<ClipRecipe> recipes, Map<ClipRecipe, Clip> clips) {
        for (ClipRecipe recipe : recipes) {
            Path file = folder.resolve(recipe.fileName());
            if (!Files.exists(file)) {
                return false;
            }
            try {
                clips.put(recipe, ClipFile.read(file, recipe));
            } catch (IOException e) {
                progress.println("camerafarm: making a clip again: " + e.getMessage());
                return false;
            }
        }
        return true;
    }

    private void makeAll(List<List<ClipRecipe>> missing, Map<ClipRecipe, Clip> clips)
            throws IOException, InterruptedException {
        int pictures = missing.stream().mapToInt(each -> each.getFirst().loopPictures()).sum();
        Progress shown = new Progress(progress, pictures);
        int threads = Math.min(missing.size(), Runtime.getRuntime().availableProcessors());
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<List<Clip>>> results = new ArrayList<>();
            for (List<ClipRecipe> recipes : missing) {
                results.add(workers.submit(() -> makeAndWrite(recipes, shown)));
            }
            for (Future<List<Clip>> result : results) {
                for (Clip clip : join(result)) {
                    clips.put(clip.recipe(), clip);
                }
            }
        }
    }

    private List<Clip> makeAndWrite(List<ClipRecipe> recipes, Progress shown) throws IOException {
        List<Clip> made = Studio.make(recipes, count -> shown.oneMore());
        for (Clip clip : made) {
            ClipFile.write(folder.resolve(clip.recipe().fileName()), clip);
        }
        return made;
    }

    private static List<Clip> join(Future<List<Clip>> result)
            throws IOException, InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException("a clip could not be made", e.getCause());
        }
    }

    /** One line for each tenth of the work. */
    private static final class Progress {
        private final PrintStream out;
        private final int total;
        private final AtomicInteger done = new AtomicInteger();

        Progress(PrintStream out, int total) {
            this.out = out;
            this.total = total;
        }

        void oneMore() {
            int now = done.incrementAndGet();
            if (now * 10 / total != (now - 1) * 10 / total) {
                out.println("camerafarm: making clips, " + now * 100 / total + " %");
            }
        }
    }
}
