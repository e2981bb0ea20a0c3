// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
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
        /* Aliases list the same command again. */
        List<CommandSpec> commands = help.commandSpec().subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .distinct()
                .toList();
        if (commands.isEmpty()) {
            return "";
        }
        int width = commands.stream()
                        .map(CommandListRenderer::names)
                        .mapToInt(String::length)
                        .max()
                        .orElseThrow()
                + INDENT;
        int whole = help.commandSpec().usageMessage().width();
        TextTable table = TextTable.forColumns(
                help.colorScheme(),
                new Column(width, INDENT, Overflow.TRUNCATE),
                new Column(whole - width, INDENT, Overflow.WRAP));
        for (CommandSpec command : commands) {
            table.addRowValues(
                    help.colorScheme().commandText(names(command)),
                    help.colorScheme().text(summary(command)));
        }
        return table.toString();
    }

    private static String names(CommandSpec command) {
        return String.join(", ", command.names());
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
