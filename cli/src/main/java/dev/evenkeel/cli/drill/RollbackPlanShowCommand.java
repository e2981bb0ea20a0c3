// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel rollback-plan show` command: shows the rollback plan of a flag.
@Command(
        description = {
            "Shows the rollback plan of a flag.",
            "",
            "Example:",
            "  ./evenkeel rollback-plan show payment-core",
            ""
        })
final class RollbackPlanShowCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FLAG", description = "Key of the flag.")
    private String flag = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode plan = api.get(flagPath(flag) + "/rollback-plan").body();
        return new CommandResult(plan, DrillTextFormatter.formatPlan(plan));
    }
}
