// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.api.MigrationApi.ReconciliationCounts;
import dev.evenkeel.api.MigrationApi.ReconciliationPass;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Row of the table of passes that compare the two stores of a migration.
///
/// @param startedAt when the pass began
/// @param finishedAt null if it has not finished
/// @param state status badge
/// @param ranges number of compared ranges
/// @param rows number of rows in them
/// @param mismatches number of rows that differ
/// @param sentences why the pass is invalid, or examples of differences
record ReconciliationPassRow(
        Instant startedAt,
        @Nullable Instant finishedAt,
        StatusBadge state,
        String ranges,
        String rows,
        String mismatches,
        List<String> sentences) {
    private static final int SHOWN = 5;
    private static final int EXAMPLES = 3;
    /* A running comparison reports more often than this. */
    private static final Duration SILENT_AFTER = Duration.ofMinutes(5);

    static List<ReconciliationPassRow> of(RolloutPageData data, Instant now) {
        String stage = data.rollout().control();
        return data.related().reconciliationPasses().stream()
                .limit(SHOWN)
                .map(pass -> of(pass, stage, now))
                .toList();
    }

    private static ReconciliationPassRow of(ReconciliationPass pass, String stage, Instant now) {
        boolean counts = pass.together() && pass.stage().equals(stage);
        ReconciliationCounts counted = pass.counts();
        List<String> examples = counted.examples().stream().limit(EXAMPLES).toList();
        return new ReconciliationPassRow(
                pass.startedAt(),
                pass.finishedAt(),
                toBadge(pass, counts, now),
                QuantityFormatter.formatCount(counted.ranges()),
                QuantityFormatter.formatCount(counted.rows()),
                QuantityFormatter.formatCount(counted.mismatches()),
                counts
                        ? examples
                        : List.of("It began " + (pass.together() ? "" : "before every process was ") + "at "
                                + pass.stage() + "."));
    }

    private static StatusBadge toBadge(ReconciliationPass pass, boolean counts, Instant now) {
        if (pass.finishedAt() == null) {
            return Duration.between(pass.reportedAt(), now).compareTo(SILENT_AFTER) > 0
                    ? new StatusBadge(StatusBadge.Tone.CALM, "silent", "Broken off")
                    : new StatusBadge(StatusBadge.Tone.ACTIVE, "play", "Running");
        }
        if (!counts) {
            return new StatusBadge(StatusBadge.Tone.CAUTION, "question", "Does not count");
        }
        return pass.counts().mismatches() == 0
                ? new StatusBadge(StatusBadge.Tone.GOOD, "check", "Agree")
                : new StatusBadge(StatusBadge.Tone.BAD, "alert", "Differ");
    }
}
