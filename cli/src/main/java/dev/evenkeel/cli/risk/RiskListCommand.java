// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.command.OptionHelp;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `evenkeel risk list`: the assessments, newest first.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists risk assessments, newest first.",
            "",
            "Example:",
            "  ./evenkeel risk list --flag payment-core",
            ""
        })
final class RiskListCommand extends ServerCommand {
    @Option(names = "--flag", paramLabel = "FLAG", description = OptionHelp.ONLY_FLAG)
    private String flag = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = OptionHelp.LIMIT)
    private int limit;

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        JsonNode all = api.get("/api/v1/assessments?environment=" + ServerApi.segment(environment()) + "&flag="
                        + ServerApi.segment(flag) + "&limit=" + limit)
                .body();
        return new Result(all, all.isEmpty() ? "No risk assessment." : AssessmentText.table(all));
    }
}
