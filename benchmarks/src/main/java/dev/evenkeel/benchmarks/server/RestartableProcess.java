// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.server;

import dev.evenkeel.examples.demo.process.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/// A program that can be killed and restarted. Supports one fault at a time.
public final class RestartableProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);
    private static final int MOST_TRIES = 20;

    private final String name;
    private final ProcessStarter start;
    private volatile ChildProcess process;
    private volatile URI address = URI.create("http://127.0.0.1");
    private final AtomicInteger generation = new AtomicInteger();
    private volatile boolean closed;

    /// Starts the program, without waiting for it.
    public RestartableProcess(String name, ProcessStarter start) throws IOException {
        this.name = name;
        this.start = start;
        this.process = start.start(0);
    }

    /// A function that starts the program.
    @FunctionalInterface
    public interface ProcessStarter {
        /// @param generation number of earlier starts
        ChildProcess start(int generation) throws IOException;
    }

    public String name() {
        return name;
    }

    /// Returns the number of restarts.
    public int generation() {
        return generation.get();
    }

    /// Waits until the program is ready.
    public void awaitReady() throws IOException, InterruptedException {
        address = process.awaitReady(START_LIMIT);
    }

    /// Returns the URL at which it last became ready.
    public URI address() {
        return address;
    }

    /// Returns the process id of the current start.
    public long pid() {
        return process.pid();
    }

    /// Returns the exit code of the current start; empty while it runs.
    public OptionalInt exitCode() {
        return process.exitCode();
    }

    /// Kills the program (SIGKILL) and waits until it has ended.
    public void kill() {
        process.kill();
    }

    /// Stops the program (SIGTERM) and waits until it has ended.
    public void stop() {
        process.close();
    }

    /// Restarts the program until it is ready, as a supervisor does: a program that cannot reach its database
    /// at startup reports that and exits.
    public void restart() throws IOException, InterruptedException {
        for (int tries = 1; !closed && !startNextGeneration(tries == MOST_TRIES); tries++) {
            Thread.sleep(BEFORE_NEXT_TRY);
        }
    }

    private boolean startNextGeneration(boolean last) throws IOException, InterruptedException {
        process = start.start(generation.incrementAndGet());
        if (closed) {
            process.close();
            throw new IOException(name + " is closed");
        }
        try {
            awaitReady();
            return true;
        } catch (IOException ended) {
            if (last) {
                throw ended;
            }
            return false;
        }
    }

    /// Suspends or resumes the program.
    public void setSuspended(boolean yes) throws IOException, InterruptedException {
        (yes ? ProcessSignal.STOP : ProcessSignal.CONT).send(process.pid());
    }

    @Override
    public void close() {
        closed = true;
        process.close();
    }
}
