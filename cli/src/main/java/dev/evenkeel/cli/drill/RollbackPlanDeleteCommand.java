// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel rollback-plan delete` command: deletes the rollback plan of a flag.
@Command(
        description = {
            "Deletes the rollback plan of a flag. Without a plan, rollouts need no drill.",
            "",
            "Example:",
            "  ./evenkeel rollback-plan delete payment-core --reason \"the migration is complete\"",
            ""
        })
final class RollbackPlanDeleteCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FLAG", description = "Key of the flag.")
    private String flag = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        api.delete(flagPath(flag) + "/rollback-plan" + "?reason=" + ServerApiClient.urlEncode(reason));
        return new CommandResult(
                ServerApiClient.JSON.createObjectNode().put("flag", flag).put("deleted", true),
                "Rollback plan of " + flag + " deleted.");
    }
}
