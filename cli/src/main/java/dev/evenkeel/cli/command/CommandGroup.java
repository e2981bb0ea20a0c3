// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A group of commands with the same noun. Creates each command on demand, so that a call loads the classes of
/// its own command only.
public abstract class CommandGroup implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    public CommandGroup() {}

    /// A section of the help of a group.
    ///
    /// @param names names of commands, in the order of the help
    public record CommandSection(String title, List<String> names) {
        public CommandSection {
            names = List.copyOf(names);
        }
    }

    /// Returns the names of the commands, in the order of the help.
    public abstract List<String> commandNames();

    /// Returns the sections of the help; empty for a list without sections.
    public List<CommandSection> sections() {
        return List.of();
    }

    /// Creates a command, or group of commands.
    ///
    /// @param verb one of [#commandNames], or an alias
    /// @return null when the name is unknown
    public abstract @Nullable Object createCommand(String verb);

    @Override
    public final void run() {
        CommandSpec itself = Objects.requireNonNull(spec);
        throw new ParameterException(itself.commandLine(), itself.name() + " needs a subcommand");
    }
}
