// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The list of rollouts. Its question: what is changing now, and what changed lately?
///
/// @param rows newest first
record RolloutListPage(List<Row> rows) {

    /// One rollout.
    record Row(
            String id,
            String change,
            Mark status,
            String place,
            String exposure,
            Instant startedAt,
            @Nullable Instant endedAt,
            String reason) {}

    static RolloutListPage of(List<RolloutFacts> rollouts) {
        return new RolloutListPage(rollouts.stream().map(RolloutListPage::row).toList());
    }

    private static Row row(RolloutFacts rollout) {
        return new Row(
                rollout.id(),
                rollout.flag() + ": " + rollout.control() + " → " + rollout.candidate(),
                Mark.of(rollout.status()),
                "step " + (rollout.step() + 1) + " of " + rollout.exposures().size(),
                Numbers.exposure(rollout.exposure()),
                rollout.startedAt(),
                rollout.endedAt(),
                rollout.reason());
    }
}
