// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evenkeel.e2e.Tutorial.Commands;
import dev.evenkeel.e2e.Tutorial.Section;
import dev.evenkeel.e2e.Tutorial.Step;
import dev.evenkeel.e2e.Tutorial.WrittenFile;
import dev.evenkeel.net.FreePort;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plays a newcomer: the tutorial from its first line to its last, in an empty folder and with an
/// empty home, each output compared with what it says.
///
/// Two things are not as a newcomer has them. The programs are those of this checkout as they were
/// built, so that the build under test is not built within itself (`EVENKEEL_BUILD=no`), or, with
/// `-Devenkeel.package=DIR`, those of a package that was unpacked there. And Maven gets
/// a local repository in the target folder that knows nothing of Evenkeel, behind which stands the one
/// of this machine's user, only to be read: what others publish is not fetched again for each run.
class TutorialIT {
    private static final Duration BLOCK_LIMIT = Duration.ofMinutes(5);
    private static final Path ROOT = Repository.root();
    private static final Optional<Path> PACKAGE =
            Optional.ofNullable(System.getProperty("evenkeel.package")).map(Path::of);
    private static final Path ARTIFACTS = ROOT.resolve("e2e/target/tutorial-maven");

    @TempDir
    private Path folder;

    @Test
    void runsFirstGuardedRolloutTutorial() throws IOException, InterruptedException {
        Path name = Path.of("3-first-guarded-rollout.md");
        assumeTrue(hasCurl(), "no curl on the path: " + name + " was not played");
        Tutorial tutorial = Tutorial.read(
                ROOT.resolve("docs/get-started").resolve(name), PACKAGE.isPresent() ? "package" : "checkout");
        deleteRecursively(ARTIFACTS.resolve("dev/evenkeel"));
        Path place = Files.createDirectories(folder.resolve("place"));
        long began = System.nanoTime();
        try (InteractiveShell shell =
                InteractiveShell.start(place, Files.createDirectories(folder.resolve("blocks")), environment())) {
            for (Section section : tutorial.sections()) {
                long before = System.nanoTime();
                for (Step step : section.steps()) {
                    execute(step, shell, place);
                }
                printTiming(name, before, section.title());
            }
            assertThat(shell.running()).as("goes on after its end").isEmpty();
        }
        printTiming(name, began, "all");
        assertThat(ARTIFACTS.resolve("dev/evenkeel/evenkeel-spring-boot-starter"))
                .as("the artifacts came from the folder that the tutorial makes")
                .isDirectory();
    }

    private static boolean hasCurl() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "curl")));
    }

    private static void execute(Step step, InteractiveShell shell, Path place)
            throws IOException, InterruptedException {
        switch (step) {
            case WrittenFile file -> {
                Path target = place.resolve(file.name());
                Files.createDirectories(target.getParent());
                Files.writeString(target, file.text());
            }
            case Commands commands -> {
                String what = "line " + commands.line() + ":\n" + commands.script();
                InteractiveShell.BlockResult result = enter(commands, shell, what);
                assertThat(result.exitCode()).as(what + result.output()).isZero();
                assertThat(commands.expected().matches(result.output()))
                        .as(what + "says\n" + result.output() + "\nand not\n"
                                + commands.expected().text())
                        .isTrue();
            }
        }
    }

    private static InteractiveShell.BlockResult enter(Commands commands, InteractiveShell shell, String what)
            throws IOException, InterruptedException {
        try {
            return shell.enter(commands.script(), BLOCK_LIMIT);
        } catch (TimeoutException e) {
            throw new AssertionError(what + e.getMessage(), e);
        }
    }

    /* What a newcomer has set, and no more: the home is empty, and nothing of Evenkeel is known but where it is. */
    private Map<String, String> environment() throws IOException {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables
                .keySet()
                .removeIf(name -> name.startsWith("EVENKEEL_")
                        || name.startsWith("XDG_")
                        || name.startsWith("MAVEN_")
                        || name.startsWith("SPRING_")
                        || name.equals("JAVA_TOOL_OPTIONS"));
        String java = System.getProperty("java.home");
        variables.putAll(Map.of(
                "HOME",
                Files.createDirectories(folder.resolve("home")).toString(),
                "JAVA_HOME",
                java,
                "PATH",
                java + "/bin" + File.pathSeparator + System.getenv("PATH"),
                "EVENKEEL_HOME",
                PACKAGE.orElse(ROOT).toString(),
                "EVENKEEL_BUILD",
                "no",
                "PORT",
                String.valueOf(FreePort.find()),
                "SHOP_PORT",
                String.valueOf(FreePort.find()),
                "MAVEN_ARGS",
                "-Dmaven.repo.local=" + ARTIFACTS + " -Dmaven.repo.local.tail=" + userMavenRepository()));
        return variables;
    }

    /* Where the build that runs this test has its own. */
    private static String userMavenRepository() {
        return System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository");
    }

    private static void deleteRecursively(Path what) throws IOException {
        if (Files.exists(what)) {
            try (Stream<Path> files = Files.walk(what)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void printTiming(Path name, long since, String what) {
        System.out.printf(Locale.ROOT, "%s: %5.1f s  %s%n", name, (System.nanoTime() - since) / 1e9, what);
    }
}
