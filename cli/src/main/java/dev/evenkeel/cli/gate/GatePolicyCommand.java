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
        name = "policy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows which gates an environment requires, or sets it. What is not given is set to its default.",
            "",
            "Examples:",
            "  ./evenkeel gate policy --environment prod",
            "  ./evenkeel gate policy --set --require freeze,release-pause --allow hotfix,security --reason \"no SLOs yet\"",
            "  ./evenkeel gate policy --set --approvals 2 --environment prod --reason \"four eyes are not enough\"",
            "  ./evenkeel gate policy --set --rule payments=1 --rule payments:migration=2 --edits approved",
            "  ./evenkeel gate policy --set --treatment-limit 50 --environment prod --reason \"half stays on control\"",
            ""
        })
final class GatePolicyCommand extends AbstractServerCommand {
    private static final Pattern RULE = Pattern.compile("([^:=]*)(?::([^:=]+))?=(\\d{1,3})");

    /// The approval requirement for flag edits.
    enum FlagEditApprovalRequirement {
        FREE,
        APPROVED
    }

    @Option(names = "--set", description = "Set it, with the options that follow.")
    private boolean set;

    @Option(
            names = "--require",
            paramLabel = "GATE",
            split = ",",
            description = "Gates that changes have to pass (default: all that are known).")
    private List<String> required = new ArrayList<>();

    @Option(
            names = "--allow",
            paramLabel = "CLASS",
            split = ",",
            description = "Classes of change for which overrides count (default: hotfix,security).")
    private List<String> classes = new ArrayList<>();

    @Option(
            names = "--approvals",
            paramLabel = "N",
            description = "How many people other than its authors have to approve a change (default: 0).")
    private @Nullable Integer approvals;

    @Option(
            names = "--rule",
            paramLabel = "[SERVICE][:CLASS]=N",
            description =
                    "How many have to approve the changes of a service, of a class, or of both; may be repeated. That of"
                            + " a service goes before that of a class.")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--edits",
            paramLabel = "free|approved",
            description = "Whether edits of flags need as many approvals too (default: free).")
    private @Nullable FlagEditApprovalRequirement edits;

    @Option(
            names = "--treatment-limit",
            paramLabel = "PERCENT",
            description = "Largest share of units that an experiment may give to treatments (default: no limit).")
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
            throw usageError("--require, --allow, --approvals, --rule, --edits and --treatment-limit go with --set");
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
            throw usageError("--rule " + text + " is no rule: write payments=2, payments:migration=2 or :hotfix=1");
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
