// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.http.ServerApi;
import dev.evenkeel.cli.http.ServerCommand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `evenkeel gate policy`: which gates an environment requires.
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows which gates an environment requires, or sets it. What is not given is set to its default.",
            "",
            "Examples:",
            "  ./evenkeel gate policy --environment prod",
            "  ./evenkeel gate policy --set --require freeze,line --allow hotfix,security --reason \"no SLOs yet\"",
            "  ./evenkeel gate policy --set --approvals 2 --environment prod --reason \"four eyes are not enough\"",
            ""
        })
final class GatePolicyCommand extends ServerCommand {
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

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it stands in the ledger.")
    private String reason = "";

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        if (!set && !(required.isEmpty() && classes.isEmpty() && approvals == null)) {
            throw misuse("--require, --allow and --approvals go with --set");
        }
        JsonNode policy = set
                ? api.put(path("/gate-policy"), order().toString(), null).body()
                : api.get(path("/gate-policy")).body();
        return new Result(policy, GateText.policy(policy));
    }

    private ObjectNode order() {
        ObjectNode order = ServerApi.JSON.createObjectNode().put("reason", reason);
        if (!required.isEmpty()) {
            order.set("required", ServerApi.JSON.valueToTree(required));
        }
        if (!classes.isEmpty()) {
            order.set("overrideClasses", ServerApi.JSON.valueToTree(classes));
        }
        if (approvals != null) {
            order.put("approvals", approvals);
        }
        return order;
    }
}
