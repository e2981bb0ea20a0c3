// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands of one noun. Each is made when it is asked for, so that a call loads the classes of its
/// own command and of no other.
public abstract class CommandGroup implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public CommandGroup() {}

    /// Names of the commands, in the order in which help lists them.
    public abstract List<String> verbs();

    /// A new command, or group of commands.
    ///
    /// @param verb one of [#verbs], or another name of one
    /// @return null when there is none of that name
    public abstract @Nullable Object verb(String verb);

    @Override
    public final void run() {
        CommandSpec itself = Objects.requireNonNull(spec);
        throw new ParameterException(itself.commandLine(), itself.name() + " needs a subcommand");
    }
}
