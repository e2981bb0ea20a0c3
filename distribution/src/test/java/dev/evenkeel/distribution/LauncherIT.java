// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a small checkout, with the tools of other systems than Debian: no flock, BusyBox's tools and
/// BSD's tar. A script takes the place of Maven.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LauncherIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path TOOLS = Path.of("target", "launcher-tools").toAbsolutePath();
    private static final Set<String> NOT_OF_BUSYBOX = Set.of("bash", "flock", "tar");
    private static final List<String> FOR_SERVICES =
            List.of("core", "sdk", "openfeature", "junit", "observability", "starter");

    /* Fails when another one runs. Writes its arguments to the file builds, tells the pipe started, and ends when there
    is no file hold. */
    private static final String MAVEN = """
            #!/usr/bin/env bash
            set -eu
            mkdir running || { echo "two builds at a time" >>builds; exit 1; }
            echo "$*" >>builds
            [ ! -p started ] || echo >started
            for ((i = 0; i < 600; i++)); do
                [ -e hold ] || break
                sleep 0.1
            done
            rmdir running
            """;

    @TempDir
    Path folder;

    private Path checkout = Path.of("");

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void linkTools() throws IOException, InterruptedException {
        Path busybox = Program.require("busybox");
        Files.createDirectories(TOOLS);
        for (String tool :
                Program.output(TOOLS, List.of(busybox.toString(), "--list")).split("\\s+")) {
            if (!NOT_OF_BUSYBOX.contains(tool)) {
                link(tool, busybox);
            }
        }
        link("tar", Program.require("bsdtar"));
        link("bash", Program.require("bash"));
        Files.writeString(TOOLS.resolve("mvn"), MAVEN);
        Files.setPosixFilePermissions(TOOLS.resolve("mvn"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void link(String tool, Path program) throws IOException {
        Files.deleteIfExists(TOOLS.resolve(tool));
        Files.createSymbolicLink(TOOLS.resolve(tool), program);
    }

    @BeforeEach
    void prepare() throws IOException {
        checkout = Files.createDirectory(folder.resolve("checkout"));
        copy("evenkeel");
        write("pom.xml", "    <version>0.1.0-SNAPSHOT</version>\n");
        copyFolder("launcher");
        write("core/pom.xml", "");
        write("core/src/main/java/Flag.java", "");
        write("core/src/test/java/FlagTest.java", "");
        write("docs/README.md", "");
        try (Stream<Path> files = Files.walk(checkout)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
            }
        }
    }

    private void copy(String name) throws IOException {
        Files.copy(ROOT.resolve(name), checkout.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void copyFolder(String name) throws IOException {
        Files.createDirectories(checkout.resolve(name));
        try (Stream<Path> files = Files.list(ROOT.resolve(name))) {
            for (Path file : files.toList()) {
                copy(name + "/" + file.getFileName());
            }
        }
    }

    private void write(String name, String content) throws IOException {
        Files.createDirectories(checkout.resolve(name).getParent());
        Files.writeString(checkout.resolve(name), content);
    }

    private Process launch(Path root, Map<String, String> variables, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(root.resolve("evenkeel").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        TOOLS.toString(),
                        "HOME",
                        folder.toString(),
                        "JAVA_HOME",
                        System.getProperty("java.home")));
        builder.environment().putAll(variables);
        return builder.start();
    }

    private static Ended end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = process.errorReader().lines().collect(Collectors.joining("\n"));
        return new Ended(process.waitFor(), out, err);
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        return end(launch(checkout, Map.of(), arguments));
    }

    private static void awaitLine(Process process, String text) throws IOException {
        BufferedReader err = process.errorReader();
        String line;
        do {
            line = err.readLine();
        } while (line != null && !line.contains(text));
        assertThat(line).contains(text);
    }

    private List<String> builds() throws IOException {
        Path builds = checkout.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
    }

    private Path lock() throws IOException {
        return Files.createDirectories(checkout.resolve(".evenkeel")).resolve("build.lock");
    }

    @Test
    void explainsItselfAndBuildsNothing() throws IOException, InterruptedException {
        Ended ended = run("help");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("serve       start the server", "Exit codes: 0 success");
        assertThat(ended.code()).isZero();
        assertThat(builds()).isEmpty();
    }

    @Test
    void runsACommandOfWhatIsBuilt() throws IOException, InterruptedException {
        Ended ended = end(launch(ROOT, Map.of("EVENKEEL_BUILD", "no"), "guard", "evaluate", "--help"));
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("Usage: evenkeel guard evaluate");
        assertThat(ended.code()).isZero();
    }

    @Test
    void givesTheJvmMoreOptions() throws IOException, InterruptedException {
        Map<String, String> variables = Map.of(
                "EVENKEEL_BUILD", "no", "EVENKEEL_JAVA_OPTIONS", "-showversion  -Xmx300m -XX:+PrintCommandLineFlags");
        Ended ended = end(launch(ROOT, variables, "guard", "evaluate", "--help"));
        assertThat(ended.out()).contains("-XX:MaxHeapSize=314572800 ", "Usage: evenkeel guard evaluate");
        assertThat(ended.err()).contains(System.getProperty("java.vm.name"));
        assertThat(ended.code()).isZero();
    }

    @Test
    void refusesAnUnknownArchitectureOfTheImageBeforeItBuilds() throws IOException, InterruptedException {
        assertThat(run("package", "--image", "--arch", "mips"))
                .isEqualTo(new Ended(2, "", "evenkeel: invalid --arch mips. Allowed: amd64, arm64, all"));
        assertThat(run("package", "--arch", "arm64"))
                .isEqualTo(new Ended(2, "", "evenkeel: --arch requires --image. Add --image, or remove --arch."));
        assertThat(checkout.resolve("builds")).doesNotExist();
    }

    @Test
    void buildsWhenASourceIsNewerThanTheBuild() throws IOException, InterruptedException {
        assertThat(run("build")).extracting(Ended::code, Ended::out).containsExactly(0, "");
        assertThat(builds()).singleElement().asString().endsWith("package -pl cli,server,examples/payments -am");
        touch("core/src/test/java/FlagTest.java");
        assertThat(run("build")).as("a test is touched").isEqualTo(new Ended(0, "", ""));
        assertThat(builds()).hasSize(1);

        int expected = 1;
        for (String source : List.of("core/src/main/java/Flag.java", "core/pom.xml", "pom.xml", "docs/README.md")) {
            FileTime before = touch(source);
            assertThat(run("build").err()).as("touched " + source).contains("evenkeel: building");
            assertThat(builds()).hasSize(++expected);
            Files.setLastModifiedTime(checkout.resolve(source), before);
        }
    }

    /* Makes a file newer than the last build; returns its time before. */
    private FileTime touch(String name) throws IOException {
        Instant built =
                Files.getLastModifiedTime(checkout.resolve(".evenkeel/built")).toInstant();
        FileTime before = Files.getLastModifiedTime(checkout.resolve(name));
        Files.setLastModifiedTime(checkout.resolve(name), FileTime.from(built.plusSeconds(2)));
        return before;
    }

    @Test
    void aSecondBuildWaitsForTheFirst() throws IOException, InterruptedException {
        write("hold", "");
        Process first = launch(checkout, Map.of(), "build");
        awaitLine(first, "building");
        Process second = launch(checkout, Map.of(), "build");
        awaitLine(second, "waiting for another build (process " + first.pid() + ") ...");
        Files.delete(checkout.resolve("hold"));
        assertThat(end(first).code()).isZero();
        assertThat(end(second)).isEqualTo(new Ended(0, "", ""));
        assertThat(builds()).as("the second had nothing to build").hasSize(1);
        assertThat(lock()).doesNotExist();
    }

    @Test
    void theLockOfAKilledBuildIsTakenOver() throws IOException, InterruptedException, ExecutionException {
        Program.output(checkout, List.of(TOOLS.resolve("mkfifo").toString(), "started"));
        write("hold", "");
        Process killed = launch(checkout, Map.of(), "build");
        Files.readString(checkout.resolve("started"));
        List<ProcessHandle> children = killed.descendants().toList();
        killed.destroyForcibly().waitFor();
        Files.delete(checkout.resolve("started"));
        Files.delete(checkout.resolve("hold"));
        for (ProcessHandle child : children) {
            child.onExit().get();
        }
        assertThat(Files.isSymbolicLink(lock())).as("the lock is left").isTrue();

        Ended ended = run("build");
        assertThat(ended.err()).contains("evenkeel: built in").doesNotContain("another build");
        assertThat(ended.code()).isZero();
        assertThat(lock()).doesNotExist();
    }

    /* After its owner's end another process got its id: this one. All wait for the lock, and one at a time gets it. */
    @Test
    void aLockWhoseOwnerIsNoLauncherIsTakenOverByOne() throws IOException, InterruptedException {
        Files.createSymbolicLink(
                lock(), Path.of(Long.toString(ProcessHandle.current().pid())));
        List<Process> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiting.add(launch(checkout, Map.of(), "build"));
        }
        for (Process process : waiting) {
            assertThat(end(process).code()).isZero();
        }
        assertThat(builds()).hasSize(1);
        assertThat(lock()).doesNotExist();
    }

    @Test
    void aFailedBuildIsReportedAndReleasesTheLock() throws IOException, InterruptedException {
        Files.createDirectory(checkout.resolve("running"));
        Ended ended = run("build");
        assertThat(ended.err()).contains("the build failed; full log: " + checkout.toRealPath());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(Files.isSymbolicLink(lock())).isFalse();
    }

    @Test
    void laysOutAMavenRepository() throws IOException, InterruptedException {
        copyFolder("distribution/src/main/java/dev/evenkeel/distribution");
        for (String module : FOR_SERVICES) {
            write(module + "/target/flattened-pom.xml", "pom of " + module);
            write(module + "/target/evenkeel-" + module + "-0.1.0-SNAPSHOT.jar", "jar of " + module);
            Files.setLastModifiedTime(
                    checkout.resolve(module + "/target/evenkeel-" + module + "-0.1.0-SNAPSHOT.jar"),
                    FileTime.from(Instant.parse("2026-02-03T04:05:06Z")));
        }
        Path repository = folder.resolve("a repository");
        Ended ended = end(launch(checkout, Map.of("EVENKEEL_BUILD", "no"), "build", "--maven", repository.toString()));
        assertThat(ended).isEqualTo(new Ended(0, "file://" + repository.toRealPath() + "\n", ""));

        Path sdk = repository.resolve("dev/evenkeel/evenkeel-sdk/0.1.0-SNAPSHOT");
        String name = "evenkeel-sdk-0.1.0-20260203.040506-1";
        assertThat(sdk.resolve(name + ".jar")).hasContent("jar of sdk");
        assertThat(sdk.resolve(name + ".pom")).hasContent("pom of sdk");
        assertThat(sdk.resolve("maven-metadata.xml"))
                .content()
                .contains("<timestamp>20260203.040506</timestamp>", "<lastUpdated>20260203040506</lastUpdated>");
        for (String algorithm : List.of("md5", "sha1", "sha256", "sha512")) {
            String sum = Program.output(
                    sdk, List.of(Program.require(algorithm + "sum").toString(), name + ".jar"));
            assertThat(sdk.resolve(name + ".jar." + algorithm)).hasContent(sum.substring(0, sum.indexOf(' ')));
        }
        try (Stream<Path> files = Files.walk(repository)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(6 * 3 * 5);
        }
    }
}
