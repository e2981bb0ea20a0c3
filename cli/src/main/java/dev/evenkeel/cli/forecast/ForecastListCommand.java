// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The `evenkeel forecast list` command: lists forecasts, newest first.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists forecasts, newest first: those of people, and those that the server makes of each step of a rollout",
            "(rollout-step), drill (drill), follow-up of an incident (follow-up), cause that may come again (recurrence),",
            "decision on a risky change (major-incident) and date that was promised for one (promised-date).",
            "",
            "Example:",
            "  ./evenkeel forecast list --class migration --open",
            ""
        })
final class ForecastListCommand extends AbstractServerCommand {
    @Option(names = "--class", paramLabel = "NAME", description = "Only of this class.")
    private String eventClass = "";

    @Option(names = "--open", description = "Only those of which nobody knows what came.")
    private boolean open;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = OptionDescriptions.LIMIT)
    private int limit;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode all = api.get("/api/v1/forecasts?eventClass=" + ServerApiClient.urlEncode(eventClass) + "&open=" + open
                        + "&limit=" + limit)
                .body();
        return new CommandResult(all, all.isEmpty() ? "No forecast." : ForecastTextFormatter.formatTable(all));
    }
}
