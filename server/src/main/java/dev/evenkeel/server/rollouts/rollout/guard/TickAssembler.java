// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.RolloutProgress;
import dev.evenkeel.server.rollouts.evidence.EvidenceService;
import dev.evenkeel.server.rollouts.evidence.RolloutEvidence;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.RolloutTickRepository;
import dev.evenkeel.server.rollouts.rollout.guard.GuardEvaluation.EvaluationResult;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Turns evidence that waits into ticks, each once. Every method runs in the caller's transaction,
/// under the lock of the rollout.
@Component
class TickAssembler {
    /* Bounds the memory of one look. What is beyond waits for the next. */
    private static final int MOST_EVIDENCE = 500;

    private final EvidenceService outcomes;
    private final RolloutTickRepository ticks;
    private final RolloutDecisionRepository decisions;

    TickAssembler(EvidenceService outcomes, RolloutTickRepository ticks, RolloutDecisionRepository decisions) {
        this.outcomes = outcomes;
        this.ticks = ticks;
        this.decisions = decisions;
    }

    /// What one look found.
    ///
    /// @param tick the next tick, if one is closed; taken, and to be written with [TickAssembler#write]
    /// @param totals the rollout's sums with it
    /// @param heardAt when outcomes last arrived, closed tick or not; null before the first
    record AssembledTick(
            Optional<RolloutTick> tick,
            Rollout.Totals totals,
            @Nullable Instant heardAt) {
        AssembledTick judged(EvaluationResult judged, RolloutProgress progress) {
            return new AssembledTick(tick.map(one -> one.judged(judged.of(progress))), totals, heardAt);
        }
    }

    /// Looks for the next tick, and takes its evidence.
    AssembledTick look(Rollout rollout, Instant now) {
        List<RolloutEvidence> waiting = outcomes.waiting(rollout.id(), MOST_EVIDENCE);
        Optional<List<RolloutEvidence>> closed =
                TickWindow.next(waiting, now, rollout.plan().tickMaxAge());
        Rollout.Totals before = rollout.totals().heardBy(now);
        Instant heardAt = heardAt(before, waiting);
        closed.ifPresent(outcomes::take);
        Optional<RolloutTick> tick = closed.map(evidence -> tick(rollout, evidence, now));
        return new AssembledTick(
                tick,
                tick.map(next -> totals(before, next, closed.orElseThrow())).orElse(before),
                heardAt);
    }

    /// Stores the tick, if there is one. A revision above the rollout's is an author's edit of the flag.
    ///
    /// @return the rollout with it
    Rollout write(Rollout rollout, AssembledTick found) {
        if (found.tick().isEmpty()) {
            return rollout.counting(rollout.ticks(), found.totals());
        }
        RolloutTick tick = found.tick().get();
        ticks.insert(rollout.id(), tick);
        if (tick.control().failedUnits() + tick.candidate().failedUnits() > 0) {
            decisions.countFailed(rollout.id(), tick);
        }
        long revision = Math.max(tick.revision(), rollout.position().revision());
        return rollout.counting(tick.number(), found.totals())
                .at(rollout.position().under(revision));
    }

    private RolloutTick tick(Rollout rollout, List<RolloutEvidence> evidence, Instant now) {
        long revision = evidence.getFirst().revision();
        var set = decisions.exposure(rollout.id(), revision);
        return new RolloutTick(
                rollout.ticks() + 1,
                now,
                revision,
                set.step(),
                set.exposure(),
                revision < rollout.position().revision(),
                evidence.stream()
                        .map(RolloutEvidence::failedFrom)
                        .filter(Objects::nonNull)
                        .min(Instant::compareTo)
                        .orElse(null),
                VariantCounts.sum(
                        evidence.stream().map(RolloutEvidence::control).toList()),
                VariantCounts.sum(
                        evidence.stream().map(RolloutEvidence::candidate).toList()),
                null);
    }

    private static Rollout.Totals totals(Rollout.Totals before, RolloutTick tick, List<RolloutEvidence> evidence) {
        return new Rollout.Totals(
                before.control().plus(tick.control()),
                before.candidate().plus(tick.candidate()),
                before.overflow()
                        + evidence.stream().mapToLong(RolloutEvidence::overflow).sum(),
                heardAt(before, evidence));
    }

    /* Services are heard by their calls; counters of somebody else prove nothing about them. */
    private static @Nullable Instant heardAt(Rollout.Totals before, List<RolloutEvidence> arrived) {
        Instant heardAt = before.lastBatchAt();
        for (RolloutEvidence one : arrived) {
            heardAt = one.isOfCalls() ? later(heardAt, one.receivedAt()) : heardAt;
        }
        return heardAt;
    }

    static Instant later(@Nullable Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }
}
