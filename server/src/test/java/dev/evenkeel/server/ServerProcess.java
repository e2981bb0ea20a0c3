// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A server in its own process, started from the command line, with secrets in environment variables.
public final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    private ServerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    public static ServerProcess start(Path folder, String... options) throws IOException {
        return startWith(List.of(), folder, options);
    }

    /// Starts a server with JVM options.
    public static ServerProcess startWith(List<String> jvmOptions, Path folder, String... options) throws IOException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                EvenkeelServer.class.getName()));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment()
                .putAll(Map.of("EVENKEEL_ADMIN_TOKEN", TestServer.ADMIN_TOKEN, "EVENKEEL_SDK_KEY", TestServer.SDK_KEY));
        Process process = builder.start();
        return new ServerProcess(process, out, err);
    }

    public Process process() {
        return process;
    }

    String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    public boolean isReady() {
        return out().contains("Ready http://");
    }

    String address() {
        String text = out();
        return text.substring(text.indexOf("Ready ") + 6).strip();
    }

    /// Waits for the process to exit and returns the exit code.
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running; stderr: " + err());
        }
        return process.exitValue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
