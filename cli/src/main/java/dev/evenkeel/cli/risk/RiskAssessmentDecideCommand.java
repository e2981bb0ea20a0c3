// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.api.AssessmentApi.AssessmentResponse;
import dev.evenkeel.api.AssessmentApi.DecideAssessmentRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel assessment decide` command: records the decision on an assessment, once.
@Command(
        description = {
            "Records the decision on a risk assessment.",
            "The gate \"risk\" enforces the chosen course. A decision is final; to change it, create a new assessment.",
            "",
            "Example:",
            "  ./evenkeel assessment decide ra-5f0c --course \"stabilise first\" --on-behalf-of vera \\",
            "      --consulted tom,anna --dissent \"tom: six weeks would be better\" \\",
            "      --reason \"one in ten instead of four in ten\"",
            ""
        })
final class RiskAssessmentDecideCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "ASSESSMENT", description = "ID of the assessment, such as ra-5f0c31a2b4d6e8f0.")
    private String id = "";

    @Option(names = "--course", paramLabel = "NAME", required = true, description = "Name of the chosen course.")
    private String course = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    @Option(names = "--on-behalf-of", paramLabel = "NAME", description = OptionDescriptions.PERSON)
    private @Nullable String person;

    @Option(
            names = "--consulted",
            paramLabel = "NAME",
            split = ",",
            description = "Names of consulted people, separated by commas.")
    private List<String> consulted = List.of();

    @Option(names = "--dissent", paramLabel = "TEXT", description = "Objections to the decision.")
    private String dissent = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var assessment = api.post(
                "/api/v1/assessments/" + ServerApiClient.urlEncode(id) + "/decision",
                new DecideAssessmentRequest(course, person, consulted, dissent, reason),
                AssessmentResponse.class);
        return new CommandResult(
                assessment.body(),
                RiskAssessmentTextFormatter.formatDecision(assessment.value().decision()));
    }
}
