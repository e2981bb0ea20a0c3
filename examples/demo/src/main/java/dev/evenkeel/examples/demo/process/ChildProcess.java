// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A child process that runs one Evenkeel program from its plain jars.
///
/// The process is ready when it prints `Ready URL`. Its output goes to `log.txt` in its data folder, its
/// temporary files to `tmp` there. Closing terminates it, after a timeout forcibly, together with the
/// database below its data folder.
public final class ChildProcess implements AutoCloseable {
    private static final String READY = "Ready ";
    private static final Duration POLITE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 250;
    private static final int LAST_LINES = 25;

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

    /// Thrown when a program did not become ready.
    public static final class NotReadyException extends IOException {
        private static final long serialVersionUID = 1;

        private NotReadyException(String message, Exception cause) {
            super(message, cause);
        }
    }

    /// Starts a program.
    ///
    /// @param home root of the repository, or of an unpacked package
    /// @param module folder of the module, such as `examples/payments`
    /// @param mainClass class with the main method
    /// @param data folder for its data and log, created when missing; an existing log is appended to
    /// @param arguments program arguments
    public static ChildProcess start(Path home, String module, String mainClass, Path data, List<String> arguments)
            throws IOException {
        return start(new ProgramLocation(home, module, mainClass), data, arguments, Map.of());
    }

    /// The location of a program, in a build or in a package.
    ///
    /// @param home root of the repository, or of an unpacked package
    /// @param module folder of the module, such as `examples/payments`
    /// @param mainClass class with the main method
    /// @param additionalClasses class path entries after those of the program; none in a package
    public record ProgramLocation(Path home, String module, String mainClass, List<Path> additionalClasses) {
        public ProgramLocation {
            additionalClasses = List.copyOf(additionalClasses);
        }

        /// A program with its own classes only.
        public ProgramLocation(Path home, String module, String mainClass) {
            this(home, module, mainClass, List.of());
        }

        private boolean isPackaged() {
            return Files.exists(home.resolve("evenkeel-server.jar"));
        }

        /* In a package, its script knows the class path and the JVM's options. */
        private List<String> command(Path temporary) {
            if (isPackaged()) {
                String name = module.equals("server") ? "serve" : module.substring(module.lastIndexOf('/') + 1);
                return List.of(home.resolve("bin/evenkeel").toString(), name);
            }
            Path target = home.resolve(module).resolve("target");
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Xmx1g",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Djava.io.tmpdir=" + temporary,
                    "-cp",
                    classPath(target),
                    mainClass);
        }

        private String classPath(Path target) {
            var entries = new StringJoiner(":")
                    .add(target.resolve("classes").toString())
                    .add(target.resolve("lib") + "/*");
            additionalClasses.forEach(entry -> entries.add(entry.toString()));
            return entries.toString();
        }
    }

    /// Starts a program with additional environment variables.
    ///
    /// @param variables added to the environment of this process, whose EVENKEEL_ variables are not passed on
    public static ChildProcess start(
            ProgramLocation program, Path data, List<String> arguments, Map<String, String> variables)
            throws IOException {
        Files.createDirectories(data);
        Path log = data.resolve("log.txt");
        Path temporary = Files.createDirectories(data.resolve("tmp")).toAbsolutePath();
        List<String> command = new ArrayList<>(program.command(temporary));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("EVENKEEL_"));
        if (program.isPackaged()) {
            environment.put("JAVA_HOME", System.getProperty("java.home"));
            environment.put("EVENKEEL_STARTUP_CACHE", "off");
            environment.put("JDK_JAVA_OPTIONS", "\"-Djava.io.tmpdir=" + temporary + "\"");
        }
        environment.putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        var child = new ChildProcess(program.module(), process, data, log);
        /* A blocking pipe read pins the carrier thread of a virtual thread, and there are only as many
         * carriers as processors. */
        Thread.ofPlatform().daemon().name("stdout of " + program.module()).start(child::readOutput);
        return child;
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                PrintStream logged = new PrintStream(
                        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                        true,
                        StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                logged.println(line);
                if (line.startsWith(READY)) {
                    ready.complete(URI.create(line.substring(READY.length()).strip()));
                }
            }
            ready.completeExceptionally(new IOException("its output ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    /// Waits until the program is ready.
    ///
    /// @return its URL
    /// @throws NotReadyException when it exited or was not ready in time; the message contains its exit code,
    ///     the machine's load and the end of its log
    public URI awaitReady(Duration limit) throws IOException, InterruptedException {
        return awaitReady(waited -> waited.compareTo(limit) >= 0, progress -> {});
    }

    /// Waits until the program is ready, with a limit that may change meanwhile.
    ///
    /// @param isOver whether the time waited so far is too long
    /// @param progress repeatedly receives a description of the current wait
    public URI awaitReady(Predicate<Duration> isOver, Consumer<String> progress)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (true) {
            try {
                return ready.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw new NotReadyException(describeEnd() + describeLog(), e);
            } catch (TimeoutException e) {
                Duration waited = Duration.ofNanos(System.nanoTime() - began);
                progress.accept("waiting until " + name + " is ready");
                if (isOver.test(waited)) {
                    throw new NotReadyException(
                            name + " was not ready within " + waited.toSeconds() + " s" + describeLog(), e);
                }
            }
        }
    }

    /// Returns the exit code and the end of the log; empty while it runs.
    public Optional<String> describeExit() {
        return process.isAlive() ? Optional.empty() : Optional.of(describeEnd() + describeLog());
    }

    private String describeEnd() {
        return endsWithin(POLITE) ? name + " ended with exit code " + process.exitValue() : name + " closed its output";
    }

    private String describeLog() {
        String said = endOfLog();
        return " (" + MachineLoad.now().describe() + ")"
                + (said.isEmpty() ? "; its log " + log + " is empty" : "; the end of its log " + log + ":\n" + said);
    }

    /// Kills the process (SIGKILL), as a power failure would, and waits until it has ended.
    public void kill() {
        process.destroyForcibly();
        endsWithin(POLITE);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Returns the exit code; empty while it runs.
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /// Returns its process id, for diagnostic tools.
    public long pid() {
        return process.pid();
    }

    /* Omits stack frames: those of a failed start would fill the last hundreds of lines. */
    private String endOfLog() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("\tat "))
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(cannot be read: " + e + ")";
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!endsWithin(POLITE)) {
            process.destroyForcibly();
            endsWithin(POLITE);
        }
        EmbeddedPostgresProcess.endAllBelow(data, POLITE);
    }

    private boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
