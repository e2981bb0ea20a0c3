// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// Messages, console pages, documents and examples refer only to existing commands, by their current names.
/// Decision records and the changelog are excluded, because they describe the past.
class CommandReferencesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern MENTION = Pattern.compile("(?:/|`|\\$ )evenkeel((?:[ \\t]+[^\\s`\"'<]+){1,4})");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z-]*(?:\\|[a-z][a-z-]*)*");
    /* The end of a string literal that continues in the next one. */
    private static final Pattern JOINED = Pattern.compile("[\"']\\s*\\+\\s*[\"']");
    private static final Pattern LAUNCHER_COMMAND = Pattern.compile("^    ([a-z]+)(?: \\|.*)?\\)$", Pattern.MULTILINE);

    @Test
    void mentionedCommandsExist() throws IOException {
        CommandLine tree = EvenkeelCli.commandLine();
        Set<String> launcherCommands = launcherCommands();
        List<String> problems = new ArrayList<>();
        int mentions = 0;
        for (Path file : files()) {
            String text = JOINED.matcher(Files.readString(file, StandardCharsets.UTF_8))
                    .replaceAll("");
            for (Matcher mention = MENTION.matcher(text); mention.find(); mentions++) {
                findUnknownCommand(mention.group(1), tree, launcherCommands)
                        .ifPresent(word -> problems.add(
                                ROOT.relativize(file) + ": " + mention.group().strip() + " (" + word + ")"));
            }
        }
        assertThat(mentions).isGreaterThan(500);
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "flag list, ''",
        "--profile staging flag update X, ''",
        "slo list|validate FILE, ''",
        "apply reads files, ''",
        "serve --port 0, ''",
        "flag put X, put",
        "flag list|put, put",
        "webhook list, webhook",
        "flags list, flags",
        "capacity requirement add, add"
    })
    void detectsRenamedAndUnknownCommands(String words, String unknown) {
        assertThat(findUnknownCommand(" " + words, EvenkeelCli.commandLine(), Set.of("serve"))
                        .orElse(""))
                .isEqualTo(unknown);
    }

    /* Returns the word of a reference that is not a command, if there is one. */
    private static Optional<String> findUnknownCommand(String mention, CommandLine tree, Set<String> launcherCommands) {
        CommandLine at = tree;
        boolean isValue = false;
        for (String word : mention.strip().split("\\s+")) {
            String bare = word.replaceFirst("[.,:;)\\]]+$", "");
            if (isValue || word.startsWith("--profile")) {
                isValue = !isValue && word.equals("--profile");
                continue;
            }
            boolean isLaunched = at.getParent() == null && launcherCommands.contains(bare);
            if (isLaunched || !WORD.matcher(bare).matches()) {
                return Optional.empty();
            }
            CommandLine next = null;
            for (String name : bare.split("\\|")) {
                next = at.getSubcommands().get(name);
                if (next == null || !next.getCommandName().equals(name)) {
                    return Optional.of(name);
                }
            }
            if (next == null || next.getSubcommands().isEmpty() || !bare.equals(word) || bare.contains("|")) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.empty();
    }

    /* The commands of the launcher. */
    private static Set<String> launcherCommands() throws IOException {
        return LAUNCHER_COMMAND
                .matcher(Files.readString(ROOT.resolve("evenkeel")))
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(ROOT)) {
            all.filter(CommandReferencesTest::isChecked).sorted().forEach(files::add);
        }
        return files;
    }

    private static boolean isChecked(Path file) {
        String path = ROOT.relativize(file).toString();
        boolean hasCommands = path.matches(".*\\.(java|jte|js|md|ya?ml|sh|sql)");
        boolean isExcluded =
                path.matches("(.*/)?(target|node_modules|\\..*)/.*|docs/adr/.*|.*src/test/.*|CHANGELOG\\.md");
        return hasCommands && !isExcluded && Files.isRegularFile(file);
    }
}
