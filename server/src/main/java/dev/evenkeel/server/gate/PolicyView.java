// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gate;

import dev.evenkeel.engine.gate.GatePolicy;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An environment's policy as the HTTP API shows it.
///
/// @param required names of gates; null = all that are known
/// @param overrideClasses classes of change for which an override counts
/// @param approvals how many people have to approve a change
/// @param known every gate of this server
record PolicyView(@Nullable List<String> required, List<String> overrideClasses, int approvals, List<String> known) {
    static PolicyView of(GatePolicy policy, List<String> known) {
        Set<String> required = policy.required();
        return new PolicyView(
                required == null ? null : required.stream().sorted().toList(),
                policy.overrideClasses().stream().sorted().toList(),
                policy.approvals(),
                known);
    }
}
