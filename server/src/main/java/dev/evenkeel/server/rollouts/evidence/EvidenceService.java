// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Access to evidence for its readers, such as the guard. Every method takes part in the caller's transaction
/// if there is one. Thread-safe.
@Component
public class EvidenceService {
    private final EvidenceRepository evidence;
    private final LatencyRepository latencies;
    private final BreakerAndShadowReportRepository reports;
    private final FlagCallCountRepository callCounts;

    EvidenceService(
            EvidenceRepository evidence,
            LatencyRepository latencies,
            BreakerAndShadowReportRepository reports,
            FlagCallCountRepository callCounts) {
        this.evidence = evidence;
        this.latencies = latencies;
        this.reports = reports;
        this.callCounts = callCounts;
    }

    /// Opens an evidence window: outcomes of the exposure count as evidence from now on. Call it in the
    /// transaction that sets the exposure.
    public void openWindow(RolloutExposureWindow exposure) {
        evidence.insertWindow(exposure);
    }

    /// Returns the rollouts whose outcomes still count as evidence.
    public List<String> listRolloutsWithWindows() {
        return evidence.listRolloutsWithWindows();
    }

    /// Closes the windows of a rollout: deletes its pending evidence now and its units in batches later. Its
    /// outcomes are unattributed from now on.
    public void deleteRollout(String rollout) {
        evidence.deleteRollout(rollout);
    }

    /// Returns the rollouts with pending evidence.
    public List<String> listRolloutsWithPendingEvidence() {
        return evidence.listRolloutsWithEvidence();
    }

    /// Returns the pending evidence of a rollout in order of arrival. The caller holds a lock on the rollout.
    ///
    /// @param limit maximum number of elements
    public List<RolloutEvidenceEntry> listPending(String rollout, int limit) {
        return evidence.listOldest(rollout, limit);
    }

    /// Returns when the rollout's pending evidence arrived; empty when there is none.
    public Optional<EvidenceTimeSpan> findPendingTimeSpan(String rollout) {
        return evidence.findTimeSpan(rollout);
    }

    /// Adds evidence from a source other than batches.
    public void add(RolloutEvidenceEntry more) {
        evidence.insert(List.of(more), Set.of());
    }

    /// Removes evidence from the pending evidence when the caller's transaction commits.
    public void consume(List<RolloutEvidenceEntry> taken) {
        if (taken.isEmpty()) {
            return;
        }
        evidence.delete(taken);
        Map<RolloutExposureWindowKey, List<RolloutEvidenceEntry>> byWindow = taken.stream()
                .filter(RolloutEvidenceEntry::hasUnits)
                .collect(Collectors.groupingBy(one -> new RolloutExposureWindowKey(one.rollout(), one.revision())));
        byWindow.forEach((window, all) -> evidence.incrementUnitCounts(
                window.rollout(),
                window.revision(),
                sum(all, VariantCounts::firstEvents),
                sum(all, VariantCounts::startedUnits)));
    }

    private record RolloutExposureWindowKey(String rollout, long revision) {}

    private static long sum(List<RolloutEvidenceEntry> all, ToLongFunction<VariantCounts> number) {
        return all.stream()
                .mapToLong(one -> number.applyAsLong(one.control()) + number.applyAsLong(one.candidate()))
                .sum();
    }

    /// Returns the number of calls of a variant with known latencies since an instant, in whole hours. Calls of
    /// candidates are never included.
    public long countLatencySamples(VariantKey variant, Instant since) {
        return latencies.countCalls(variant, since);
    }

    /// Returns the newest of those latencies, about as many as requested. Older ones are omitted because a
    /// service behaves differently just after its start or at another time of day.
    ///
    /// @param enough number of calls to reach, 1 or more
    public LatencyHistogram loadNewestLatencies(VariantKey variant, Instant since, long enough) {
        return latencies.loadNewest(variant, since, enough);
    }

    /// Returns the breaker trips that disabled the candidate of a rollout in a process, oldest first.
    public List<ReportedBreakerTrip> breakerTrips(String rollout) {
        return reports.breakerTrips(rollout);
    }

    /// Returns some of the newest calls of a rollout with different responses, newest first.
    public List<ReportedShadowDifference> shadowDifferences(String rollout) {
        return reports.shadowDifferences(rollout);
    }

    /// Returns the processes that have sent outcomes since an instant, by environment and name.
    ///
    /// @param since a few minutes ago; reads every batch since then
    public List<OutcomeSender> listSenders(Instant since) {
        return evidence.listSenders(since);
    }

    /// Returns the counts from SDK processes of an environment that did not become evidence, since the start of
    /// an instant's minute.
    public DroppedCounts lostOutcomes(String environment, Instant since) {
        return evidence.lostOutcomes(environment, since);
    }

    /// Returns calls of a flag in the minutes that start in [from, to), oldest first; kept for three days.
    /// Minutes without calls are omitted, so no calls and no reports look the same.
    public List<MinuteFlagCallCount> listMinutes(String environment, String flag, Instant from, Instant to) {
        return callCounts.listMinutes(environment, flag, from, to);
    }
}
