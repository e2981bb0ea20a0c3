// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.evidence.VariantKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A candidate on its way, as stored.
///
/// @param id name for ever: `r-1`
/// @param environment where the flag is
/// @param flag key of the flag
/// @param control variant of the old path
/// @param candidate variant of the new path
/// @param plan steps, guardrails and limits
/// @param seed of its buckets: units hash with it
/// @param reason why it was started, in the words of who did
/// @param change what gates are told of it
/// @param startedAt when it was started
/// @param position where it is on its way
/// @param seedSamples control latencies known when last counted, while seeding
/// @param ticks number of the last tick
/// @param totals what arrived since the start
/// @param standing how the checks stand; null before the first ruling
/// @param trouble why the guard cannot judge at the moment; null when it can
/// @param changes grows with every change of anything here
public record Rollout(
        String id,
        String environment,
        String flag,
        String control,
        String candidate,
        RolloutPlan plan,
        String seed,
        String reason,
        ChangeContext change,
        Instant startedAt,
        Position position,
        long seedSamples,
        long ticks,
        Totals totals,
        @Nullable GuardrailStatus standing,
        @Nullable String trouble,
        long changes) {
    /// Where a rollout is on its way.
    ///
    /// @param status seeding, running or how it ended
    /// @param step 0-based index of the step it is or was at
    /// @param stepStartedAt when that step's exposure was set
    /// @param exposure share of units on the candidate
    /// @param revision flag revision that set this exposure
    /// @param decisions number of the last decision
    /// @param hold kind of reason of the last decision, if it was to hold
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

        /// The same without an approval of its step.
        public Position unapproved() {
            return new Position(status, step, stepStartedAt, exposure, revision, decisions, hold, false, endedAt);
        }

        /// The same under another revision of the flag.
        public Position under(long newRevision) {
            return new Position(status, step, stepStartedAt, exposure, newRevision, decisions, hold, approved, endedAt);
        }
    }

    /// What arrived since the start.
    ///
    /// @param control what control did
    /// @param candidate what the candidate did
    /// @param overflow failed units and trials that were not counted because a cap was reached
    /// @param lastBatchAt when outcomes last arrived; null before the first
    public record Totals(
            VariantCounts control,
            VariantCounts candidate,
            long overflow,
            @Nullable Instant lastBatchAt) {
        public static final Totals NONE = new Totals(VariantCounts.none(), VariantCounts.none(), 0, null);

        /// The same, with nothing that arrived later than now: a clock that was set back says so.
        public Totals heardBy(Instant now) {
            return lastBatchAt != null && lastBatchAt.isAfter(now)
                    ? new Totals(control, candidate, overflow, now)
                    : this;
        }
    }

    /// Where it stands.
    public RolloutStatus status() {
        return position.status();
    }

    /// Whether its step, or a guardrail that holds, asks for a person, who may have approved already.
    public boolean asksForAPerson() {
        return status() == RolloutStatus.RUNNING
                && (position.hold() == HoldKind.BREACH
                        || position.hold() == HoldKind.NO_RETURN
                        || plan.steps().get(position.step()).approval());
    }

    /// Whether it is held because the database was restored from a backup, until a person confirms it.
    public boolean awaitsConfirmation() {
        return !status().ended() && position.hold() == HoldKind.RESTORED;
    }

    /// The name of its control in telemetry.
    public VariantKey controlKey() {
        return new VariantKey(environment, flag, control);
    }

    public Rollout at(Position now) {
        return with(now, seedSamples, ticks, totals, standing);
    }

    public Rollout seeded(long samples) {
        return with(position, samples, ticks, totals, standing);
    }

    public Rollout counting(long lastTick, Totals sum) {
        return with(position, seedSamples, lastTick, sum, standing);
    }

    public Rollout standing(GuardrailStatus now) {
        return with(position, seedSamples, ticks, totals, now);
    }

    /// The same with a reason why the guard cannot judge it.
    Rollout troubled(String why) {
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
                standing,
                why,
                changes);
    }

    /* Whoever got this far could judge, so there is no trouble. */
    private Rollout with(
            Position newPosition,
            long newSeedSamples,
            long newTicks,
            Totals newTotals,
            @Nullable GuardrailStatus newStanding) {
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
}
