// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.environment;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel environment` commands: list and create environments.
@Command(description = "List and create environments.")
public final class EnvironmentCommand extends CommandGroup {
    public EnvironmentCommand() {
        super(verb("list", EnvironmentListCommand.class), verb("create", EnvironmentCreateCommand.class));
    }
}
