// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The `evenkeel audit list` command: lists audit entries.
@Command(
        description = {
            "Lists audit entries, newest first.",
            "",
            "Example:",
            "  ./evenkeel audit list --action rollout. --from 2026-11-25 --limit 20",
            ""
        })
final class AuditListCommand extends AbstractServerCommand {
    @Option(names = "--subject", paramLabel = "S", description = "Only this subject, such as default/payment-core.")
    private String subject = "";

    @Option(names = "--actor", paramLabel = "A", description = "Only this actor, such as guard.")
    private String actor = "";

    @Option(
            names = "--action",
            paramLabel = "PREFIX",
            description = "Only actions that start with this text, such as rollout.")
    private String action = "";

    @Option(names = "--from", paramLabel = "T", description = "Earliest time or date in UTC, such as 2026-11-25.")
    private String since = "";

    @Option(names = "--to", paramLabel = "T", description = "Latest time or date in UTC, exclusive.")
    private String until = "";

    @Option(names = "--before", paramLabel = "N", description = "Only entries with a smaller number.")
    private long before = Long.MAX_VALUE;

    @Option(names = "--limit", paramLabel = "N", description = OptionDescriptions.LIMIT)
    private int limit = 100;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode found = api.get("/api/v1/audit?limit=" + limit + "&before=" + before
                        + term("subject", subject)
                        + term("actor", actor)
                        + term("action", action)
                        + term("since", since)
                        + term("until", until))
                .body();
        return new CommandResult(found, AuditTextFormatter.formatList(found.path("entries")));
    }

    private static String term(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + ServerApiClient.urlEncode(value);
    }
}
