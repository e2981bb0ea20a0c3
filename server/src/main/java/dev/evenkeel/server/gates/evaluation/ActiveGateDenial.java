// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Instant;

/// A gate denial that has not ended.
///
/// @param context the change that the gate evaluated; without a rollout, it is a refused start
/// @param gate name of the gate
/// @param evaluatedAt when the start was last requested
record ActiveGateDenial(GateContext context, String gate, Instant evaluatedAt) {
    boolean isRefusal() {
        return context.rollout() == null;
    }
}
