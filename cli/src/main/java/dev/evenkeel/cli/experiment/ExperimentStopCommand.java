// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.experiment;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel experiment stop` command: stops an experiment, after which the flag follows its definition.
@Command(
        description = {
            "Stops an experiment. The flag serves its own definition again.",
            "Results are kept. Units whose window is still open are not analyzed.",
            "",
            "Example:",
            "  ./evenkeel experiment stop buy-button --reason \"green ships\"",
            ""
        })
final class ExperimentStopCommand extends AbstractServerCommand {
    @Parameters(paramLabel = ExperimentResolver.LABEL, description = ExperimentResolver.HELP)
    private String experiment = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String path = ExperimentResolver.resolvePath(api, environment(), experiment) + "/stop";
        JsonNode ended = api.post(
                        path,
                        ServerApiClient.JSON
                                .createObjectNode()
                                .put("reason", reason)
                                .toString())
                .body();
        return new CommandResult(
                ended, "Experiment stopped. " + ended.at("/conclusion/summary").asString());
    }
}
