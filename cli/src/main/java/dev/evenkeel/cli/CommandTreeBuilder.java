// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// A builder of the tree of groups and commands.
final class CommandTreeBuilder {
    private CommandTreeBuilder() {}

    /// Builds the tree with all commands.
    static CommandLine buildAll(CommandGroup root) {
        CommandLine tree = new CommandLine(root);
        addAll(tree, root);
        return tree;
    }

    /// Builds only the commands that a call needs: the named one, or the ones in its help. For an unknown
    /// command it builds the whole tree, for the error message.
    ///
    /// @param arguments as typed
    static CommandLine buildFor(CommandGroup root, String... arguments) {
        CommandLine tree = new CommandLine(root);
        add(tree, root, toWords(arguments));
        return tree;
    }

    private static void add(CommandLine to, CommandGroup group, Deque<String> words) {
        String word = words.poll();
        if (word == null) {
            group.commandNames().forEach(verb -> to.addSubcommand(new CommandLine(createCommand(group, verb))));
            return;
        }
        Object command = group.createCommand(word);
        if (command == null) {
            addAll(to, group);
            return;
        }
        CommandLine line = new CommandLine(command);
        if (command instanceof CommandGroup inner) {
            add(line, inner, words);
        }
        to.addSubcommand(line);
    }

    private static void addAll(CommandLine to, CommandGroup group) {
        for (String verb : group.commandNames()) {
            Object command = createCommand(group, verb);
            CommandLine line = new CommandLine(command);
            if (command instanceof CommandGroup inner) {
                addAll(line, inner);
            }
            to.addSubcommand(line);
        }
    }

    private static Object createCommand(CommandGroup group, String verb) {
        return Objects.requireNonNull(group.createCommand(verb), verb);
    }

    /* The arguments that are neither options nor the value of the one option allowed before the noun. */
    private static Deque<String> toWords(String... arguments) {
        Deque<String> words = new ArrayDeque<>();
        @Nullable String before = null;
        for (String argument : arguments) {
            if (!argument.startsWith("-") && !EvenkeelCli.PROFILE.equals(before)) {
                words.add(argument);
            }
            before = argument;
        }
        return words;
    }
}
