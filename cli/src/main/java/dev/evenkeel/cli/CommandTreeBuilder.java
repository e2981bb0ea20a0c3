// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.CommandGroup.Verb;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

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
            for (Verb verb : group.verbs()) {
                addForHelp(to, verb);
            }
            return;
        }
        Optional<Verb> named = group.findVerb(word);
        if (named.isEmpty()) {
            addAll(to, group);
            return;
        }
        CommandLine line = create(named.get());
        to.addSubcommand(word, line);
        if (line.getCommandSpec().userObject() instanceof CommandGroup inner) {
            add(line, inner, words);
        }
    }

    private static void addAll(CommandLine to, CommandGroup group) {
        for (Verb verb : group.verbs()) {
            CommandLine line = addUnlessHidden(to, verb);
            if (line.getCommandSpec().userObject() instanceof CommandGroup inner) {
                addAll(line, inner);
            }
        }
    }

    /* The help of a group shows only the descriptions of the groups below it, and needs none of their commands. */
    private static void addForHelp(CommandLine to, Verb verb) {
        Class<?> type = verb.type();
        if (type == null || !CommandGroup.class.isAssignableFrom(type)) {
            addUnlessHidden(to, verb);
            return;
        }
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage().description(type.getAnnotation(Command.class).description());
        to.addSubcommand(verb.name(), new CommandLine(spec));
    }

    private static CommandLine addUnlessHidden(CommandLine to, Verb verb) {
        CommandLine line = create(verb);
        if (!line.getCommandSpec().usageMessage().hidden()) {
            to.addSubcommand(verb.name(), line);
        }
        return line;
    }

    /* Adds what all commands have in common. A hidden command handles all arguments itself. */
    private static CommandLine create(Verb verb) {
        Object command = verb.command().get();
        CommandSpec spec = command instanceof CommandSpec built ? built : CommandSpec.forAnnotatedObject(command);
        if (!spec.usageMessage().hidden()) {
            spec.mixinStandardHelpOptions(true).usageMessage().sortOptions(false);
        }
        return new CommandLine(spec);
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
