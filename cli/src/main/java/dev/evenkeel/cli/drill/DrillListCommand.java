// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel drill list` command: lists the drills of a flag.
@Command(
        description = {
            "Lists the newest rollback drills of a flag, and whether the newest one is valid.",
            "",
            "Example:",
            "  ./evenkeel drill list payment-core",
            ""
        })
final class DrillListCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FLAG", description = "Key of the flag.")
    private String flag = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode all = api.get(flagPath(flag) + "/drills").body();
        return new CommandResult(all, DrillTextFormatter.formatList(all));
    }
}
