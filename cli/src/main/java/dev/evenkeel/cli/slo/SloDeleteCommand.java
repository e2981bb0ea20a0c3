// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel slo delete` command: deletes an SLO.
@Command(
        description = {
            "Deletes an SLO.",
            "Its error budget no longer blocks changes. Its history and past alerts remain.",
            "",
            "Example:",
            "  ./evenkeel slo delete web-availability --reason \"the service was retired\"",
            ""
        })
final class SloDeleteCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "Name of the SLO.")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        api.delete("/api/v1/slos/" + ServerApiClient.urlEncode(name) + "?reason=" + ServerApiClient.urlEncode(reason));
        return new CommandResult(
                ServerApiClient.JSON.createObjectNode().put("name", name).put("deleted", true),
                "SLO " + name + " deleted.");
    }
}
