// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Model of the rollout list page. Answers: what is changing now, and what changed lately?
///
/// @param rows newest first
record RolloutListPageModel(List<Row> rows) {

    /// A rollout.
    record Row(
            String id,
            String change,
            StatusBadge status,
            String position,
            String exposure,
            Instant startedAt,
            @Nullable Instant endedAt,
            String reason) {}

    static RolloutListPageModel of(List<Rollout> rollouts) {
        return new RolloutListPageModel(
                rollouts.stream().map(RolloutListPageModel::toRow).toList());
    }

    private static Row toRow(Rollout rollout) {
        Rollout.Position position = rollout.position();
        return new Row(
                rollout.id(),
                RolloutFormatter.formatTitle(rollout),
                StatusBadge.of(rollout.status()),
                RolloutFormatter.formatStep(rollout),
                position.exposure().toString(),
                rollout.startedAt(),
                position.endedAt(),
                rollout.reason());
    }
}
