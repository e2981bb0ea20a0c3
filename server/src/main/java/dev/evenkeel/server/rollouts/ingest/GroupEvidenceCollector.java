// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.telemetry.LatencyBins;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.UnitFirstEvent;
import dev.evenkeel.core.wire.UnitTrial;
import dev.evenkeel.server.rollouts.evidence.EvidenceSender;
import dev.evenkeel.server.rollouts.evidence.FlagCalls;
import dev.evenkeel.server.rollouts.evidence.RolloutEvidenceEntry;
import dev.evenkeel.server.rollouts.evidence.RolloutExposureWindow;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.evidence.VariantKey;
import dev.evenkeel.server.rollouts.evidence.VariantMetricCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// The contents of the batches of a group, summed for each open window and each variant.
///
/// Calls are counted immediately. Units are claims until the database has determined which of them are new;
/// those are then counted with [#countFirstEvents], [#countStartedCalls] and [#countTrials].
final class GroupEvidenceCollector {
    /* No process keeps a batch for longer; a higher age means that its clock is wrong. */
    private static final Duration OLDEST = Duration.ofHours(1);

    private final Instant storedAt;
    private final Map<OpenRolloutExposureWindow, ExposureEvidence> evidence = new LinkedHashMap<>();
    private final Map<Object, SingleUnitCountClaim.FirstEvent> firsts = new LinkedHashMap<>();
    private final Map<Object, SingleUnitCountClaim.FirstCall> trials = new LinkedHashMap<>();
    private final Map<Object, SingleUnitCountClaim.StartedCall> begun = new LinkedHashMap<>();
    private final Map<VariantKey, LatencyHistogram> latencies = new LinkedHashMap<>();
    private final Map<FlagCalls.Key, FlagCalls> flagCalls = new TreeMap<>();
    private final Set<EvidenceSender> senders = new LinkedHashSet<>();

    /// @param storedAt time at which the group is stored
    GroupEvidenceCollector(Instant storedAt) {
        this.storedAt = storedAt;
    }

    /// Adds a batch.
    void add(AttributedBatch batch) {
        String environment = batch.received().environment();
        batch.ofKnownFlags().forEach(summary -> addFlagCalls(environment, summary));
        batch.plain().forEach(summary -> addLatency(environment, summary));
        for (AttributedBatch.SplitSummary one : batch.splits()) {
            add(one, batch.received().receivedAt());
            if (one.split().role() == SplitSide.CONTROL && one.summary().calls() > 0) {
                addLatency(environment, one.summary());
            }
            senders.add(sender(batch.received(), one));
        }
    }

    private void addFlagCalls(String environment, OutcomeSummary summary) {
        if (summary.calls() > 0) {
            var key = new FlagCalls.Key(environment, summary.flag());
            flagCalls.merge(key, new FlagCalls(key, summary.calls(), summary.failures()), FlagCalls::plus);
        }
    }

    private static EvidenceSender sender(ReceivedBatch received, AttributedBatch.SplitSummary one) {
        OutcomeBatch batch = received.batch();
        return new EvidenceSender(
                one.window().window().rollout(),
                batch.instance(),
                received.sender().heartbeat());
    }

    private void addLatency(String environment, OutcomeSummary summary) {
        latencies
                .computeIfAbsent(
                        new VariantKey(environment, summary.flag(), summary.variant()), key -> new LatencyHistogram())
                .add(summary.latency());
    }

    private void add(AttributedBatch.SplitSummary one, Instant receivedAt) {
        OutcomeSummary summary = one.summary();
        OpenRolloutExposureWindow exposure = one.window();
        SplitKey split = one.split();
        SplitSide side = split.role();
        evidenceOf(exposure).totalsOf(side).addCalls(summary);
        LongUnaryOperator names = exposure.unitMapper(split);
        summary.failedUnits()
                .forEach(unit -> claim(new SingleUnitCountClaim.FirstEvent(
                        exposure,
                        side,
                        names.applyAsLong(unit.unit()),
                        SingleUnitCountClaim.FirstEvent.FAILURE,
                        endedAt(unit, receivedAt))));
        summary.metrics()
                .forEach(metric -> metric.units()
                        .forEach(unit -> claim(new SingleUnitCountClaim.FirstEvent(
                                exposure,
                                side,
                                names.applyAsLong(unit.unit()),
                                metric.name(),
                                endedAt(unit, receivedAt)))));
        summary.begun()
                .forEach(unit -> claim(new SingleUnitCountClaim.StartedCall(exposure, side, names.applyAsLong(unit))));
        Map<Long, Map<String, Integer>> scores = scores(summary);
        for (UnitTrial trial : summary.trials()) {
            var named = new UnitTrial(names.applyAsLong(trial.unit()), trial.failed(), trial.latencyBin());
            claim(new SingleUnitCountClaim.FirstCall(
                    exposure, side, named, scores.getOrDefault(trial.unit(), Map.of())));
        }
    }

    private static Instant endedAt(UnitFirstEvent event, Instant receivedAt) {
        return receivedAt.minusMillis(Math.min(event.ageMillis(), OLDEST.toMillis()));
    }

    private static Map<Long, Map<String, Integer>> scores(OutcomeSummary summary) {
        Map<Long, Map<String, Integer>> scores = new HashMap<>();
        for (MetricSummary metric : summary.metrics()) {
            metric.scores()
                    .forEach(score -> scores.computeIfAbsent(score.unit(), unit -> new HashMap<>())
                            .put(metric.name(), score.millionths()));
        }
        return scores;
    }

    /* A unit that occurs twice in one group is counted at the earlier time. */
    private void claim(SingleUnitCountClaim.FirstEvent claim) {
        if (!claim.window().acceptsFailures()) {
            evidenceOf(claim.window()).addOverflow();
            return;
        }
        firsts.merge(claim.key(), claim, (one, other) -> other.endedAt().isBefore(one.endedAt()) ? other : one);
    }

    private void claim(SingleUnitCountClaim.FirstCall trial) {
        if (trial.window().acceptsTrials()) {
            trials.putIfAbsent(trial.key(), trial);
        } else {
            evidenceOf(trial.window()).addOverflow();
        }
    }

    private void claim(SingleUnitCountClaim.StartedCall call) {
        if (call.window().acceptsTrials()) {
            begun.putIfAbsent(call.key(), call);
        } else {
            evidenceOf(call.window()).addOverflow();
        }
    }

    /// Returns units whose first call of a revision may have started.
    Collection<SingleUnitCountClaim.StartedCall> startedCalls() {
        return begun.values();
    }

    /// Returns units that may have had their first failure, or first event of a metric, in the rollout.
    Collection<SingleUnitCountClaim.FirstEvent> firstEvents() {
        return firsts.values();
    }

    /// Returns units of which this may be the first completed call of a revision.
    Collection<SingleUnitCountClaim.FirstCall> trials() {
        return trials.values();
    }

    /// Returns the latencies that belong to the history of their variant.
    Map<VariantKey, LatencyHistogram> latencies() {
        return latencies;
    }

    /// Returns the calls of each flag, in a fixed order.
    Collection<FlagCalls> flagCalls() {
        return flagCalls.values();
    }

    /// Returns the processes that sent the evidence, with its rollouts.
    Set<EvidenceSender> senders() {
        return senders;
    }

    /// Counts first failures and first events of metrics.
    void countFirstEvents(List<SingleUnitCountClaim.FirstEvent> fresh) {
        fresh.forEach(first -> evidenceOf(first.window()).addFirstEvent(first));
    }

    /// Counts first calls that were not known to have started.
    void countStartedCalls(List<? extends SingleUnitCountClaim> fresh) {
        fresh.forEach(call -> evidenceOf(call.window()).totalsOf(call.role()).addStartedUnit());
    }

    /// Counts new trials, and units that are seen again.
    void countTrials(NewlyCountedUnits newlyCountedUnits) {
        for (SingleUnitCountClaim.FirstCall first : newlyCountedUnits.first()) {
            VariantTotals totals = evidenceOf(first.window()).totalsOf(first.role());
            totals.addTrial(first.trial());
            first.scores().forEach(totals::addScore);
        }
        newlyCountedUnits
                .repeated()
                .forEach(again ->
                        evidenceOf(again.window()).totalsOf(again.role()).addRepeatUnit());
    }

    /// Returns the evidence of the group, one element per window.
    List<RolloutEvidenceEntry> toEvidence() {
        return evidence.entrySet().stream()
                .map(entry -> entry.getValue().toEvidence(entry.getKey().window(), storedAt))
                .toList();
    }

    private ExposureEvidence evidenceOf(OpenRolloutExposureWindow exposure) {
        return evidence.computeIfAbsent(exposure, ignored -> new ExposureEvidence());
    }

    /// The evidence of the group about one window.
    private static final class ExposureEvidence {
        private final VariantTotals control = new VariantTotals();
        private final VariantTotals candidate = new VariantTotals();
        private @Nullable Instant failedFrom;
        private long overflow;

        VariantTotals totalsOf(SplitSide side) {
            return side == SplitSide.CONTROL ? control : candidate;
        }

        void addOverflow() {
            overflow++;
        }

        void addFirstEvent(SingleUnitCountClaim.FirstEvent first) {
            if (first.isFailure()) {
                totalsOf(first.role()).addFailedUnit();
            }
            if (!first.isFailure() || first.isLate()) {
                totalsOf(first.role()).addMetricUnit(first.metric());
            }
            if (first.role() == SplitSide.CANDIDATE
                    && (failedFrom == null || first.endedAt().isBefore(failedFrom))) {
                failedFrom = first.endedAt();
            }
        }

        RolloutEvidenceEntry toEvidence(RolloutExposureWindow exposure, Instant receivedAt) {
            return new RolloutEvidenceEntry(
                    0,
                    exposure.rollout(),
                    exposure.revision(),
                    receivedAt,
                    failedFrom,
                    overflow,
                    control.toCounts(),
                    candidate.toCounts());
        }
    }

    /// The sums of one variant.
    private static final class VariantTotals {
        private final LatencyHistogram latency = new LatencyHistogram();
        private final LatencyHistogram trialLatency = new LatencyHistogram();
        private long calls;
        private long failures;
        private long failedUnits;
        private long trials;
        private long failedTrials;
        private long heardAgain;
        private long begun;
        private final Map<String, VariantMetricCounts> metrics = new HashMap<>();

        void addCalls(OutcomeSummary summary) {
            calls += summary.calls();
            failures += summary.failures();
            latency.add(summary.latency());
            summary.metrics().forEach(metric -> add(metric.name(), new VariantMetricCounts(metric.events(), 0, 0, 0)));
        }

        /// Adds a unit with its first event of a metric.
        void addMetricUnit(String metric) {
            add(metric, new VariantMetricCounts(0, 1, 0, 0));
        }

        /// Adds the score of a trial.
        void addScore(String metric, int millionths) {
            add(metric, new VariantMetricCounts(0, 0, 1, millionths));
        }

        private void add(String metric, VariantMetricCounts more) {
            metrics.merge(metric, more, VariantMetricCounts::plus);
        }

        void addFailedUnit() {
            failedUnits++;
        }

        void addTrial(UnitTrial trial) {
            trials++;
            failedTrials += trial.failed() ? 1 : 0;
            trialLatency.record(LatencyBins.lowerEdgeMicros(trial.latencyBin()));
        }

        /// Adds a unit whose first call has started and was not known to have.
        void addStartedUnit() {
            begun++;
        }

        /// Adds a unit that was counted as a trial before.
        void addRepeatUnit() {
            heardAgain++;
        }

        VariantCounts toCounts() {
            return new VariantCounts(
                    calls,
                    failures,
                    failedUnits,
                    trials,
                    failedTrials,
                    heardAgain,
                    begun,
                    latency,
                    trialLatency,
                    metrics);
        }
    }
}
