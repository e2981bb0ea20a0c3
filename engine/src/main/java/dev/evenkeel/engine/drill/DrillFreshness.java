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
        if (!newest.isSuccessful()) {
            return stale(describeFailure(newest));
        }
        Instant end = newest.endedAt().plus(Duration.ofDays(plan.validDays()));
        return now.isBefore(end)
                ? new DrillFreshness(
                        true,
                        "rehearsed at " + newest.endedAt().truncatedTo(ChronoUnit.SECONDS) + ", " + formatTime(newest)
                                + "; " + describeWrites(newest.rehearsal()),
                        end)
                : stale("the last drill ended at " + newest.endedAt() + " and counted until " + end + ", "
                        + plan.validDays() + " days");
    }

    private static DrillFreshness stale(String reason) {
        return new DrillFreshness(false, reason, null);
    }

    private static String describeIrreversibleStep(SchemaChangeStep done, String controlCode) {
        return "there is no way back: " + done.kind().label() + " \"" + done.description() + "\" was done at "
                + done.completedAt()
                + (done.change() == null ? "" : " by change \"" + done.change() + "\"") + ", " + done.oldestReader()
                + " is the oldest code that can read the schema since, and a rollback would bring back " + controlCode;
    }

    private static String describeFailure(DrillResult drill) {
        return drill.failureReason() == null
                ? "the last drill failed: " + formatTime(drill)
                : "the last drill failed: " + drill.failureReason();
    }

    private static String describeWrites(@Nullable CandidateRehearsalResult candidateRehearsalResult) {
        return candidateRehearsalResult == null || candidateRehearsalResult.counts() == null
                ? "nothing was written through the candidate"
                : "synthetic keys that the candidate wrote for, control read and were undone: "
                        + candidateRehearsalResult.counts().written();
    }

    private static String formatTime(DrillResult drill) {
        Duration total = Objects.requireNonNull(drill.times()).total();
        return "everybody was back after " + formatSeconds(total) + ", of " + formatSeconds(drill.expectedTime())
                + " that the plan expects";
    }

    private static String formatSeconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }
}
