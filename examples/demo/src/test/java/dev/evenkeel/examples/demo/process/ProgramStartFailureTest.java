// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.examples.demo.DemoCommand;
import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.config.DemoTimeouts;
import dev.evenkeel.examples.demo.config.PaymentServiceSetup;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.examples.demo.story.DemoRunner;
import dev.evenkeel.examples.demo.story.ProgressDisplay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Messages and files of a demo whose programs do not start. The programs are real processes, compiled here.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ProgramStartFailureTest {
    private static final String EXITS = """
            System.out.println("said on standard output");
            new IllegalStateException("the disk is full").printStackTrace();
            System.exit(3);
            """;
    private static final String BLOCKS = "new java.util.concurrent.CountDownLatch(1).await();";
    private static final String PRINTS_AND_BLOCKS = "System.out.println(\"unpacking\");" + BLOCKS;
    private static final DemoTimeouts SHORT = new DemoTimeouts(0.005, 1);

    @TempDir
    private Path folder;

    private Path home;
    private Path temporary;

    @BeforeEach
    void makeFolders() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        temporary = Files.createDirectories(folder.resolve("tmp"));
    }

    @Test
    void reportsExitCodeLogAndLoadWhenProgramExits() throws Exception {
        compilePrograms(EXITS);

        assertThat(failureWith(DemoTimeouts.USUAL))
                .startsWith("server ended with exit code 3 (load average ")
                .contains(" processor")
                .contains("; the end of its log " + data().resolve("server").resolve("log.txt") + ":\n")
                .contains("said on standard output")
                .contains("java.lang.IllegalStateException: the disk is full")
                .doesNotContain("\tat ");
    }

    @Test
    void reportsLogWhenProgramIsNotReadyInTime() throws Exception {
        compilePrograms(PRINTS_AND_BLOCKS);
        Path log = data().resolve("log.txt");
        var program = new ChildProcess.ProgramLocation(home, "server", "dev.evenkeel.server.EvenkeelServer");

        try (var child = ChildProcess.start(program, data(), List.of(), Map.of())) {
            assertThat(readinessError(child, log))
                    .startsWith("server was not ready within ")
                    .endsWith(log + ":\nunpacking");
        }
    }

    /* Its time is over as soon as it has said something. */
    private static String readinessError(ChildProcess child, Path log) throws InterruptedException {
        try {
            return "ready at " + child.awaitReady(waited -> log.toFile().length() > 0, progress -> {});
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void reportsEmptyLogWhenProgramIsNotReadyInTime() throws Exception {
        compilePrograms(BLOCKS);

        assertThat(failureWith(SHORT))
                .startsWith("server was not ready within ")
                .contains("load average ")
                .endsWith("; its log " + data().resolve("server").resolve("log.txt") + " is empty");
    }

    @Test
    void deletesTemporaryFolderWhenDemoFails() throws Exception {
        compilePrograms(EXITS);

        Process demo = demo();
        String output = new String(demo.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(demo.waitFor()).as(output).isEqualTo(1);
        assertThat(demo.inputReader(StandardCharsets.UTF_8).readAllAsString())
                .contains("FAILED: server ended with exit code 3")
                .contains("the disk is full");
        assertThat(output).contains("Databases and logs were deleted. To keep them, use --data DIR.");
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void printsFolderOfFailedDemoWithKeepOption() throws Exception {
        compilePrograms(EXITS);

        Process demo = demo("--keep");
        String output = new String(demo.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(demo.waitFor()).as(output).isEqualTo(1);
        assertThat(temporaryFiles())
                .singleElement()
                .satisfies(path -> assertThat(output).contains("Databases and logs are in " + path));
    }

    @Test
    void stopsProgramsAndDeletesTemporaryFolderOnSigterm() throws Exception {
        compilePrograms(BLOCKS);

        Process demo = demo();
        List<ProcessHandle> programs;
        String last;
        try (BufferedReader output = demo.errorReader(StandardCharsets.UTF_8)) {
            last = output.lines()
                    .filter(line -> line.contains("waiting until server is ready"))
                    .findFirst()
                    .orElse("");
            programs = demo.descendants().toList();
            demo.toHandle().destroy();
            assertThat(demo.waitFor()).isEqualTo(128 + 15);
            assertThat(output.lines().toList()).as("no stack trace, no failure").isEmpty();
        }

        assertThat(last).isNotEmpty();
        assertThat(programs).hasSize(2).noneMatch(ProcessHandle::isAlive);
        assertThat(temporaryFiles()).isEmpty();
    }

    private Path data() {
        return temporary.resolve("data");
    }

    /// Opens the programs within limits that do not change.
    private String failureWith(DemoTimeouts limits) throws IOException, InterruptedException {
        var options = new DemoOptions(home, data(), 0, DemoOptions.USUAL_PER_SECOND, false, 1, 1);
        try (var environment = new DemoEnvironment(options, PaymentServiceSetup.CORE, limits, limits::slowdown)) {
            var screen = new ProgressDisplay(new PrintStream(OutputStream.nullOutputStream()), false);
            var runner = new DemoRunner(environment, ignored -> Duration.ofMinutes(5), screen);
            return String.valueOf(runner.play(runner::startPrograms).failure());
        }
    }

    /// The demo as a process of its own.
    private Process demo(String... options) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Djava.io.tmpdir=" + temporary,
                                "-Devenkeel.home=" + home,
                                "-cp",
                                System.getProperty("java.class.path"),
                                DemoProgram.class.getName()),
                        Stream.of(options))
                .toList();
        return new ProcessBuilder(command).start();
    }

    /// What the process runs.
    static final class DemoProgram {
        private DemoProgram() {}

        public static void main(String[] options) {
            System.exit(new CommandLine(new DemoCommand())
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .execute(options));
        }
    }

    private List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("evenkeel"))
                    .toList();
        }
    }

    /// Puts two programs with this body where the demo finds its own.
    private void compilePrograms(String body) throws IOException {
        compile("server", "dev.evenkeel.server", "EvenkeelServer", body);
        compile("examples/payments", "dev.evenkeel.examples.payments", "PaymentsApplication", body);
    }

    private void compile(String module, String pack, String name, String body) throws IOException {
        Path classes =
                Files.createDirectories(home.resolve(module).resolve("target").resolve("classes"));
        Path source = home.resolve(name + ".java");
        Files.writeString(source, """
                package %s;
                public class %s {
                    public static void main(String[] arguments) throws Exception {
                        %s
                    }
                }
                """.formatted(pack, name, body));
        int exit =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), source.toString());
        assertThat(exit).isZero();
    }
}
