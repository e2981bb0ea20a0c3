// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How whoever looks may open the gates of a change, or let it past them.
///
/// @param environment where the change is
/// @param flag that leads it
/// @param classes of change as which it may be let past a gate, by name; none when the caller may not override,
///     or the policy allows it for none
/// @param mayApprove whether the caller may approve it; that its author does is refused when they try
record GateActions(String environment, String flag, List<String> classes, boolean mayApprove) {
    private static final String APPROVALS = "approvals";

    /// Whether anything can be ordered about one of the gates.
    boolean isOffered(List<GateRow> gates) {
        return gates.stream().anyMatch(gate -> mayPass(gate) || mayApprove(gate));
    }

    /// Whether the change may be let past a gate.
    boolean mayPass(GateRow gate) {
        return gate.closed() && !classes.isEmpty();
    }

    /// Whether a gate waits for an approval that the caller may give.
    boolean mayApprove(GateRow gate) {
        return gate.closed() && gate.gate().equals(APPROVALS) && mayApprove;
    }

    /// The change, as a person names it.
    String about() {
        return flag + " in " + environment;
    }

    /// What an approval sends beside its reason, JSON.
    String values() {
        return change().toString();
    }

    /// What an override of a gate sends beside what its form asks for, JSON.
    String values(GateRow gate) {
        return change().put("gate", gate.gate()).toString();
    }

    private ObjectNode change() {
        return FlagJsonMappers.EXACT
                .createObjectNode()
                .put("environment", environment)
                .put("flag", flag);
    }

    /// What the form of an override lets choose from, JSON.
    String choices() {
        ArrayNode allowed = FlagJsonMappers.EXACT.createArrayNode();
        classes.forEach(allowed::add);
        return FlagJsonMappers.EXACT.createObjectNode().set("class", allowed).toString();
    }
}
