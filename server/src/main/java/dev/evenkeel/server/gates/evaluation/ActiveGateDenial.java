// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Instant;

/// A denial that has not ended.
///
/// @param question what gates are asked about the change; without a rollout it is of an order that
///     was refused
/// @param gate name of the gate
/// @param askedAt when the order was given last
record ActiveGateDenial(GateContext question, String gate, Instant askedAt) {
    boolean isRefusal() {
        return question.rollout() == null;
    }
}
