// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The validity of the newest drill of a rollback plan.
///
/// @param fresh whether it is valid
/// @param reason one sentence for people, without a full stop; contains timestamps, no elapsed times
/// @param until when it expires; null when it is not valid
public record DrillFreshness(
        boolean fresh, String reason, @Nullable Instant until) {

    /// Evaluates the newest drill; a successful older one does not replace a failed newer one. No drill is
    /// valid once the code restored by a rollback cannot read the schema.
    ///
    /// @param stage current default variant of the flag
    /// @param newest drill that ended last; null for none
    public static DrillFreshness evaluate(RollbackPlan plan, String stage, @Nullable DrillResult newest, Instant now) {
        return plan.schema()
                .findUnreadableStep()
                .map(step -> stale(describeIrreversibleStep(step, plan.schema().controlCode())))
                .orElseGet(() -> evaluateDrill(plan, stage, newest, now));
    }

    private static DrillFreshness evaluateDrill(
            RollbackPlan plan, String stage, @Nullable DrillResult newest, Instant now) {
        if (newest == null) {
            return stale("the rollback plan has no drill");
        }
        if (newest.planVersion() != plan.version()) {
            return stale("the last drill tested version " + newest.planVersion()
                    + " of the rollback plan; the current version is " + plan.version());
        }
        if (!newest.stage().equals(stage)) {
            return stale("the last drill ran with default variant \"" + newest.stage()
                    + "\"; the default variant is now \"" + stage + "\"");
        }
        if (!newest.isSuccessful()) {
            return stale(describeFailure(newest));
        }
        Instant end = newest.endedAt().plus(Duration.ofDays(plan.validDays()));
        return now.isBefore(end)
                ? new DrillFreshness(
                        true,
                        "drill passed at " + newest.endedAt().truncatedTo(ChronoUnit.SECONDS) + ", "
                                + formatTime(newest) + "; " + describeWrites(newest.rehearsal()),
                        end)
                : stale("the last drill ended at " + newest.endedAt() + " and expired at " + end + ", after "
                        + plan.validDays() + " days");
    }

    private static DrillFreshness stale(String reason) {
        return new DrillFreshness(false, reason, null);
    }

    private static String describeIrreversibleStep(SchemaChangeStep done, @Nullable String controlCode) {
        return "a rollback is impossible: " + done.kind().label() + " \"" + done.description() + "\" was completed at "
                + done.completedAt()
                + (done.change() == null ? "" : " by change \"" + done.change() + "\"") + ", " + done.oldestReader()
                + " is now the oldest code that can read the schema, and a rollback would restore " + controlCode;
    }

    private static String describeFailure(DrillResult drill) {
        return drill.failureReason() == null
                ? "the last drill failed: " + formatTime(drill)
                : "the last drill failed: " + drill.failureReason();
    }

    private static String describeWrites(@Nullable CandidateRehearsalResult candidateRehearsalResult) {
        return candidateRehearsalResult == null || candidateRehearsalResult.counts() == null
                ? "the candidate wrote nothing"
                : "synthetic keys written by the candidate, read by control, and undone: "
                        + candidateRehearsalResult.counts().written();
    }

    private static String formatTime(DrillResult drill) {
        Duration total = Objects.requireNonNull(drill.times()).total();
        return "all processes were on control after " + formatSeconds(total) + " (expected: "
                + formatSeconds(drill.expectedTime()) + ")";
    }

    private static String formatSeconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }
}
