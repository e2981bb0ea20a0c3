// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The front door of telemetry: what arrived, for those who judge it. Every method takes part in the
/// caller's transaction if there is one. Thread-safe.
@Component
public class EvidenceService {
    private final EvidenceRepository evidence;
    private final LatencyRepository latencies;
    private final SdkReportRepository reports;
    private final CallCountRepository minutes;

    EvidenceService(
            EvidenceRepository evidence,
            LatencyRepository latencies,
            SdkReportRepository reports,
            CallCountRepository minutes) {
        this.evidence = evidence;
        this.latencies = latencies;
        this.reports = reports;
        this.minutes = minutes;
    }

    /// Makes outcomes of an exposure count as evidence from now on. To be called in the transaction
    /// that sets the exposure.
    public void expect(EvidenceWindow window) {
        evidence.insertWindow(window);
    }

    /// Rollouts whose outcomes still count as evidence.
    public List<String> expecting() {
        return evidence.rolloutsWithWindows();
    }

    /// Forgets a rollout: its unread evidence, and bit by bit the units it counted. Its outcomes are
    /// unattributed from now on.
    public void forget(String rollout) {
        evidence.remove(rollout);
    }

    /// Rollouts with evidence that nobody took.
    public List<String> waiting() {
        return evidence.rolloutsWithEvidence();
    }

    /// Evidence of a rollout that nobody took, in the order of arrival. The caller holds a lock on the
    /// rollout.
    ///
    /// @param limit most elements
    public List<RolloutEvidence> waiting(String rollout, int limit) {
        return evidence.oldest(rollout, limit);
    }

    /// When those of its outcomes arrived that nobody took; empty when there are none.
    public Optional<EvidenceTimeSpan> waitingSpan(String rollout) {
        return evidence.span(rollout);
    }

    /// Adds evidence from elsewhere than batches.
    public void add(RolloutEvidence more) {
        evidence.insert(List.of(more), null, false);
    }

    /// Takes evidence: it is no longer waiting once the caller's transaction commits.
    public void take(List<RolloutEvidence> taken) {
        if (taken.isEmpty()) {
            return;
        }
        evidence.delete(taken);
        Map<Window, List<RolloutEvidence>> byWindow = taken.stream()
                .filter(RolloutEvidence::isOfUnits)
                .collect(Collectors.groupingBy(one -> new Window(one.rollout(), one.revision())));
        byWindow.forEach((window, all) -> evidence.addUnits(
                window.rollout(),
                window.revision(),
                sum(all, VariantCounts::firstEvents),
                sum(all, VariantCounts::begun)));
    }

    private record Window(String rollout, long revision) {}

    private static long sum(List<RolloutEvidence> all, ToLongFunction<VariantCounts> number) {
        return all.stream()
                .mapToLong(one -> number.applyAsLong(one.control()) + number.applyAsLong(one.candidate()))
                .sum();
    }

    /// Number of calls of a variant since an instant, by whole hours, whose latencies are known.
    /// Candidate calls are never among them.
    public long latencySamples(VariantKey variant, Instant since) {
        return latencies.calls(variant, since);
    }

    /// The newest of those latencies: about as many as asked for, since a service just started, or at
    /// another time of day, is another service.
    ///
    /// @param enough number of calls to reach, 1 or more
    public LatencyHistogram newestLatencies(VariantKey variant, Instant since, long enough) {
        return latencies.newest(variant, since, enough);
    }

    /// Processes that took a rollout's candidate out of use by themselves, oldest first.
    public List<ReportedBreakerTrip> trips(String rollout) {
        return reports.trips(rollout);
    }

    /// Some of the newest calls of a rollout that were answered differently, newest first.
    public List<ReportedShadowDifference> differences(String rollout) {
        return reports.differences(rollout);
    }

    /// Processes that sent outcomes since an instant, by environment and name.
    ///
    /// @param since a few minutes ago: reads every batch since
    public List<OutcomeSender> senders(Instant since) {
        return evidence.senders(since);
    }

    /// What SDK processes of an environment sent that did not become evidence, since the minute began in
    /// which an instant lies.
    public DroppedCounts losses(String environment, Instant since) {
        return evidence.losses(environment, since);
    }

    /// Calls of a flag in the minutes that begin in [from, to), oldest first; kept for three days. Minutes
    /// without a call are left out: that nobody called, and that nobody could tell, look the same.
    public List<MinuteCallCount> minutes(String environment, String flag, Instant from, Instant to) {
        return minutes.minutes(environment, flag, from, to);
    }
}
