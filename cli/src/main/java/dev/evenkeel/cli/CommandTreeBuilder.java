// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Puts groups and their commands together.
final class CommandTreeBuilder {
    private CommandTreeBuilder() {}

    /// All commands.
    static CommandLine whole(CommandGroup root) {
        CommandLine tree = new CommandLine(root);
        addAll(tree, root);
        return tree;
    }

    /// The commands that a call needs: the one that it names, or those that help lists. A call that names
    /// no command that there is gets all of them, for the words of its error.
    ///
    /// @param arguments as typed
    static CommandLine named(CommandGroup root, String... arguments) {
        CommandLine tree = new CommandLine(root);
        add(tree, root, words(arguments));
        return tree;
    }

    private static void add(CommandLine to, CommandGroup group, Deque<String> words) {
        String word = words.poll();
        if (word == null) {
            group.verbs().forEach(verb -> to.addSubcommand(new CommandLine(made(group, verb))));
            return;
        }
        Object command = group.verb(word);
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
        for (String verb : group.verbs()) {
            Object command = made(group, verb);
            CommandLine line = new CommandLine(command);
            if (command instanceof CommandGroup inner) {
                addAll(line, inner);
            }
            to.addSubcommand(line);
        }
    }

    private static Object made(CommandGroup group, String verb) {
        return Objects.requireNonNull(group.verb(verb), verb);
    }

    /* What is no option, nor the value of the one option that stands before the noun. */
    private static Deque<String> words(String... arguments) {
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
