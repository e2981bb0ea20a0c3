// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel route dry-run` command: shows what a notification rule would have sent.
@Command(
        name = "dry-run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says which of the last events a route would have sent, and in how many messages. It sends nothing. With --sink the",
            "route need not be there.",
            "",
            "Examples:",
            "  ./evenkeel route dry-run payments",
            "  ./evenkeel route dry-run --sink pager --severity PAGE --event incident --hours 168",
            ""
        })
final class NotificationRuleDryRunCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "A route that is there.")
    private @Nullable String name;

    @Option(names = "--sink", paramLabel = "NAME", description = "Try a route that leads there instead.")
    private @Nullable String sink;

    @Mixin
    private NotificationRuleOptions options = new NotificationRuleOptions();

    @Option(names = "--hours", paramLabel = "N", defaultValue = "24", description = "How far back (default: 24).")
    private int hours;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        if ((name == null) == (sink == null)) {
            throw usageError("name a route, or give --sink");
        }
        JsonNode run = sink == null
                ? api.get("/api/v1/notification-rules/" + ServerApiClient.urlEncode(String.valueOf(name))
                                + "/dry-run?hours=" + hours)
                        .body()
                : api.postQuery(
                                "/api/v1/notification-rules/dry-run?hours=" + hours,
                                options.requestBody(sink).toString())
                        .body();
        return new CommandResult(run, text(run));
    }

    private static String text(JsonNode run) {
        String lead = "Of " + run.path("evaluatedEvents").asInt() + " events since "
                + TextTable.formatInstant(run.path("since"))
                + " it would have sent " + run.path("events").size() + ", in "
                + run.path("messages").asInt() + " messages.";
        if (run.path("events").isEmpty()) {
            return lead;
        }
        var textTable = new TextTable("AT", "SEVERITY", "EVENT", "SERVICE", "WHAT");
        run.path("events")
                .forEach(event -> textTable.addRow(
                        TextTable.formatInstant(event.path("at")),
                        event.path("severity").asString(),
                        event.path("kind").asString(),
                        event.path("service").asString(),
                        event.path("title").asString()));
        return lead + System.lineSeparator() + System.lineSeparator() + textTable;
    }
}
