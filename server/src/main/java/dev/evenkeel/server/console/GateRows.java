// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.server.gate.Gates;
import dev.evenkeel.server.rollout.Rollout;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/// What gates say of rollouts now. Thread-safe.
@Component
final class GateRows {
    private final Gates gates;
    private final Clock clock;

    GateRows(Gates gates, Clock clock) {
        this.gates = gates;
        this.clock = clock;
    }

    /// Every gate of a rollout; none when it has ended.
    List<GateRow> of(Rollout rollout) {
        return rollout.status().ended()
                ? List.of()
                : gates.report(rollout.change().asked(rollout), clock.instant()).entries().stream()
                        .map(GateRow::of)
                        .toList();
    }
}
