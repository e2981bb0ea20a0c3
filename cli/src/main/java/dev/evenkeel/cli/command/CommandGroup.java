// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A group of commands with the same noun. Creates each command on demand, so that a call initializes its own command
/// only. Declares commands by their classes rather than with lambdas, each of which would cost start-up time.
public abstract class CommandGroup implements Runnable {
    private final List<CommandSection> sections;
    private final List<Verb> verbs = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    /// Creates a group whose help lists the commands in this order.
    protected CommandGroup(Verb... verbs) {
        this(section("", verbs));
    }

    /// Creates a group whose help has a list of commands for each section.
    protected CommandGroup(CommandSection... sections) {
        this.sections = List.of(sections);
        for (CommandSection section : sections) {
            verbs.addAll(section.verbs());
        }
    }

    /// A command of the group, or a group below it.
    ///
    /// @param name name on the command line
    /// @param type class of the command, to read its description without creating it; null if it is created by code
    /// @param command creates the picocli command
    public record Verb(String name, @Nullable Class<?> type, Supplier<?> command) {}

    /// A section of the help.
    ///
    /// @param title empty for a list without a title
    public record CommandSection(String title, List<Verb> verbs) {
        public CommandSection {
            verbs = List.copyOf(verbs);
        }
    }

    /// Declares a command.
    ///
    /// @param command class with a no-argument constructor
    protected static Verb verb(String name, Class<?> command) {
        return new Verb(name, command, () -> create(command));
    }

    /// Declares a command that is created by code.
    protected static Verb verb(String name, Supplier<?> command) {
        return new Verb(name, null, command);
    }

    /// Declares a section of the help.
    protected static CommandSection section(String title, Verb... verbs) {
        return new CommandSection(title, List.of(verbs));
    }

    /// Returns the sections of the help, in this order.
    public final List<CommandSection> sections() {
        return sections;
    }

    /// Returns all commands, in the order of the help.
    public final List<Verb> verbs() {
        return Collections.unmodifiableList(verbs);
    }

    /// Finds a command by its name.
    public final Optional<Verb> findVerb(String name) {
        for (Verb verb : verbs) {
            if (verb.name().equals(name)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }

    private static Object create(Class<?> command) {
        try {
            Constructor<?> constructor = command.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(command + " cannot be created", e);
        }
    }

    @Override
    public final void run() {
        CommandSpec itself = Objects.requireNonNull(spec);
        throw new ParameterException(itself.commandLine(), itself.name() + " needs a subcommand");
    }
}
