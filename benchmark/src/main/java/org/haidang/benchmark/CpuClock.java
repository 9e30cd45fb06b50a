package org.haidang.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;

/**
 * CPU time and memory of processes as Linux counts them: {@code utime} and {@code stime} of {@code
 * /proc/PID/stat} in ticks of 10 ms, resident memory of {@code /proc/PID/statm} in pages (proc(5)).
 */
final class CpuClock {
    private static final int TICK_MS = 10;
    private static final int PAGE_BYTES = 4_096;

    private CpuClock() {}

    /** CPU milliseconds a process has used; 0 when it is gone. */
    static long cpuMs(long pid) {
        String stat = read(Path.of("/proc/" + pid + "/stat"));
        if (stat.isEmpty()) {
            return 0;
        }
        // The second field is the name in parentheses and may hold blanks.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MS;
    }

    static long cpuMs(Collection<Long> pids) {
        return pids.stream().mapToLong(CpuClock::cpuMs).sum();
    }

    /** Resident bytes of a process; 0 when it is gone. */
    static long residentBytes(long pid) {
        String statm = read(Path.of("/proc/" + pid + "/statm"));
        return statm.isEmpty() ? 0 : Long.parseLong(statm.split(" ")[1]) * PAGE_BYTES;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("this bench reads /proc and so needs Linux", e);
        }
    }
}
