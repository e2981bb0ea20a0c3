// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.api.ChangeApi.ChangeResponse;
import dev.evenkeel.api.ChangeApi.SetChangeOutcomeRequest;
import dev.evenkeel.api.ChangeApi.SettableOutcome;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
    private SettableOutcome outcome = SettableOutcome.CLEAN;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var response = api.put(
                "/api/v1/changes/" + ServerApiClient.urlEncode(id) + "/outcome",
                new SetChangeOutcomeRequest(outcome, reason),
                ChangeResponse.class);
        return new CommandResult(response.body(), ChangeTextFormatter.formatChange(response.value()));
    }
}
