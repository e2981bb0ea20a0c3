// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.CommandGroup.CommandSection;
import dev.evenkeel.cli.command.CommandGroup.Verb;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;

/// A renderer of the command list in a group's help, with the first sentence of each command's help.
public final class CommandListRenderer implements IHelpSectionRenderer {
    private static final Pattern SENTENCE = Pattern.compile("(.*?[.?!])(?= |$)");
    private static final int INDENT = 2;

    @Override
    public String render(Help help) {
        Map<String, CommandSpec> commands = new LinkedHashMap<>();
        help.commandSpec().subcommands().forEach((name, command) -> commands.put(name, command.getCommandSpec()));
        if (commands.isEmpty()) {
            return "";
        }
        int width = commands.keySet().stream().mapToInt(String::length).max().orElseThrow() + INDENT;
        if (!(help.commandSpec().userObject() instanceof CommandGroup group)) {
            return table(help, width, List.copyOf(commands.values()));
        }
        var text = new StringBuilder();
        for (CommandSection section : group.sections()) {
            List<CommandSpec> listed = section.verbs().stream()
                    .map(Verb::name)
                    .filter(commands::containsKey)
                    .map(commands::get)
                    .toList();
            if (listed.isEmpty()) {
                continue;
            }
            if (!section.title().isEmpty()) {
                text.append(section.title()).append(':').append(System.lineSeparator());
            }
            text.append(table(help, width, listed));
        }
        return text.toString();
    }

    private static String table(Help help, int width, List<CommandSpec> commands) {
        TextTable table = TextTable.forColumns(
                help.colorScheme(),
                new Column(width, INDENT, Overflow.TRUNCATE),
                new Column(help.commandSpec().usageMessage().width() - width, INDENT, Overflow.WRAP));
        commands.forEach(command -> table.addRowValues(
                help.colorScheme().commandText(command.name()),
                help.colorScheme().text(summary(command))));
        return table.toString();
    }

    /// Returns the first sentence of a command's description, whose line breaks are those of the source.
    public static String summary(CommandSpec command) {
        String first = Arrays.stream(command.usageMessage().description())
                .takeWhile(line -> !line.isBlank())
                .collect(Collectors.joining(" "))
                .replace("%%", "%");
        Matcher sentence = SENTENCE.matcher(first);
        return sentence.lookingAt() ? sentence.group(1) : first;
    }
}
