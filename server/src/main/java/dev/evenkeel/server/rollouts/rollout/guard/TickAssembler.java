// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.GuardDecisionInputs;
import dev.evenkeel.server.rollouts.evidence.EvidenceService;
import dev.evenkeel.server.rollouts.evidence.RolloutEvidenceEntry;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.RolloutTickRepository;
import dev.evenkeel.server.rollouts.rollout.guard.GuardCalculations.EvaluationResult;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The assembly of pending evidence into ticks; each piece of evidence is used once. Every method runs in the
/// caller's transaction, under the lock of the rollout.
@Component
class TickAssembler {
    /* Limits memory per evaluation. Further evidence waits for the next one. */
    private static final int MOST_EVIDENCE = 500;

    private final EvidenceService outcomes;
    private final RolloutTickRepository ticks;
    private final RolloutDecisionRepository decisions;

    TickAssembler(EvidenceService outcomes, RolloutTickRepository ticks, RolloutDecisionRepository decisions) {
        this.outcomes = outcomes;
        this.ticks = ticks;
        this.decisions = decisions;
    }

    /// The result of one search for a tick.
    ///
    /// @param tick next tick, if one is closed. Its evidence has been removed; store it with
    ///     [TickAssembler#save]
    /// @param totals rollout's totals including the tick
    /// @param lastOutcomeAt when outcomes last arrived, in a closed tick or not; null before the first
    record TickAssemblyResult(
            Optional<RolloutTick> tick,
            Rollout.Totals totals,
            @Nullable Instant lastOutcomeAt) {
        TickAssemblyResult withEvaluation(EvaluationResult judged, GuardDecisionInputs inputs) {
            return new TickAssemblyResult(
                    tick.map(one -> one.withEvaluation(judged.toTickEvaluation(inputs))), totals, lastOutcomeAt);
        }
    }

    /// Assembles the next tick, if it is closed, and removes its evidence.
    TickAssemblyResult assemble(Rollout rollout, Instant now) {
        List<RolloutEvidenceEntry> waiting = outcomes.listPending(rollout.id(), MOST_EVIDENCE);
        Optional<List<RolloutEvidenceEntry>> closed =
                NextTickEvidenceSelector.findNext(waiting, now, rollout.plan().tickMaxAge());
        Rollout.Totals before = rollout.totals().withLastBatchNotAfter(now);
        Instant heardAt = findLastOutcomeAt(before, waiting);
        closed.ifPresent(outcomes::consume);
        Optional<RolloutTick> tick = closed.map(evidence -> toTick(rollout, evidence, now));
        return new TickAssemblyResult(
                tick,
                tick.map(next -> totals(before, next, closed.orElseThrow())).orElse(before),
                heardAt);
    }

    /// Stores the tick, if there is one. A revision above the rollout's is a user's edit of the flag.
    ///
    /// @return rollout including the tick
    Rollout save(Rollout rollout, TickAssemblyResult found) {
        if (found.tick().isEmpty()) {
            return rollout.withTicks(rollout.ticks(), found.totals());
        }
        RolloutTick tick = found.tick().get();
        ticks.insert(rollout.id(), tick);
        if (tick.control().failedUnits() + tick.candidate().failedUnits() > 0) {
            decisions.addFailedUnits(rollout.id(), tick);
        }
        long revision = Math.max(tick.revision(), rollout.position().revision());
        return rollout.withTicks(tick.number(), found.totals())
                .withPosition(rollout.position().withRevision(revision));
    }

    private RolloutTick toTick(Rollout rollout, List<RolloutEvidenceEntry> evidence, Instant now) {
        long revision = evidence.getFirst().revision();
        var set = decisions.getExposure(rollout.id(), revision);
        return new RolloutTick(
                rollout.ticks() + 1,
                now,
                revision,
                set.step(),
                set.exposure(),
                revision < rollout.position().revision(),
                evidence.stream()
                        .map(RolloutEvidenceEntry::firstFailureAt)
                        .filter(Objects::nonNull)
                        .min(Instant::compareTo)
                        .orElse(null),
                VariantCounts.sum(
                        evidence.stream().map(RolloutEvidenceEntry::control).toList()),
                VariantCounts.sum(
                        evidence.stream().map(RolloutEvidenceEntry::candidate).toList()),
                null);
    }

    private static Rollout.Totals totals(Rollout.Totals before, RolloutTick tick, List<RolloutEvidenceEntry> evidence) {
        return new Rollout.Totals(
                before.control().plus(tick.control()),
                before.candidate().plus(tick.candidate()),
                before.overflow()
                        + evidence.stream()
                                .mapToLong(RolloutEvidenceEntry::overflow)
                                .sum(),
                findLastOutcomeAt(before, evidence));
    }

    /* Only calls reported by the service show that outcomes arrive; counters of other systems do not. */
    private static @Nullable Instant findLastOutcomeAt(Rollout.Totals before, List<RolloutEvidenceEntry> arrived) {
        Instant heardAt = before.lastBatchAt();
        for (RolloutEvidenceEntry one : arrived) {
            heardAt = one.isFromSdk() ? latest(heardAt, one.receivedAt()) : heardAt;
        }
        return heardAt;
    }

    static Instant latest(@Nullable Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }
}
