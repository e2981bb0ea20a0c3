// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// One program of Evenkeel, run as a process of its own from its plain jars.
///
/// It is up when it prints `Ready URL`. Closing ends it politely, then by force, and with it the
/// database it keeps below its data folder.
public final class ChildProcess implements AutoCloseable {
    private static final String READY = "Ready ";
    private static final Duration POLITE = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final Path data;
    private final Path log;
    private final CompletableFuture<URI> ready = new CompletableFuture<>();

    private ChildProcess(String name, Process process, Path data, Path log) {
        this.name = name;
        this.process = process;
        this.data = data;
        this.log = log;
    }

    /// Starts a program.
    ///
    /// @param home root of the repository, or of an unpacked package
    /// @param module folder of the module, such as `examples/payments`
    /// @param mainClass class with the main method
    /// @param data folder for its data and its log, created when missing; a log that is there
    ///     goes on
    /// @param arguments program arguments
    public static ChildProcess start(Path home, String module, String mainClass, Path data, List<String> arguments)
            throws IOException {
        return start(new Program(home, module, mainClass), data, arguments, Map.of());
    }

    /// A program as it was built, or as a package has it.
    ///
    /// @param home root of the repository, or of an unpacked package
    /// @param module folder of the module, such as `examples/payments`
    /// @param mainClass class with the main method
    public record Program(Path home, String module, String mainClass) {
        /* A package has one jar for it, which names its libraries. */
        private String classPath() {
            Path folder = home.resolve(module);
            Path packed = home.resolve("evenkeel-" + folder.getFileName() + ".jar");
            Path target = folder.resolve("target");
            return Files.exists(packed)
                    ? packed.toString()
                    : target.resolve("classes") + ":" + target.resolve("lib") + "/*";
        }
    }

    /// The same.
    ///
    /// @param variables of its environment, beside those of this process
    public static ChildProcess start(Program program, Path data, List<String> arguments, Map<String, String> variables)
            throws IOException {
        Files.createDirectories(data);
        Path log = data.resolve("log.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                program.classPath(),
                program.mainClass()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        var child = new ChildProcess(program.module(), process, data, log);
        /* Reading a pipe holds on to the thread below a virtual one; there are as few of those as processors. */
        Thread.ofPlatform().daemon().name("stdout of " + program.module()).start(child::readOutput);
        return child;
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(READY)) {
                    ready.complete(URI.create(line.substring(READY.length()).strip()));
                }
            }
            ready.completeExceptionally(new IOException("its output ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    /// Waits until the program is up.
    ///
    /// @return where it listens
    /// @throws IOException when it ended or was not up in time; the message holds the end of
    ///     its log
    public URI awaitReady(Duration limit) throws IOException, InterruptedException {
        try {
            return ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw notUp("ended before it was ready", e);
        } catch (TimeoutException e) {
            throw notUp("was not ready within " + limit.toSeconds() + " s", e);
        }
    }

    private IOException notUp(String what, Exception cause) throws IOException {
        return new IOException(name + " " + what + "; the end of its log (" + log + "):\n" + endOfLog(), cause);
    }

    /// Ends it at once, as a power cut would (SIGKILL), and waits for that.
    public void kill() {
        process.destroyForcibly();
        endsWithin(POLITE);
    }

    /// Whether it runs.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// Its process id, for tools that look into it.
    public long pid() {
        return process.pid();
    }

    private String endOfLog() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size()));
    }

    @Override
    public void close() {
        process.destroy();
        if (!endsWithin(POLITE)) {
            process.destroyForcibly();
            endsWithin(POLITE);
        }
        endLeftDatabases();
    }

    private boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /// A program that was killed could not stop its PostgreSQL; the first line of postmaster.pid
    /// names the process.
    private void endLeftDatabases() {
        try (Stream<Path> files = Files.walk(data, 4)) {
            files.filter(file -> file.endsWith("postmaster.pid")).forEach(ChildProcess::endProcessNamedIn);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("could not look for a database left by " + name + ": " + e.getMessage());
        }
    }

    private static void endProcessNamedIn(Path pidFile) {
        try (Stream<String> lines = Files.lines(pidFile)) {
            lines.findFirst()
                    .map(line -> Long.parseLong(line.strip()))
                    .flatMap(ProcessHandle::of)
                    .ifPresent(ProcessHandle::destroy);
        } catch (IOException | NumberFormatException e) {
            System.err.println("could not read " + pidFile + ": " + e.getMessage());
        }
    }
}
