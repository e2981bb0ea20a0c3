// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.CombinedRolloutGateStatus;
import dev.evenkeel.engine.rollout.CounterSourceStatus;
import dev.evenkeel.engine.rollout.GuardDecision;
import dev.evenkeel.engine.rollout.GuardDecisionInputs;
import dev.evenkeel.engine.rollout.ProcessBreakerTrip;
import dev.evenkeel.engine.rollout.TickEvidenceStrength;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.server.rollouts.evidence.BreakerAndShadowReportRepository;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.evidence.RolloutEvidenceEntry;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.RolloutTickRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The assembly of ticks from pending evidence, and of the facts that a decision needs besides the evidence.
///
/// Each piece of evidence is used once. Gate results and silent processes come from caches, so that loading
/// never delays a rollback. Every method runs in the caller's transaction, under the lock of the rollout.
@Component
class TickAssembler {
    /* Limits memory per evaluation. Further evidence waits for the next one. */
    private static final int MOST_EVIDENCE = 500;

    private final EvidenceRepository evidence;
    private final RolloutTickRepository ticks;
    private final RolloutDecisionRepository decisions;
    private final BreakerAndShadowReportRepository reports;
    private final MetricSourceStatusRepository sources;
    private final ConnectedSdkQueries connectedSdks;
    private final SilentProcessCache silentProcesses;
    private final ReconciliationStatusQueries stores;
    private final GateResultCache gates;

    TickAssembler(
            EvidenceRepository evidence,
            RolloutTickRepository ticks,
            RolloutDecisionRepository decisions,
            BreakerAndShadowReportRepository reports,
            MetricSourceStatusRepository sources,
            ConnectedSdkQueries connectedSdks,
            SilentProcessCache silentProcesses,
            ReconciliationStatusQueries stores,
            GateResultCache gates) {
        this.evidence = evidence;
        this.ticks = ticks;
        this.decisions = decisions;
        this.reports = reports;
        this.sources = sources;
        this.connectedSdks = connectedSdks;
        this.silentProcesses = silentProcesses;
        this.stores = stores;
        this.gates = gates;
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
        /// @param state evidence after the tick
        TickAssemblyResult withEvaluation(GuardDecisionInputs inputs, RolloutGuardState state, GuardDecision decision) {
            return new TickAssemblyResult(
                    tick.map(one -> one.withEvaluation(
                            new RolloutTick.Evaluation(inputs, TickEvidenceStrength.of(decision), state.digest()))),
                    totals,
                    lastOutcomeAt);
        }
    }

    /// Assembles the next tick, if it is closed, and removes its evidence.
    TickAssemblyResult next(Rollout rollout, Instant now) {
        List<RolloutEvidenceEntry> waiting = evidence.listPending(rollout.id(), MOST_EVIDENCE);
        Optional<List<RolloutEvidenceEntry>> closed =
                findClosed(waiting, now, rollout.plan().tickMaxAge());
        Rollout.Totals before = rollout.totals();
        before = before.withLastBatchAt(findLastOutcomeAt(before.lastBatchAt(), Stream.empty(), now));
        Instant lastOutcomeAt = findLastOutcomeAt(before.lastBatchAt(), arrivals(rollout.id(), waiting), now);
        closed.ifPresent(evidence::consume);
        Optional<RolloutTick> tick = closed.map(all -> toTick(rollout, all, now));
        return new TickAssemblyResult(
                tick, tick.isEmpty() ? before : totals(before, tick.get(), closed.orElseThrow()), lastOutcomeAt);
    }

    /* A guard that is behind has read only the oldest evidence, but the newest shows whether outcomes arrive. */
    private Stream<Instant> arrivals(String rollout, List<RolloutEvidenceEntry> waiting) {
        Stream<Instant> read = sdkArrivals(waiting);
        return waiting.size() < MOST_EVIDENCE
                ? read
                : Stream.concat(read, evidence.findNewestSdkArrival(rollout).stream());
    }

    /// Returns the evidence of the next closed tick, oldest revision first.
    ///
    /// A tick consists of all pending evidence of one revision. It closes when both variants have calls, or when
    /// its oldest part has waited for the maximum age or has a timestamp that far in the future, because the clock
    /// was set back. Boundaries thus depend on arrivals only, never on outcomes, as the guard's guarantee requires.
    ///
    /// @param waiting in order of arrival
    /// @param maxAge how long a tick waits for calls of the other variant
    static Optional<List<RolloutEvidenceEntry>> findClosed(
            List<RolloutEvidenceEntry> waiting, Instant now, Duration maxAge) {
        return waiting.stream()
                .collect(Collectors.groupingBy(RolloutEvidenceEntry::revision, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(tick -> isClosed(tick, now, maxAge))
                .findFirst();
    }

    private static boolean isClosed(List<RolloutEvidenceEntry> tick, Instant now, Duration maxAge) {
        boolean both = tick.stream().anyMatch(one -> one.control().calls() > 0)
                && tick.stream().anyMatch(one -> one.candidate().calls() > 0);
        return both || Duration.between(tick.getFirst().receivedAt(), now).abs().compareTo(maxAge) >= 0;
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

    /// Loads the facts about a running rollout that its evidence does not contain.
    ///
    /// @param lastOutcomeAt when outcomes last arrived; null before the first
    /// @param listeningSince since when this server has been able to receive outcomes
    GuardDecisionInputs loadInputs(
            Rollout rollout, @Nullable Instant lastOutcomeAt, Instant listeningSince, Instant now) {
        Rollout.Position position = rollout.position();
        List<ProcessBreakerTrip> trips = loadBreakerTrips(rollout);
        return new GuardDecisionInputs(
                position.step(),
                rollout.startedAt(),
                position.stepStartedAt(),
                lastOutcomeAt,
                listeningSince,
                position.approved(),
                loadSources(rollout),
                trips,
                trips.isEmpty() ? 0 : connectedSdks.countConnected(rollout.environment()),
                stores.findStatus(rollout),
                loadGateStatus(rollout),
                silentProcesses.find(rollout.id(), now));
    }

    private List<ProcessBreakerTrip> loadBreakerTrips(Rollout rollout) {
        return reports.breakerTrips(rollout.id()).stream()
                .filter(trip -> trip.revision() == rollout.position().revision())
                .map(trip -> new ProcessBreakerTrip(trip.instance(), trip.candidateFailures(), trip.candidateCalls()))
                .toList();
    }

    private List<CounterSourceStatus> loadSources(Rollout rollout) {
        return rollout.plan().guardrails().sources().isEmpty() ? List.of() : sources.listByRollout(rollout.id());
    }

    private CombinedRolloutGateStatus loadGateStatus(Rollout rollout) {
        return rollout.requiresConfirmation()
                ? new CombinedRolloutGateStatus(
                        CombinedRolloutGateStatus.Standing.CLOSED,
                        "the database was restored from a backup, and no user has resumed the rollout")
                : gates.getStatus(rollout);
    }

    private RolloutTick toTick(Rollout rollout, List<RolloutEvidenceEntry> parts, Instant now) {
        long revision = parts.getFirst().revision();
        var set = decisions.getExposure(rollout.id(), revision);
        return new RolloutTick(
                rollout.ticks() + 1,
                now,
                revision,
                set.step(),
                set.exposure(),
                revision < rollout.position().revision(),
                parts.stream()
                        .map(RolloutEvidenceEntry::firstFailureAt)
                        .filter(Objects::nonNull)
                        .min(Instant::compareTo)
                        .orElse(null),
                VariantCounts.sum(
                        parts.stream().map(RolloutEvidenceEntry::control).toList()),
                VariantCounts.sum(
                        parts.stream().map(RolloutEvidenceEntry::candidate).toList()),
                null);
    }

    private static Rollout.Totals totals(Rollout.Totals before, RolloutTick tick, List<RolloutEvidenceEntry> parts) {
        return new Rollout.Totals(
                before.control().plus(tick.control()),
                before.candidate().plus(tick.candidate()),
                before.overflow()
                        + parts.stream()
                                .mapToLong(RolloutEvidenceEntry::overflow)
                                .sum(),
                findLastOutcomeAt(before.lastBatchAt(), sdkArrivals(parts), tick.at()));
    }

    /* Only calls reported by the service show that outcomes arrive; counters of other systems do not. */
    private static Stream<Instant> sdkArrivals(List<RolloutEvidenceEntry> entries) {
        return entries.stream().filter(RolloutEvidenceEntry::isFromSdk).map(RolloutEvidenceEntry::receivedAt);
    }

    /// Returns when outcomes last arrived; null before the first. Outcomes dated later than the evaluation, because
    /// they arrived after it began or before the clock was set back, count as dated now.
    ///
    /// @param before when outcomes arrived before
    /// @param arrivals when further outcomes arrived
    static @Nullable Instant findLastOutcomeAt(@Nullable Instant before, Stream<Instant> arrivals, Instant now) {
        return Stream.concat(Stream.ofNullable(before), arrivals)
                .max(Comparator.naturalOrder())
                .map(last -> last.isAfter(now) ? now : last)
                .orElse(null);
    }
}
