// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.api.AssessmentApi.AssessmentResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel assessment show` command: shows an assessment, or its risk case.
@Command(
        description = {
            "Shows a risk assessment: results, decision and completed work.",
            "With --case, it prints the stored case, which ./evenkeel risk assess can evaluate again.",
            "",
            "Examples:",
            "  ./evenkeel assessment show ra-5f0c31a2b4d6e8f0",
            "  ./evenkeel assessment show ra-5f0c31a2b4d6e8f0 --case > payment-core.yaml",
            ""
        })
final class RiskAssessmentShowCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "ASSESSMENT", description = "ID of the assessment.")
    private String id = "";

    @Option(names = "--case", description = "Print only the stored case.")
    private boolean onlyCase;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var assessment = api.get("/api/v1/assessments/" + ServerApiClient.urlEncode(id), AssessmentResponse.class);
        return new CommandResult(
                assessment.body(),
                onlyCase
                        ? assessment.value().caseText().stripTrailing()
                        : RiskAssessmentTextFormatter.format(assessment.value()));
    }
}
