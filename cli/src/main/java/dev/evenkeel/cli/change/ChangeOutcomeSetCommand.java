// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel change outcome` command: records the outcome of a change.
@Command(
        description = {
            "Sets the outcome of a change, instead of the automatic classification.",
            "",
            "Example:",
            "  ./evenkeel change outcome ch-5f0c1d2e3a4b5c6d MAJOR --reason \"cards were down\"",
            ""
        })
final class ChangeOutcomeSetCommand extends AbstractServerCommand {
    @Parameters(index = "0", paramLabel = "CHANGE", description = "ID of the change, as shown by change list.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "OUTCOME", description = "CLEAN, FAILED or MAJOR.")
    private String outcome = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String word = ServerApiClient.JSON
                .createObjectNode()
                .put("outcome", outcome)
                .put("reason", reason)
                .toString();
        JsonNode change = api.put("/api/v1/changes/" + ServerApiClient.urlEncode(id) + "/outcome", word, null)
                .body();
        return new CommandResult(change, ChangeTextFormatter.formatChange(change));
    }
}
