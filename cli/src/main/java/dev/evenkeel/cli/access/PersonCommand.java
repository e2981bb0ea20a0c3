// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel person`: people and what they may do.
@Command(
        name = "person",
        mixinStandardHelpOptions = true,
        description = "Adds people, gives and takes roles, ends people.",
        subcommands = {
            PersonListCommand.class,
            PersonAddCommand.class,
            PersonRolesCommand.class,
            PersonInviteCommand.class,
            PersonEndCommand.class,
            PersonReturnCommand.class
        })
public final class PersonCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public PersonCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "person needs a subcommand");
    }
}
