// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.api.AssessmentApi.AssessmentResponse;
import dev.evenkeel.api.AssessmentApi.CompleteWorkRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel assessment complete-work` command: records that work required by a decision is done.
@Command(
        description = {
            "Marks a work item of a risk assessment as complete.",
            "The gate \"risk\" opens when all work of the chosen course is complete.",
            "",
            "Example:",
            "  ./evenkeel assessment complete-work ra-5f0c \"make repeats harmless\" --weeks 1.5 \\",
            "      --evidence \"drill d-7 of December 3\"",
            ""
        })
final class RiskWorkCompleteCommand extends AbstractServerCommand {
    @Parameters(index = "0", paramLabel = "ASSESSMENT", description = "ID of the assessment.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "ITEM", description = "Name of the work item, as in the case file.")
    private String item = "";

    @Option(
            names = "--weeks",
            paramLabel = "N",
            required = true,
            description = "Weeks that the work took, such as 1.5.")
    private double weeks;

    @Option(
            names = "--evidence",
            paramLabel = "TEXT",
            required = true,
            description = "Evidence that it is complete, such as a drill.")
    private String evidence = "";

    @Option(names = "--on-behalf-of", paramLabel = "NAME", description = OptionDescriptions.PERSON)
    private @Nullable String person;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var assessment = api.post(
                "/api/v1/assessments/" + ServerApiClient.urlEncode(id) + "/completed-work",
                new CompleteWorkRequest(item, weeks, person, evidence),
                AssessmentResponse.class);
        return new CommandResult(assessment.body(), RiskAssessmentTextFormatter.formatWork(assessment.value()));
    }
}
