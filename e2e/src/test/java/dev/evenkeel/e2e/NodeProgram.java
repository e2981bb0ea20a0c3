// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A program in JavaScript in a process of its own.
final class NodeProgram implements AutoCloseable {
    private static final String READY = "Ready ";
    private static final int LEAST_VERSION = 20;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Path NODE = Path.of(Optional.ofNullable(System.getenv("EVENKEEL_NODE"))
            .or(NodeProgram::findInPath)
            .orElse("/usr/bin/node"));

    private final Process process;
    private final Path log;
    private final CompletableFuture<URI> ready = new CompletableFuture<>();
    private final CompletableFuture<String> lastLine = new CompletableFuture<>();

    private NodeProgram(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    private static Optional<String> findInPath() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> folder + "/node")
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst();
    }

    /// Where Node is; skips the calling test where there is none, or an old one, or no npm.
    static Path require() throws IOException, InterruptedException {
        Path program = NODE;
        assumeTrue(
                Files.isExecutable(program) && Files.isExecutable(program.resolveSibling("npm")),
                "no Node with npm at " + program + ": set EVENKEEL_NODE; the example in Node was not tried");
        Process asked = new ProcessBuilder(program.toString(), "--version").start();
        String version = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(asked.waitFor()).isZero();
        assumeTrue(
                Integer.parseInt(version.replaceAll("^v|\\..*", "")) >= LEAST_VERSION,
                "Node " + version + " at " + program + " is older than " + LEAST_VERSION
                        + ": the example in Node was not tried");
        return program;
    }

    /// Runs a program that ends by itself.
    ///
    /// @return what it wrote
    static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "run", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        prependToPath(builder, Path.of(command.getFirst()));
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as("%s in time and well:\n%s", command, Files.readString(log))
                .isTrue();
        return Files.readString(log);
    }

    /* npm starts the node that it finds. */
    private static void prependToPath(ProcessBuilder builder, Path program) {
        builder.environment().merge("PATH", String.valueOf(program.getParent()), (old, node) -> node + ":" + old);
    }

    /// Starts one.
    ///
    /// @param folder it works in
    /// @param name of its log
    static NodeProgram start(Path folder, String name, List<String> command, Map<String, String> variables)
            throws IOException {
        Path log = folder.resolve(name + ".log");
        List<String> all = new ArrayList<>(List.of(NODE.toString()));
        all.addAll(command);
        var builder = new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        var program = new NodeProgram(process, log);
        Thread.ofPlatform().daemon().name("stdout of " + name).start(program::read);
        return program;
    }

    private void read() {
        String last = "";
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
                if (line.startsWith(READY)) {
                    ready.complete(URI.create(line.substring(READY.length())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ready.completeExceptionally(new IOException("its output ended"));
            lastLine.complete(last);
        }
    }

    /// Where it listens, when it does.
    URI awaitReady() throws IOException, InterruptedException {
        try {
            return ready.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("it is not ready; its log:\n" + Files.readString(log), e);
        }
    }

    /// Ends it politely.
    ///
    /// @return the last line that it wrote
    String end() throws InterruptedException {
        /* Not by Process.destroy, which closes what it writes to. */
        process.toHandle().destroy();
        if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("it did not end");
        }
        return lastLine.join();
    }

    /// What it complained about.
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
