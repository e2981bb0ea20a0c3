// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.UnitFirstEvent;
import dev.evenkeel.core.wire.UnitTrial;
import dev.evenkeel.server.rollouts.evidence.RolloutEvidenceEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;

/// The contents of one batch, sorted into evidence of open windows, latencies and unattributed calls.
///
/// Calls are counted immediately. Units are claims until the database has determined which of them are new;
/// those are then counted with [#countFirstEvents] and [#countTrials].
final class BatchEvidenceCollector {
    /* No process keeps a batch for longer; a higher age means that its clock is wrong. */
    private static final Duration OLDEST = Duration.ofHours(1);

    private final Instant receivedAt;
    private final Predicate<String> knownFlag;
    private final List<OpenRolloutExposureWindow> windows;
    private final Map<OpenRolloutExposureWindow, ExposureEvidenceAccumulator> evidence = new LinkedHashMap<>();
    private final Map<List<Object>, SingleUnitCountClaim.FirstEvent> firsts = new LinkedHashMap<>();
    private final Map<List<Object>, SingleUnitCountClaim.FirstCall> trials = new LinkedHashMap<>();
    private final Map<List<Object>, SingleUnitCountClaim.StartedCall> begun = new LinkedHashMap<>();
    private final List<OutcomeSummary> latencies = new ArrayList<>();
    private long unattributed;

    /// Sorts a batch.
    ///
    /// @param windows windows of the batch's rollouts, in the environment of the batch
    /// @param knownFlag whether the environment has a flag
    BatchEvidenceCollector(
            OutcomeBatch batch,
            Instant receivedAt,
            List<OpenRolloutExposureWindow> windows,
            Predicate<String> knownFlag) {
        this.receivedAt = receivedAt;
        this.windows = windows;
        this.knownFlag = knownFlag;
        batch.summaries().forEach(this::sort);
    }

    /// Returns whether the environment of the batch has a flag.
    Predicate<String> knownFlag() {
        return knownFlag;
    }

    private void sort(OutcomeSummary summary) {
        SplitKey split = summary.split();
        if (split == null) {
            sortPlain(summary);
            return;
        }
        windows.stream()
                .filter(exposure -> exposure.matches(summary, split))
                .findFirst()
                .ifPresentOrElse(
                        exposure -> sortSplit(summary, split, exposure), () -> unattributed += summary.calls());
    }

    private void sortPlain(OutcomeSummary summary) {
        if (knownFlag.test(summary.flag())) {
            latencies.add(summary);
        } else {
            unattributed += summary.calls();
        }
    }

    private void sortSplit(OutcomeSummary summary, SplitKey split, OpenRolloutExposureWindow exposure) {
        SplitSide side = split.role();
        accumulatorOf(exposure).countsFor(side).addCalls(summary);
        if (side == SplitSide.CONTROL && summary.calls() > 0) {
            latencies.add(summary);
        }
        LongUnaryOperator names = exposure.unitMapper(split);
        summary.failedUnits()
                .forEach(unit ->
                        claim(withMappedUnit(unit, names), SingleUnitCountClaim.FirstEvent.FAILURE, side, exposure));
        summary.metrics()
                .forEach(metric -> metric.units()
                        .forEach(unit -> claim(withMappedUnit(unit, names), metric.name(), side, exposure)));
        summary.begun()
                .forEach(unit -> claim(new SingleUnitCountClaim.StartedCall(exposure, side, names.applyAsLong(unit))));
        Map<Long, Map<String, Integer>> scores = scores(summary);
        for (UnitTrial trial : summary.trials()) {
            var named = new UnitTrial(names.applyAsLong(trial.unit()), trial.failed(), trial.latencyBin());
            claim(new SingleUnitCountClaim.FirstCall(
                    exposure, side, named, scores.getOrDefault(trial.unit(), Map.of())));
        }
    }

    private static UnitFirstEvent withMappedUnit(UnitFirstEvent event, LongUnaryOperator names) {
        return new UnitFirstEvent(names.applyAsLong(event.unit()), event.ageMillis());
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

    /* A unit that occurs twice in one batch is counted at the earlier time. */
    private void claim(UnitFirstEvent unit, String metric, SplitSide side, OpenRolloutExposureWindow exposure) {
        if (!exposure.acceptsFailures()) {
            accumulatorOf(exposure).addOverflow();
            return;
        }
        Instant endedAt = receivedAt.minusMillis(Math.min(unit.ageMillis(), OLDEST.toMillis()));
        var claim = new SingleUnitCountClaim.FirstEvent(exposure, side, unit.unit(), metric, endedAt);
        firsts.merge(
                List.of(exposure.window().rollout(), claim.storedMetric(), unit.unit()),
                claim,
                (one, other) -> other.endedAt().isBefore(one.endedAt()) ? other : one);
    }

    private void claim(SingleUnitCountClaim.FirstCall trial) {
        if (!trial.window().acceptsTrials()) {
            accumulatorOf(trial.window()).addOverflow();
            return;
        }
        trials.putIfAbsent(List.of(trial.window().window(), trial.unit()), trial);
    }

    private void claim(SingleUnitCountClaim.StartedCall call) {
        if (call.window().acceptsTrials()) {
            begun.putIfAbsent(List.of(call.window().window(), call.unit()), call);
        } else {
            accumulatorOf(call.window()).addOverflow();
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

    /// Returns the summaries whose latencies belong to the history of their variant.
    List<OutcomeSummary> latencies() {
        return latencies;
    }

    /// Returns the number of calls of unknown rollouts, revisions or flags.
    long unattributed() {
        return unattributed;
    }

    /// Counts first failures and first events of metrics.
    void countFirstEvents(List<SingleUnitCountClaim.FirstEvent> fresh) {
        fresh.forEach(first -> accumulatorOf(first.window()).addFirstEvent(first));
    }

    /// Counts first calls that were not known to have started.
    void countStartedCalls(List<? extends SingleUnitCountClaim> fresh) {
        fresh.forEach(
                call -> accumulatorOf(call.window()).countsFor(call.role()).addStartedUnit());
    }

    /// Counts new trials, and units that are seen again.
    void countTrials(NewlyCountedUnits newlyCountedUnits) {
        for (SingleUnitCountClaim.FirstCall first : newlyCountedUnits.first()) {
            VariantCountsAccumulator variantCountsAccumulator =
                    accumulatorOf(first.window()).countsFor(first.role());
            variantCountsAccumulator.addTrial(first.trial());
            first.scores().forEach(variantCountsAccumulator::addScore);
        }
        newlyCountedUnits
                .repeated()
                .forEach(again ->
                        accumulatorOf(again.window()).countsFor(again.role()).addRepeatUnit());
    }

    /// Returns the evidence of the batch, one element per window.
    List<RolloutEvidenceEntry> toEvidence() {
        return evidence.entrySet().stream()
                .map(entry -> entry.getValue().toEvidence(entry.getKey().window(), receivedAt))
                .toList();
    }

    private ExposureEvidenceAccumulator accumulatorOf(OpenRolloutExposureWindow exposure) {
        return evidence.computeIfAbsent(exposure, ignored -> new ExposureEvidenceAccumulator());
    }
}
