// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.api.AssessmentApi.RequiredAssessmentPolicyResponse;
import dev.evenkeel.api.AssessmentApi.SetRequiredAssessmentPolicyRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel assessment policy` command: shows or sets the classes of change that require an assessment.
@Command(
        description = {
            "Shows or sets the change classes that require a risk assessment.",
            "The policy applies to one environment. A change of such a class is blocked until it has an assessment.",
            "",
            "Examples:",
            "  ./evenkeel assessment policy",
            "  ./evenkeel assessment policy --required-for migration --reason \"two incidents in a quarter\"",
            "  ./evenkeel assessment policy --required-for none",
            ""
        })
final class RequiredAssessmentPolicyCommand extends AbstractServerCommand {
    private static final String NONE = "none";

    @Option(
            names = "--required-for",
            paramLabel = "CLASS",
            split = ",",
            description = "Change classes, separated by commas, such as migration; none removes the policy.")
    private @Nullable List<String> classes;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var policy = classes == null
                ? api.get(environmentPath("/risk-policy"), RequiredAssessmentPolicyResponse.class)
                : api.put(
                        environmentPath("/risk-policy"),
                        createRequest(classes),
                        RequiredAssessmentPolicyResponse.class);
        List<String> required = policy.value().requiredFor();
        return new CommandResult(
                policy.body(),
                required.isEmpty()
                        ? "No change class requires a risk assessment in " + environment() + "."
                        : "Change classes that require a risk assessment in " + environment() + ": "
                                + String.join(", ", required));
    }

    private SetRequiredAssessmentPolicyRequest createRequest(List<String> wanted) {
        return new SetRequiredAssessmentPolicyRequest(
                wanted.stream().filter(name -> !name.equals(NONE)).toList(), reason);
    }
}
