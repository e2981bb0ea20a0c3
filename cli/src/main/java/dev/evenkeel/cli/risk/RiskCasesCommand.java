// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextTable;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel risk cases` command: lists the risk cases stored on the server.
@Command(
        description = {
            "Lists the risk cases on the server.",
            "To create or change one, apply a manifest of kind RiskCase with ./evenkeel apply -f FILE.",
            "",
            "Examples:",
            "  ./evenkeel risk cases",
            "  ./evenkeel export RiskCase move-the-core",
            ""
        })
final class RiskCasesCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode all = api.get("/api/v1/risk-cases").body();
        return new CommandResult(
                all,
                all.isEmpty()
                        ? "No risk cases. To create one, apply a manifest of kind RiskCase: ./evenkeel apply -f FILE"
                        : table(all));
    }

    private static String table(JsonNode all) {
        var textTable = new TextTable("NAME", "AS OF", "TITLE");
        all.forEach(one -> textTable.addRow(
                one.path("name").asString(),
                one.path("asOf").asString(),
                one.path("title").asString()));
        return textTable.toString();
    }
}
