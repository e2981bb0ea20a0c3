// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether a rollback plan counts as rehearsed.
///
/// @param fresh whether it does
/// @param reason one sentence for people, without a full stop; tells moments, not how long ago
/// @param until when it stops to count by itself; null when it does not count
public record DrillFreshness(
        boolean fresh, String reason, @Nullable Instant until) {

    /// Judges by the newest drill: an older one that went well does not outweigh it. No drill counts once the
    /// schema cannot be read any more by the code that a rollback would bring back.
    ///
    /// @param stage the flag's default variant now
    /// @param newest the drill that ended last; null for none
    public static DrillFreshness of(RollbackPlan plan, String stage, @Nullable DrillResult newest, Instant now) {
        return plan.schema()
                .unreadable()
                .map(step -> stale(noWayBack(step, plan.schema().controlCode())))
                .orElseGet(() -> ofDrill(plan, stage, newest, now));
    }

    private static DrillFreshness ofDrill(RollbackPlan plan, String stage, @Nullable DrillResult newest, Instant now) {
        if (newest == null) {
            return stale("the rollback plan was never rehearsed");
        }
        if (newest.planVersion() != plan.version()) {
            return stale("the last drill rehearsed version " + newest.planVersion()
                    + " of the rollback plan, which is at " + plan.version() + " now");
        }
        if (!newest.stage().equals(stage)) {
            return stale("the last drill was made when everybody was at \"" + newest.stage()
                    + "\", the default variant is \"" + stage + "\" now");
        }
        if (!newest.isKept()) {
            return stale(failure(newest));
        }
        Instant end = newest.endedAt().plus(Duration.ofDays(plan.validDays()));
        return now.isBefore(end)
                ? new DrillFreshness(
                        true,
                        "rehearsed at " + newest.endedAt().truncatedTo(ChronoUnit.SECONDS) + ", " + time(newest) + "; "
                                + writes(newest.rehearsal()),
                        end)
                : stale("the last drill ended at " + newest.endedAt() + " and counted until " + end + ", "
                        + plan.validDays() + " days");
    }

    private static DrillFreshness stale(String reason) {
        return new DrillFreshness(false, reason, null);
    }

    private static String noWayBack(SchemaChangeStep done, String controlCode) {
        return "there is no way back: " + done.kind().word() + " \"" + done.what() + "\" was done at " + done.doneAt()
                + (done.change() == null ? "" : " by change \"" + done.change() + "\"") + ", " + done.oldestReader()
                + " is the oldest code that can read the schema since, and a rollback would bring back " + controlCode;
    }

    private static String failure(DrillResult drill) {
        return drill.fault() == null
                ? "the last drill failed: " + time(drill)
                : "the last drill failed: " + drill.fault();
    }

    private static String writes(@Nullable CandidateRehearsalResult kept) {
        return kept == null || kept.counts() == null
                ? "nothing was written through the candidate"
                : "synthetic keys that the candidate wrote for, control read and were undone: "
                        + kept.counts().written();
    }

    private static String time(DrillResult drill) {
        Duration total = Objects.requireNonNull(drill.times()).total();
        return "everybody was back after " + seconds(total) + ", of " + seconds(drill.expectedTime())
                + " that the plan expects";
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }
}
