// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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
        JsonNode policy = set
                ? api.put(environmentPath("/gate-policy"), requestBody().toString(), null)
                        .body()
                : api.get(environmentPath("/gate-policy")).body();
        return new CommandResult(policy, GateTextFormatter.formatPolicy(policy));
    }

    private ObjectNode requestBody() {
        ObjectNode order = ServerApiClient.JSON.createObjectNode().put("reason", reason);
        if (!required.isEmpty()) {
            order.set("requiredGates", ServerApiClient.JSON.valueToTree(required));
        }
        if (!classes.isEmpty()) {
            order.set("overrideClasses", ServerApiClient.JSON.valueToTree(classes));
        }
        if (approvals != null) {
            order.put("requiredApprovals", approvals);
        }
        if (edits != null) {
            order.put("editsRequireApproval", edits == FlagEditApprovalRequirement.APPROVED);
        }
        if (treatmentLimit != null) {
            order.put("maxTreatmentShare", treatmentLimit);
        }
        if (!rules.isEmpty()) {
            ArrayNode written = order.putArray("approvalRules");
            rules.forEach(rule -> written.add(rule(rule)));
        }
        return order;
    }

    private ObjectNode rule(String text) {
        Matcher parts = RULE.matcher(text);
        if (!parts.matches()) {
            throw usageError("Invalid --rule \"" + text + "\". Use SERVICE=N, SERVICE:CLASS=N or :CLASS=N, such as"
                    + " payments=2, payments:migration=3 or :hotfix=1.");
        }
        ObjectNode rule =
                ServerApiClient.JSON.createObjectNode().put("requiredApprovals", Integer.parseInt(parts.group(3)));
        if (!parts.group(1).isEmpty()) {
            rule.put("service", parts.group(1));
        }
        if (parts.group(2) != null) {
            rule.put("changeClass", parts.group(2));
        }
        return rule;
    }
}
