// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.api.RolloutApi.GatedChangeAttributes;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.GuardrailStatuses;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.evidence.VariantKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A guarded rollout, as stored.
///
/// @param id permanent id, such as `r-1`
/// @param environment environment of the flag
/// @param flag key of the flag
/// @param control variant of the old code path
/// @param candidate variant of the new code path
/// @param plan steps, guardrails and limits
/// @param seed seed of the hash that assigns units to buckets
/// @param reason why it was started, as stated by the user
/// @param change properties that gates evaluate
/// @param startedAt when it was started
/// @param position current status, step and exposure
/// @param seedSamples control latencies counted last while the baseline is collected
/// @param ticks number of the last tick
/// @param totals sums of all outcomes since the start
/// @param guardrailStatus status of the guardrails; null before the first evaluation
/// @param evaluationError why the guard cannot evaluate it at present; null when it can
/// @param changes counter that grows with every change of any component
public record Rollout(
        String id,
        String environment,
        String flag,
        String control,
        String candidate,
        RolloutPlan plan,
        String seed,
        String reason,
        GatedChangeAttributes change,
        Instant startedAt,
        Position position,
        long seedSamples,
        long ticks,
        Totals totals,
        @Nullable GuardrailStatuses guardrailStatus,
        @Nullable String evaluationError,
        long changes) {
    /// The position of a rollout in its plan.
    ///
    /// @param status current or final status
    /// @param step 0-based index of the current or last step
    /// @param stepStartedAt when that step's exposure was set
    /// @param exposure share of units on the candidate
    /// @param revision flag revision that set this exposure
    /// @param decisions number of the last decision
    /// @param hold kind of reason, if the last decision was to hold
    /// @param endedAt when it ended
    public record Position(
            RolloutStatus status,
            int step,
            Instant stepStartedAt,
            Percent exposure,
            long revision,
            long decisions,
            @Nullable HoldKind hold,
            boolean approved,
            @Nullable Instant endedAt) {

        /// Returns the position without the approval of its step.
        public Position withoutApproval() {
            return new Position(status, step, stepStartedAt, exposure, revision, decisions, hold, false, endedAt);
        }

        /// Returns the position under another revision of the flag.
        public Position withRevision(long newRevision) {
            return new Position(status, step, stepStartedAt, exposure, newRevision, decisions, hold, approved, endedAt);
        }
    }

    /// The sums of all outcomes since the start.
    ///
    /// @param control outcomes of control
    /// @param candidate outcomes of the candidate
    /// @param overflow failed units and trials that were not counted because a limit was reached
    /// @param lastBatchAt when outcomes last arrived; null before the first
    public record Totals(
            VariantCounts control,
            VariantCounts candidate,
            long overflow,
            @Nullable Instant lastBatchAt) {
        public static final Totals NONE = new Totals(VariantCounts.none(), VariantCounts.none(), 0, null);

        public Totals withLastBatchAt(@Nullable Instant at) {
            return new Totals(control, candidate, overflow, at);
        }
    }

    public RolloutStatus status() {
        return position.status();
    }

    /// Whether its step requires an approval, or a guardrail holds it until a decision. It may be approved
    /// already.
    public boolean requiresApproval() {
        return status() == RolloutStatus.RUNNING
                && (position.hold() == HoldKind.BREACH
                        || position.hold() == HoldKind.POINT_OF_NO_RETURN
                        || plan.steps().get(position.step()).approval());
    }

    /// Whether it is held after a database restore, until an operator confirms it.
    public boolean requiresConfirmation() {
        return !status().isEnded() && position.hold() == HoldKind.DATABASE_RESTORED;
    }

    /// Returns the key of its control variant in telemetry.
    public VariantKey controlKey() {
        return new VariantKey(environment, flag, control);
    }

    public Rollout withPosition(Position now) {
        return with(now, seedSamples, ticks, totals, guardrailStatus);
    }

    public Rollout withSeedSamples(long samples) {
        return with(position, samples, ticks, totals, guardrailStatus);
    }

    public Rollout withTicks(long lastTick, Totals sum) {
        return with(position, seedSamples, lastTick, sum, guardrailStatus);
    }

    public Rollout withGuardrailStatus(GuardrailStatuses now) {
        return with(position, seedSamples, ticks, totals, now);
    }

    /// Returns the rollout with the reason why the guard cannot evaluate it.
    Rollout withEvaluationError(String why) {
        return new Rollout(
                id,
                environment,
                flag,
                control,
                candidate,
                plan,
                seed,
                reason,
                change,
                startedAt,
                position,
                seedSamples,
                ticks,
                totals,
                guardrailStatus,
                why,
                changes);
    }

    /* Only a successful evaluation changes these components, so it clears the error. */
    private Rollout with(
            Position newPosition,
            long newSeedSamples,
            long newTicks,
            Totals newTotals,
            @Nullable GuardrailStatuses newStanding) {
        return new Rollout(
                id,
                environment,
                flag,
                control,
                candidate,
                plan,
                seed,
                reason,
                change,
                startedAt,
                newPosition,
                newSeedSamples,
                newTicks,
                newTotals,
                newStanding,
                null,
                changes);
    }

    /// Returns the context for evaluating its gates.
    public GateContext toGateContext() {
        return new GateContext(environment, flag, change.service(), id, change.changeClass(), change.author());
    }
}
