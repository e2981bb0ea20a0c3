// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel change evidence` command: compares a service before and after a change.
@Command(
        name = "evidence",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows how often the events of a service's objectives were bad before a change and after it. There is no",
            "control group, so it proves nothing: whatever else happened at that time is in the numbers as well.",
            "",
            "Example:",
            "  ./evenkeel change evidence ch-5f0c1d2e3a4b5c6d --minutes 15",
            ""
        },
        footer = "%nExit code: 0, or 1 when an objective is worse than before.")
final class ChangeBeforeAfterCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "CHANGE", description = "Id of the change.")
    private String id = "";

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "30",
            description = "How many minutes before and after (default: ${DEFAULT-VALUE}).")
    private int minutes = 30;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode evidence = api.get("/api/v1/changes/" + ServerApiClient.urlEncode(id) + "/evidence?minutes=" + minutes)
                .body();
        boolean worse = evidence.path("objectives")
                .valueStream()
                .anyMatch(objective -> objective.path("conclusion").asString().equals("WORSE"));
        return new CommandResult(evidence, ChangeTextFormatter.formatEvidence(evidence), worse ? 1 : 0);
    }
}
