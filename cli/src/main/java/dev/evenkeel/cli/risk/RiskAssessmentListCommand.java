// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.api.AssessmentApi.AssessmentListItem;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
        var assessments = api.get(
                "/api/v1/assessments?environment=" + ServerApiClient.urlEncode(environment()) + "&flag="
                        + ServerApiClient.urlEncode(flag) + "&limit=" + limit,
                AssessmentListItem[].class);
        return new CommandResult(
                assessments.body(),
                assessments.value().length == 0
                        ? "No risk assessments. To create one: ./evenkeel assessment create FILE --flag FLAG"
                        : RiskAssessmentTextFormatter.formatTable(assessments.value()));
    }
}
