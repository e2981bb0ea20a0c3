// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CommandListRenderer;
import dev.evenkeel.cli.EvenkeelCli;
import dev.evenkeel.cli.Examples;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// What every command has: help for itself and its arguments, `--json`, and an example that parses.
class CommandTreeTest {
    /* Commands without JSON output, with the reason. */
    private static final Map<String, String> WITHOUT_JSON = Map.of(
            "evenkeel logic", "speaks JSON Lines",
            "evenkeel guard evaluate", "speaks JSON Lines",
            "evenkeel risk calc", "speaks JSON Lines",
            "evenkeel completion", "prints a script for a shell");

    private final List<String> problems = new ArrayList<>();

    @Test
    void everyCommandHasHelpAndJson() {
        leafCommands(EvenkeelCli.commandLine()).forEach(leaf -> {
            checkDescriptions(leaf);
            checkJsonOption(leaf);
        });
        assertThat(problems).isEmpty();
    }

    @Test
    void everyExampleParses() {
        CommandLine all = EvenkeelCli.commandLine();
        List<CommandSpec> commands = new ArrayList<>(leafCommands(all));
        commands.add(all.getCommandSpec());
        for (CommandSpec command : commands) {
            List<List<String>> examples = Examples.of(command);
            boolean isShown = false;
            for (List<String> example : examples) {
                isShown |= parsedCommand(command, example).startsWith(command.qualifiedName());
            }
            if (!isShown) {
                problems.add(command.qualifiedName() + " has no example of its use, below a line \"Example:\"");
            }
        }
        assertThat(problems).isEmpty();
    }

    private void checkDescriptions(CommandSpec leaf) {
        if (leaf.usageMessage().description().length == 0) {
            problems.add(leaf.qualifiedName() + " says nothing about itself");
        }
        if (!CommandListRenderer.summary(leaf).matches(".*[.?!]")) {
            problems.add(leaf.qualifiedName() + " has no first sentence for the list of its group");
        }
        leaf.args().stream()
                .filter(each -> each.description().length == 0)
                .forEach(each -> problems.add(leaf.qualifiedName() + ": " + each.paramLabel() + " is not explained"));
    }

    private void checkJsonOption(CommandSpec leaf) {
        boolean has = leaf.findOption("--json") != null;
        if (has == WITHOUT_JSON.containsKey(leaf.qualifiedName())) {
            problems.add(leaf.qualifiedName() + (has ? " is said to have no --json" : " has no --json"));
        }
    }

    /* Returns the name of the command that the example calls. */
    private String parsedCommand(CommandSpec command, List<String> example) {
        try {
            String[] arguments = example.toArray(String[]::new);
            ParseResult result = EvenkeelCli.commandLine(arguments).parseArgs(arguments);
            while (result.hasSubcommand()) {
                result = result.subcommand();
            }
            return result.commandSpec().qualifiedName();
        } catch (ParameterException e) {
            problems.add(command.qualifiedName() + ": the example " + example + " does not parse: " + e.getMessage());
            return "";
        }
    }

    private static List<CommandSpec> leafCommands(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? List.of(command.getCommandSpec())
                : new LinkedHashSet<>(command.getSubcommands().values())
                        .stream()
                                .map(CommandTreeTest::leafCommands)
                                .flatMap(List::stream)
                                .toList();
    }

    @Test
    void loadsOnlyTheCalledCommand() {
        CommandLine one = EvenkeelCli.commandLine("--profile", "staging", "rollout", "list", "--json");
        assertThat(one.getSubcommands().keySet()).containsExactly("rollout");
        assertThat(subcommandsOf(one, "rollout").keySet()).containsExactly("list");

        CommandLine help = EvenkeelCli.commandLine("--help");
        assertThat(help.getSubcommands().keySet()).contains("flag", "rollout", "incident", "completion");
        assertThat(subcommandsOf(help, "flag")).isEmpty();

        CommandLine misspelt = EvenkeelCli.commandLine("flag", "lst");
        assertThat(subcommandsOf(misspelt, "flag")).containsKeys("list", "eval", "create", "update");
    }

    private static Map<String, CommandLine> subcommandsOf(CommandLine line, String noun) {
        return Objects.requireNonNull(line.getSubcommands().get(noun)).getSubcommands();
    }

    @Test
    void groupHelpListsFirstSentenceOfEachCommand() {
        CommandLine group = Objects.requireNonNull(
                EvenkeelCli.commandLine().getSubcommands().get("flag"));
        String help = group.getUsageMessage().replaceAll("\\s+", " ");
        group.getSubcommands()
                .values()
                .forEach(one -> assertThat(help).contains(CommandListRenderer.summary(one.getCommandSpec())));
        assertThat(help).contains("create Creates a flag from a file. update ");
    }

    @Test
    void groupHelpFitsOnOneScreen() {
        assertThat(EvenkeelCli.commandLine().getSubcommands().values().stream().flatMap(CommandTreeTest::withGroups))
                .filteredOn(line -> line.getCommandSpec().userObject() instanceof CommandGroup)
                .hasSizeGreaterThan(30)
                .allSatisfy(line -> assertThat(line.getUsageMessage().lines())
                        .as(line.getCommandName())
                        .hasSizeLessThanOrEqualTo(30));
    }

    private static Stream<CommandLine> withGroups(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(CommandTreeTest::withGroups));
    }
}
