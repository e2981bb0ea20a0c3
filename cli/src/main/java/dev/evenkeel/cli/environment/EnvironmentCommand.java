// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.environment;

import dev.evenkeel.api.EnvironmentApi.EnvironmentListResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel environment` commands: list and create environments.
@Command(description = "List and create environments.")
public final class EnvironmentCommand extends CommandGroup {
    public EnvironmentCommand() {
        super(
                Resource.at("/api/v1/environments")
                        .list(
                                EnvironmentListResponse.class,
                                list -> String.join(System.lineSeparator(), list.environments()))
                        .verb("list", """
                        Lists the environments of a server.

                        Example:
                          ./evenkeel environment list
                        """),
                verb("create", EnvironmentCreateCommand.class));
    }
}
