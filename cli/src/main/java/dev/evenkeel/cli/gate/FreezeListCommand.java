// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel freeze list` command: lists the freeze windows.
@Command(description = {"Lists the freeze windows by name.", "", "Example:", "  ./evenkeel freeze list", ""})
final class FreezeListCommand extends AbstractServerCommand {

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode freezes = api.get(FreezeCalendarClient.FREEZES).body();
        return new CommandResult(freezes, GateTextFormatter.formatFreezes(freezes));
    }
}
