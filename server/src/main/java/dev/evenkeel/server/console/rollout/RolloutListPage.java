// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.server.console.kit.Mark;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.rollouts.rollout.Rollout;
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

    static RolloutListPage of(List<Rollout> rollouts) {
        return new RolloutListPage(rollouts.stream().map(RolloutListPage::row).toList());
    }

    private static Row row(Rollout rollout) {
        Rollout.Position position = rollout.position();
        return new Row(
                rollout.id(),
                RolloutWords.title(rollout),
                Mark.of(rollout.status()),
                RolloutWords.step(rollout),
                Numbers.exposure(position.exposure()),
                rollout.startedAt(),
                position.endedAt(),
                rollout.reason());
    }
}
