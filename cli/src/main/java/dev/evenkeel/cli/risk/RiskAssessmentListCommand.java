// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The `evenkeel assessment list` command: lists assessments, newest first.
@Command(
        description = {
            "Lists risk assessments, newest first.",
            "",
            "Example:",
            "  ./evenkeel assessment list --flag payment-core",
            ""
        })
final class RiskAssessmentListCommand extends AbstractServerCommand {
    @Option(names = "--flag", paramLabel = "FLAG", description = OptionDescriptions.ONLY_FLAG)
    private String flag = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = OptionDescriptions.LIMIT)
    private int limit;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode all = api.get("/api/v1/assessments?environment=" + ServerApiClient.urlEncode(environment()) + "&flag="
                        + ServerApiClient.urlEncode(flag) + "&limit=" + limit)
                .body();
        return new CommandResult(
                all,
                all.isEmpty()
                        ? "No risk assessments. To create one: ./evenkeel assessment create FILE --flag FLAG"
                        : RiskAssessmentTextFormatter.formatTable(all));
    }
}
