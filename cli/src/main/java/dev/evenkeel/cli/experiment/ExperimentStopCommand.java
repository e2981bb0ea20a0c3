// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.experiment;

import dev.evenkeel.api.ExperimentApi.ExperimentDetailResponse;
import dev.evenkeel.api.ExperimentApi.StopExperimentRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
        var ended = api.post(path, new StopExperimentRequest(reason), ExperimentDetailResponse.class);
        return new CommandResult(
                ended.body(),
                "Experiment stopped. " + ended.value().summary().conclusion().summary());
    }
}
