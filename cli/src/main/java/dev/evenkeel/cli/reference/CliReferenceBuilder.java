// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.reference;

import dev.evenkeel.cli.CommandListRenderer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Builder of the command line reference: one Markdown page for each group of commands, and an index. The content
/// is that of `--help`. Options that many commands share are described once, on the index. Used by one thread.
final class CliReferenceBuilder {
    /// Path of the index page.
    static final String INDEX = "reference/cli";

    private static final String FOLDER = "cli/";

    /* An option that at least as many commands have is described on the index. */
    private static final int MANY = 10;
    private static final String INDENTED = "  ";
    private static final String SINGLE_COMMANDS = FOLDER + "general";

    private final CommandLine root;
    private final Map<String, OptionSpec> shared = new LinkedHashMap<>();
    private StringBuilder page = new StringBuilder();

    CliReferenceBuilder(CommandLine root) {
        this.root = root;
        findShared();
    }

    /// Builds all pages.
    ///
    /// @return Markdown by path of the page in the documents, without `.md`
    Map<String, String> build() {
        Map<String, String> pages = new TreeMap<>();
        List<CommandSpec> commands = subcommands(root.getCommandSpec());
        List<CommandSpec> single =
                commands.stream().filter(one -> subcommands(one).isEmpty()).toList();
        pages.put(INDEX, index(commands));
        pages.put(SINGLE_COMMANDS, page(() -> {
            page.append("# General commands\n\nCommands without subcommands.\n\n");
            single.forEach(command -> describe(command, "##"));
        }));
        commands.stream()
                .filter(one -> !subcommands(one).isEmpty())
                .forEach(group -> pages.put(pageName(group), page(() -> describeGroup(group))));
        return pages;
    }

    private static String pageName(CommandSpec command) {
        return subcommands(command).isEmpty() ? SINGLE_COMMANDS : FOLDER + command.name();
    }

    private String page(Runnable content) {
        page = new StringBuilder();
        content.run();
        return page.toString().replaceAll("\n{3,}", "\n\n").strip() + "\n";
    }

    private String index(List<CommandSpec> commands) {
        return page(() -> {
            page.append("# Command line\n\n")
                    .append(
                            "`./evenkeel COMMAND --help` shows the same text in a terminal. Results go to standard output, ")
                    .append("progress and errors to standard error. Commands that call a server use ")
                    .append("`EVENKEEL_SERVER`, `EVENKEEL_TOKEN` and `EVENKEEL_ENVIRONMENT`, or ")
                    .append("[a profile](../guides/set-up-the-cli.md). ")
                    .append(
                            "`./evenkeel serve` starts the server; [configuration](configuration.md) lists its options.\n\n")
                    .append("| exit code | meaning |\n|---|---|\n")
                    .append("| 0 | success |\n| 1 | negative result, or the server rejected the request |\n")
                    .append("| 2 | usage error, or invalid token |\n| 3 | server not reachable |\n")
                    .append("| 124 | `--timeout` expired |\n| 130 | interrupted |\n\n")
                    .append("## Commands\n\n| command | description |\n|---|---|\n");
            commands.forEach(this::indexRow);
            page.append("\n## Common options\n\n");
            table(shared.values().stream().map(Row::of).toList());
        });
    }

    private void indexRow(CommandSpec command) {
        List<CommandSpec> below = subcommands(command);
        String verbs = below.isEmpty()
                ? ""
                : " " + below.stream().map(CommandSpec::name).collect(Collectors.joining(", ", "(", ")"));
        page.append("| [`")
                .append(command.name())
                .append("`](../")
                .append(pageName(command))
                .append(".md")
                .append(below.isEmpty() ? "#" + anchor(command) : "")
                .append(") | ")
                .append(escaped(CommandListRenderer.summary(command) + verbs))
                .append(" |\n");
    }

    private static String anchor(CommandSpec command) {
        return command.qualifiedName().replace(' ', '-');
    }

    private void describeGroup(CommandSpec group) {
        page.append("# `").append(group.name()).append("` commands\n\n");
        blocks(group.usageMessage().description(), false);
        subcommands(group).forEach(command -> describe(command, "##"));
    }

    private static List<CommandSpec> subcommands(CommandSpec spec) {
        return spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden())
                .distinct()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    private void findShared() {
        Map<String, Integer> users = new HashMap<>();
        Map<String, OptionSpec> known = new LinkedHashMap<>();
        all(root.getCommandSpec()).flatMap(CliReferenceBuilder::options).forEach(option -> {
            known.putIfAbsent(key(option), option);
            users.merge(key(option), 1, Integer::sum);
        });
        known.forEach((key, option) -> {
            if (users.getOrDefault(key, 0) >= MANY) {
                shared.put(key, option);
            }
        });
    }

    private static Stream<CommandSpec> all(CommandSpec spec) {
        return subcommands(spec).stream().flatMap(command -> Stream.concat(Stream.of(command), all(command)));
    }

    private static Stream<OptionSpec> options(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp());
    }

    private static String key(OptionSpec option) {
        return names(option) + " " + words(option);
    }

    /// A row of a table of options.
    private record Row(String name, String what) {
        static Row of(OptionSpec option) {
            return new Row(
                    code(names(option)),
                    escaped(words(option)) + (option.required() && option.group() == null ? " Required." : ""));
        }
    }

    private static String names(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static String words(ArgSpec argument) {
        return Arrays.stream(argument.description())
                .map(line -> line.replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()))
                        .replace("${COMPLETION-CANDIDATES}", candidates(argument))
                        .replace("%n", " ")
                        .replace("%%", "%"))
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }

    private static String candidates(ArgSpec argument) {
        Iterable<String> candidates = argument.completionCandidates();
        return candidates == null ? "" : String.join(", ", candidates);
    }

    private void describe(CommandSpec command, String level) {
        List<CommandSpec> below = subcommands(command);
        page.append('\n')
                .append(level)
                .append(' ')
                .append(command.qualifiedName())
                .append("\n\n");
        blocks(command.usageMessage().description(), false);
        if (below.isEmpty() || !command.positionalParameters().isEmpty()) {
            usage(command);
            arguments(command);
        }
        Map<String, String> codes = command.usageMessage().exitCodeList();
        if (!codes.isEmpty()) {
            page.append("Exit codes: ")
                    .append(codes.entrySet().stream()
                            .map(code -> code.getKey().strip() + " " + escaped(code.getValue()))
                            .collect(Collectors.joining(", ")))
                    .append(".\n\n");
        }
        blocks(command.usageMessage().description(), true);
        blocks(command.usageMessage().footer(), false);
        blocks(command.usageMessage().footer(), true);
        below.forEach(next -> describe(next, level + "#"));
    }

    private void usage(CommandSpec command) {
        Help help = new Help(command, Help.defaultColorScheme(Ansi.OFF));
        fence(help.synopsis(0).lines().map(String::stripTrailing).toList());
    }

    private void arguments(CommandSpec command) {
        List<Row> rows = new ArrayList<>();
        command.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .forEach(parameter -> rows.add(new Row(code(parameter.paramLabel()), escaped(words(parameter)))));
        Set<String> common = new LinkedHashSet<>();
        options(command).forEach(option -> {
            if (shared.containsKey(key(option))) {
                common.add("`" + option.longestName() + "`");
            } else {
                rows.add(Row.of(option));
            }
        });
        table(rows);
        if (!common.isEmpty()) {
            page.append("Also ")
                    .append(String.join(", ", common))
                    .append(" ([common options](../reference/cli.md#common-options)).\n\n");
        }
    }

    private void table(List<Row> rows) {
        if (!rows.isEmpty()) {
            page.append("| argument | description |\n|---|---|\n");
            rows.forEach(row -> page.append("| ")
                    .append(row.name())
                    .append(" | ")
                    .append(row.what())
                    .append(" |\n"));
            page.append('\n');
        }
    }

    /* Text in paragraphs, or what is indented, such as examples, as code. */
    private void blocks(String[] lines, boolean code) {
        List<String> block = new ArrayList<>();
        for (String line : Arrays.stream(lines)
                .flatMap(one ->
                        Arrays.stream(one.replace("%n", "\n").replace("%%", "%").split("\n", -1)))
                .toList()) {
            boolean indented = line.startsWith(INDENTED);
            if (indented == code && !line.isBlank()) {
                block.add(line);
            } else {
                end(block, code);
            }
        }
        end(block, code);
    }

    private void end(List<String> block, boolean code) {
        if (code && !block.isEmpty()) {
            fence(block.stream()
                    .map(line -> line.substring(INDENTED.length()).stripTrailing())
                    .toList());
        } else if (!block.isEmpty() && !isLabel(block)) {
            page.append(escaped(block.stream().map(String::strip).collect(Collectors.joining(" "))))
                    .append("\n\n");
        }
        block.clear();
    }

    /* What the code below it shows anyway. */
    private static boolean isLabel(List<String> block) {
        return block.size() == 1 && block.getFirst().strip().matches("Examples?:");
    }

    private void fence(List<String> lines) {
        page.append("```\n").append(String.join("\n", lines)).append("\n```\n\n");
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\*<\\[\\]|])", "\\\\$1");
    }
}
