package org.haidang.vision;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haidang.vision.worker.Request;
import org.haidang.vision.worker.Response;

/** One running worker and the pipes to it. {@link #kill} may be called from any thread. */
final class WorkerProcess {

    private static final int BUFFER_SIZE = 1 << 16;

    /** All it gets to see of our environment, which may hold secrets. */
    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LD_LIBRARY_PATH");

    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream responses;

    private WorkerProcess(Process process) {
        this.process = process;
        this.requests =
                new DataOutputStream(
                        new BufferedOutputStream(process.getOutputStream(), BUFFER_SIZE));
        this.responses =
                new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER_SIZE));
    }

    static WorkerProcess start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> !ENVIRONMENT.contains(name));
        Process process = builder.start();
        StderrLog log = new StderrLog(process.getErrorStream(), process.pid());
        Thread.ofPlatform().daemon().name("picture-worker-stderr").start(log);
        return new WorkerProcess(process);
    }

    void awaitReady() throws IOException {
        Response first = Response.read(responses);
        if (first.id() != Response.READY) {
            throw new IOException("worker began with answer " + first.id());
        }
    }

    Response ask(Request request) throws IOException {
        request.write(requests);
        requests.flush();
        Response response = Response.read(responses);
        if (response.id() != request.id()) {
            throw new IOException("answer " + response.id() + " to request " + request.id());
        }
        return response;
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Ends it at once; whoever reads from it sees the end of the stream. */
    void kill() {
        process.destroyForcibly();
    }
}
