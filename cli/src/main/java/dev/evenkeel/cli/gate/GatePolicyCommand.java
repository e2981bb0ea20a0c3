// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.api.GateApi.ApprovalRuleRequest;
import dev.evenkeel.api.GateApi.GatePolicyResponse;
import dev.evenkeel.api.GateApi.PutGatePolicyRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel gate policy` command: shows or sets the gates that an environment requires.
@Command(
        description = {
            "Shows or sets the gates that an environment requires.",
            "--set resets every option that you omit to its default, so repeat all options.",
            "",
            "Examples:",
            "  ./evenkeel gate policy --environment production",
            "  ./evenkeel gate policy --set --require freeze,release-pause --allow hotfix --reason \"no SLOs yet\"",
            "  ./evenkeel gate policy --set --approvals 2 --environment production --reason \"two reviewers\"",
            "  ./evenkeel gate policy --set --rule payments=1 --rule payments:migration=2 --edits approved",
            "  ./evenkeel gate policy --set --treatment-limit 50 --environment production --reason \"half on control\"",
            ""
        })
final class GatePolicyCommand extends AbstractServerCommand {
    private static final Pattern RULE = Pattern.compile("([^:=]*)(?::([^:=]+))?=(\\d{1,3})");

    /// The approval requirement for flag edits.
    enum FlagEditApprovalRequirement {
        FREE,
        APPROVED
    }

    @Option(names = "--set", description = "Set the policy to the options below.")
    private boolean set;

    @Option(
            names = "--require",
            paramLabel = "GATE",
            split = ",",
            description = "Required gates, separated by commas (default: all gates).")
    private List<String> required = new ArrayList<>();

    @Option(
            names = "--allow",
            paramLabel = "CLASS",
            split = ",",
            description = "Change classes that may override gates (default: hotfix,security).")
    private List<String> classes = new ArrayList<>();

    @Option(
            names = "--approvals",
            paramLabel = "N",
            description = "Approvals that a change needs from users other than its authors (default: 0).")
    private @Nullable Integer approvals;

    @Option(
            names = "--rule",
            paramLabel = "[SERVICE][:CLASS]=N",
            description = "Approvals for a service, a class or both, such as payments=2 or payments:migration=3;"
                    + " repeatable. A rule for a service precedes one for a class.")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--edits",
            paramLabel = "free|approved",
            description = "Whether flag edits need the same approvals (default: free).")
    private @Nullable FlagEditApprovalRequirement edits;

    @Option(
            names = "--treatment-limit",
            paramLabel = "PERCENT",
            description = "Maximum share of units that an experiment assigns to treatments (default: no limit).")
    private @Nullable BigDecimal treatmentLimit;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        boolean more = !required.isEmpty()
                || !classes.isEmpty()
                || !rules.isEmpty()
                || approvals != null
                || edits != null
                || treatmentLimit != null;
        if (!set && more) {
            throw usageError("--require, --allow, --approvals, --rule, --edits and --treatment-limit require --set."
                    + " The policy was not changed.");
        }
        String path = environmentPath("/gate-policy");
        var policy = set ? api.put(path, request(), GatePolicyResponse.class) : api.get(path, GatePolicyResponse.class);
        return new CommandResult(policy.body(), GateTextFormatter.formatPolicy(policy.value()));
    }

    private PutGatePolicyRequest request() {
        return new PutGatePolicyRequest(
                required.isEmpty() ? null : required,
                classes.isEmpty() ? null : classes,
                approvals,
                rules.isEmpty() ? null : rules.stream().map(this::parseRule).toList(),
                edits == null ? null : edits == FlagEditApprovalRequirement.APPROVED,
                treatmentLimit,
                reason);
    }

    private ApprovalRuleRequest parseRule(String text) {
        Matcher parts = RULE.matcher(text);
        if (!parts.matches()) {
            throw usageError("Invalid --rule \"" + text + "\". Use SERVICE=N, SERVICE:CLASS=N or :CLASS=N, such as"
                    + " payments=2, payments:migration=3 or :hotfix=1.");
        }
        return new ApprovalRuleRequest(
                parts.group(1).isEmpty() ? null : parts.group(1), parts.group(2), Integer.parseInt(parts.group(3)));
    }
}
