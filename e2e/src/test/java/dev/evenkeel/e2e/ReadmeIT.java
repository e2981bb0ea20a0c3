// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.e2e.Tutorial.Commands;
import dev.evenkeel.net.FreePort;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Types every command of the README, in order, as somebody does who has just cloned the repository: the first
/// `serve` in one terminal, all others in a second one, against that server. A command ends with exit code 0,
/// or with the one that its comment states as `exit code N here` or `N here`.
///
/// Not typed are `demo`, `test`, `package` and `pictures`, which take minutes and have tests of their own
/// (`DemoIT` and its siblings, the build itself, `distribution/src/test/package/check.sh`, `ConsoleTourIT`),
/// and `doctor`, whose answer depends on the machine (`DoctorIT`). The programs are those of this checkout as
/// they were built (`EVENKEEL_BUILD=no`), and the server gets a free port.
class ReadmeIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Path ROOT = Repository.root();
    private static final List<String> LINKED = List.of("launcher", "cli", "server", "examples");
    private static final Pattern INLINE = Pattern.compile("`(\\./evenkeel [a-z][^`]*)`");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\b[A-Z]{3,}\\b");
    private static final Pattern NOT_TYPED = Pattern.compile("\\./evenkeel (demo|test|package|pictures|doctor)\\b.*");
    private static final Pattern EXIT_CODE = Pattern.compile("#.*\\b([0-9]+) here\\b");

    @TempDir
    private Path folder;

    @Test
    void runsEveryCommandWithExpectedExitCode() throws IOException, InterruptedException, TimeoutException {
        Path clone = clonedRepository();
        List<String> commands = commands();
        String serve = commands.removeFirst();
        assertThat(serve).contains("./evenkeel serve ");
        int port = FreePort.find();
        Map<String, String> variables = environment(port);
        try (InteractiveShell server = shell("server", clone, variables);
                InteractiveShell shell = shell("commands", clone, variables)) {
            server.enter(serve + " --port " + port + " >../server.log 2>&1 &\n", LIMIT);
            String ready = "until grep -q '^Ready ' ../server.log; do kill -0 $! || return 1; sleep 0.1; done\n";
            assertThat(server.enter(ready, LIMIT).exitCode())
                    .as("%s: %s", serve, Files.readString(folder.resolve("server.log")))
                    .isZero();
            List<String> failures = new ArrayList<>();
            for (String command : commands) {
                long began = System.nanoTime();
                var result = shell.enter(command + "\n", LIMIT);
                System.out.printf(Locale.ROOT, "%5.1f s  %s%n", (System.nanoTime() - began) / 1e9, command);
                if (result.exitCode() != expectedExitCode(command)) {
                    failures.add(command + "\nended with exit code " + result.exitCode() + ":\n" + result.output());
                }
            }
            assertThat(failures).isEmpty();
            assertThat(commands).as("typed").hasSizeGreaterThan(7);
        } finally {
            for (String name : LINKED) {
                Files.delete(clone.resolve(name));
            }
        }
    }

    /// Lines of the blocks to enter, then complete commands within sentences.
    private static List<String> commands() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));
        List<String> blocks = Tutorial.parse(lines, "checkout").sections().stream()
                .flatMap(section -> section.steps().stream())
                .filter(Commands.class::isInstance)
                .flatMap(step -> ((Commands) step).script().lines())
                .toList();
        assertThat(lines.stream().filter(line -> line.startsWith("./evenkeel ")))
                .as("commands in blocks of kind bash")
                .allMatch(blocks::contains);
        Stream<String> inline = lines.stream()
                .flatMap(line -> INLINE.matcher(line).results())
                .map(found -> found.group(1))
                .filter(command -> !PLACEHOLDER.matcher(command).find());
        return new ArrayList<>(Stream.concat(blocks.stream(), inline)
                .filter(command -> !NOT_TYPED.matcher(command).matches())
                .toList());
    }

    private static int expectedExitCode(String command) {
        Matcher stated = EXIT_CODE.matcher(command);
        return stated.find() ? Integer.parseInt(stated.group(1)) : 0;
    }

    /// What commands need of a clone: the launcher, the examples, and the built programs.
    private Path clonedRepository() throws IOException {
        Path clone = Files.createDirectories(folder.resolve("clone"));
        Files.copy(ROOT.resolve("evenkeel"), clone.resolve("evenkeel"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String name : LINKED) {
            Files.createSymbolicLink(clone.resolve(name), ROOT.resolve(name));
        }
        return clone;
    }

    private InteractiveShell shell(String name, Path clone, Map<String, String> variables) throws IOException {
        return InteractiveShell.start(clone, Files.createDirectories(folder.resolve(name)), variables);
    }

    private Map<String, String> environment(int port) throws IOException {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables
                .keySet()
                .removeIf(name -> name.startsWith("EVENKEEL_")
                        || name.startsWith("XDG_")
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
                "EVENKEEL_BUILD",
                "no",
                "EVENKEEL_SERVER",
                "http://127.0.0.1:" + port));
        return variables;
    }
}
