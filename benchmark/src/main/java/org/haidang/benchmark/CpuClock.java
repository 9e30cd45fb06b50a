package org.haidang.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;

/**
 * CPU time and memory of processes as Linux counts them: the process's CPU clock in nanoseconds
 * (clock_getcpuclockid(3); the ticks of {@code /proc/PID/stat} are 10 ms, a tenth of what twenty
 * cameras cost in a window), resident memory of {@code /proc/PID/statm} in pages (proc(5)).
 */
final class CpuClock {
    private static final int PAGE_BYTES = 4_096;

    /** {@code CPUCLOCK_SCHED} of the kernel's posix-timers.h: user and system time, precise. */
    private static final int SCHED = 2;

    private static final MemoryLayout TIMESPEC =
            MemoryLayout.structLayout(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);

    private static final MethodHandle CLOCK_GETTIME =
            Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker().defaultLookup().findOrThrow("clock_gettime"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS));

    private CpuClock() {}

    /** CPU milliseconds a process has used, its ended threads too; 0 when it is gone. */
    static double cpuMs(long pid) {
        int clock = ~Math.toIntExact(pid) << 3 | SCHED;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(TIMESPEC);
            int failed = (int) CLOCK_GETTIME.invokeExact(clock, time);
            if (failed != 0) {
                return 0;
            }
            return time.get(ValueLayout.JAVA_LONG, 0) * 1e3
                    + time.get(ValueLayout.JAVA_LONG, Long.BYTES) / 1e6;
        } catch (Throwable e) {
            throw new IllegalStateException("this bench reads Linux's process clocks", e);
        }
    }

    static double cpuMs(Collection<Long> pids) {
        return pids.stream().mapToDouble(CpuClock::cpuMs).sum();
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
