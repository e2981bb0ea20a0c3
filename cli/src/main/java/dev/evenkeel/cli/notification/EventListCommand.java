// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The `evenkeel event list` command: lists recent events.
@Command(
        description = {
            "Lists events, newest first.",
            "",
            "Example:",
            "  ./evenkeel event list --service payments --limit 20",
            ""
        })
final class EventListCommand extends AbstractServerCommand {
    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.ONLY_SERVICE)
    private String service = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = OptionDescriptions.LIMIT)
    private int limit;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode events = api.get("/api/v1/events?limit=" + limit + "&service=" + ServerApiClient.urlEncode(service))
                .body();
        return new CommandResult(events, NotificationTextFormatter.formatEvents(events));
    }
}
