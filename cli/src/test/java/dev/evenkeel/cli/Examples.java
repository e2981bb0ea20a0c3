// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The examples in the help of commands, parsed as a shell does.
public final class Examples {
    private static final Pattern HEAD = Pattern.compile("Examples?:");
    /* A word, with its quotes; an operator of the shell. */
    private static final Pattern TOKEN =
            Pattern.compile("(?:'[^']*'|\"(?:\\\\.|[^\"\\\\])*\"|[^\\s'\"|&;<>])+|[|&;<>]+");
    private static final Pattern PIECE = Pattern.compile("'([^']*)'|\"((?:\\\\.|[^\"\\\\])*)\"|([^'\"]+)");
    private static final String PROGRAM = "./evenkeel";

    private Examples() {}

    /// Returns the arguments of each call of the CLI in the examples.
    public static List<List<String>> of(CommandSpec command) {
        List<List<String>> calls = new ArrayList<>();
        for (String line : lines(command)) {
            List<String> call = new ArrayList<>();
            boolean isOurs = false;
            for (Matcher token = TOKEN.matcher(line); token.find(); ) {
                String word = token.group();
                if ("|&;<>".indexOf(word.charAt(0)) >= 0) {
                    isOurs = false;
                } else if (word.equals(PROGRAM)) {
                    isOurs = true;
                    call = new ArrayList<>();
                    calls.add(call);
                } else if (isOurs) {
                    call.add(unquoted(word));
                }
            }
        }
        return calls;
    }

    /* Returns the lines between "Example:" and an empty line, with continued lines joined. */
    private static List<String> lines(CommandSpec command) {
        UsageMessageSpec usage = command.usageMessage();
        List<String> all = Stream.of(usage.description(), usage.footer())
                .flatMap(Stream::of)
                .flatMap(text -> text.replace("%n", "\n").replace("%%", "%").lines())
                .toList();
        List<String> lines = new ArrayList<>();
        boolean isExample = false;
        var line = new StringBuilder();
        for (String each : all) {
            if (HEAD.matcher(each).matches()) {
                isExample = true;
            } else if (each.isBlank()) {
                isExample = false;
            } else if (isExample && each.endsWith("\\")) {
                line.append(each, 0, each.length() - 1);
            } else if (isExample) {
                lines.add(line.append(each).toString());
                line.setLength(0);
            }
        }
        return lines;
    }

    private static String unquoted(String word) {
        var text = new StringBuilder();
        for (Matcher piece = PIECE.matcher(word); piece.find(); ) {
            text.append(piece.group(1) != null ? piece.group(1) : "");
            text.append(piece.group(2) != null ? piece.group(2).replaceAll("\\\\(.)", "$1") : "");
            text.append(piece.group(3) != null ? piece.group(3) : "");
        }
        return text.toString();
    }
}
