// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.terminal.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The `evenkeel flag history` command: lists the changes of the definition, with author, time and reason.
@Command(
        description = {
            "Lists the changes of an environment's flags, newest first. Rollout steps are not included.",
            "",
            "Example:",
            "  ./evenkeel flag history --limit 10",
            ""
        })
public final class FlagSetHistoryCommand extends AbstractServerCommand {
    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = OptionDescriptions.LIMIT)
    private int limit;

    public FlagSetHistoryCommand() {}

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode history = api.get(environmentPath("/revisions?limit=" + limit)).body();
        var textTable = new TextTable("REVISION", "TIME", "USER", "REASON");
        history.path("revisions")
                .forEach(each -> textTable.addRow(
                        each.path("revision").asString(),
                        each.path("changedAt").asString(),
                        each.path("changedBy").asString(),
                        each.path("reason").asString()));
        return new CommandResult(history, textTable.toString());
    }
}
