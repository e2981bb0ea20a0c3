// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Actions of the current user to approve a change or to override its gates.
///
/// @param environment environment of the change
/// @param flag flag of the change
/// @param overridableClasses change classes for which a gate may be overridden, by name; empty if the user may
///     not override or the policy allows no class
/// @param canApprove whether the user may approve the change; the server rejects an approval by its author
record GateActions(String environment, String flag, List<String> overridableClasses, boolean canApprove) {
    private static final String APPROVALS = "approvals";

    /// Whether any of the gates offers an action.
    boolean hasActions(List<GateRow> gates) {
        return gates.stream().anyMatch(gate -> canOverride(gate) || canApprove(gate));
    }

    /// Whether a gate may be overridden.
    boolean canOverride(GateRow gate) {
        return gate.closed() && !overridableClasses.isEmpty();
    }

    /// Whether a gate needs an approval that the user may give.
    boolean canApprove(GateRow gate) {
        return gate.closed() && gate.gate().equals(APPROVALS) && canApprove;
    }

    /// Returns a description of the change.
    String changeTitle() {
        return flag + " in " + environment;
    }

    /// Returns the JSON body of an approval without the reason.
    String approvalValues() {
        return changeJson().toString();
    }

    /// Returns the JSON body of an override without the fields of its form.
    String overrideValues(GateRow gate) {
        return changeJson().put("gate", gate.gate()).toString();
    }

    private ObjectNode changeJson() {
        return FlagJsonMappers.EXACT
                .createObjectNode()
                .put("environment", environment)
                .put("flag", flag);
    }

    /// Returns the options of the override form as JSON.
    String overrideChoices() {
        ArrayNode allowed = FlagJsonMappers.EXACT.createArrayNode();
        overridableClasses.forEach(allowed::add);
        return FlagJsonMappers.EXACT
                .createObjectNode()
                .set("changeClass", allowed)
                .toString();
    }
}
