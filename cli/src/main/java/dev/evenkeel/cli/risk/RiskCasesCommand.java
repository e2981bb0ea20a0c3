// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.api.AssessmentApi.RiskCaseSummary;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextTable;
import picocli.CommandLine.Command;

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
        var cases = api.get("/api/v1/risk-cases", RiskCaseSummary[].class);
        return new CommandResult(
                cases.body(),
                cases.value().length == 0
                        ? "No risk cases. To create one, apply a manifest of kind RiskCase: ./evenkeel apply -f FILE"
                        : table(cases.value()));
    }

    private static String table(RiskCaseSummary[] cases) {
        var textTable = new TextTable("NAME", "AS OF", "TITLE");
        for (RiskCaseSummary one : cases) {
            textTable.addRow(one.name(), one.asOf().toString(), one.title());
        }
        return textTable.toString();
    }
}
