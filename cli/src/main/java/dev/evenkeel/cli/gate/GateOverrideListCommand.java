// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel override list` command: lists gate overrides.
@Command(
        description = {
            "Lists the newest gate overrides of an environment, including expired ones.",
            "",
            "Example:",
            "  ./evenkeel override list --environment production",
            ""
        })
final class GateOverrideListCommand extends AbstractServerCommand {

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode overrides = api.get(environmentPath("/gate-overrides")).body();
        return new CommandResult(overrides, GateTextFormatter.formatOverrides(overrides, environment()));
    }
}
