// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.UnitFirstEvent;
import dev.evenkeel.core.wire.UnitTrial;
import dev.evenkeel.server.rollouts.evidence.RolloutEvidence;
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

/// One batch, sorted into what it says about open windows, about latencies, and about nothing known.
///
/// Calls are counted at once. Units are claims until the database has said which of them are new; those
/// are counted with [#countFirsts] and [#countTrials]. Confined to one thread.
final class BatchEvidenceCollector {
    /* No process keeps a batch for longer: whoever says so has a wrong clock. */
    private static final Duration OLDEST = Duration.ofHours(1);

    private final Instant receivedAt;
    private final Predicate<String> knownFlag;
    private final List<OpenEvidenceWindow> windows;
    private final Map<OpenEvidenceWindow, WindowEvidenceAccumulator> evidence = new LinkedHashMap<>();
    private final Map<List<Object>, UnitClaim.FirstEvent> firsts = new LinkedHashMap<>();
    private final Map<List<Object>, UnitClaim.FirstCall> trials = new LinkedHashMap<>();
    private final Map<List<Object>, UnitClaim.StartedCall> begun = new LinkedHashMap<>();
    private final List<OutcomeSummary> latencies = new ArrayList<>();
    private long unattributed;

    /// Sorts a batch.
    ///
    /// @param windows those of the batch's rollouts, in the environment of the batch
    /// @param knownFlag whether the environment has such a flag
    BatchEvidenceCollector(
            OutcomeBatch batch, Instant receivedAt, List<OpenEvidenceWindow> windows, Predicate<String> knownFlag) {
        this.receivedAt = receivedAt;
        this.windows = windows;
        this.knownFlag = knownFlag;
        batch.summaries().forEach(this::sort);
    }

    /// Whether the environment of the batch has such a flag.
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
                .filter(window -> window.holds(summary, split))
                .findFirst()
                .ifPresentOrElse(window -> sortSplit(summary, split, window), () -> unattributed += summary.calls());
    }

    private void sortPlain(OutcomeSummary summary) {
        if (knownFlag.test(summary.flag())) {
            latencies.add(summary);
        } else {
            unattributed += summary.calls();
        }
    }

    private void sortSplit(OutcomeSummary summary, SplitKey split, OpenEvidenceWindow window) {
        SplitSide role = split.role();
        of(window).tally(role).calls(summary);
        if (role == SplitSide.CONTROL && summary.calls() > 0) {
            latencies.add(summary);
        }
        LongUnaryOperator names = window.names(split);
        summary.failedUnits().forEach(unit -> claim(named(unit, names), UnitClaim.FirstEvent.FAILURE, role, window));
        summary.metrics()
                .forEach(metric ->
                        metric.units().forEach(unit -> claim(named(unit, names), metric.name(), role, window)));
        summary.begun().forEach(unit -> claim(new UnitClaim.StartedCall(window, role, names.applyAsLong(unit))));
        Map<Long, Map<String, Integer>> scores = scores(summary);
        for (UnitTrial trial : summary.trials()) {
            var named = new UnitTrial(names.applyAsLong(trial.unit()), trial.failed(), trial.latencyBin());
            claim(new UnitClaim.FirstCall(window, role, named, scores.getOrDefault(trial.unit(), Map.of())));
        }
    }

    private static UnitFirstEvent named(UnitFirstEvent event, LongUnaryOperator names) {
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

    /* A unit named twice in one batch is counted where the thing happened first. */
    private void claim(UnitFirstEvent unit, String metric, SplitSide role, OpenEvidenceWindow window) {
        if (!window.roomForFailures()) {
            of(window).overflow();
            return;
        }
        Instant endedAt = receivedAt.minusMillis(Math.min(unit.ageMillis(), OLDEST.toMillis()));
        var claim = new UnitClaim.FirstEvent(window, role, unit.unit(), metric, endedAt);
        firsts.merge(
                List.of(window.window().rollout(), claim.notedAs(), unit.unit()),
                claim,
                (one, other) -> other.endedAt().isBefore(one.endedAt()) ? other : one);
    }

    private void claim(UnitClaim.FirstCall trial) {
        if (!trial.window().roomForTrials()) {
            of(trial.window()).overflow();
            return;
        }
        trials.putIfAbsent(List.of(trial.window().window(), trial.unit()), trial);
    }

    private void claim(UnitClaim.StartedCall call) {
        if (call.window().roomForTrials()) {
            begun.putIfAbsent(List.of(call.window().window(), call.unit()), call);
        } else {
            of(call.window()).overflow();
        }
    }

    /// Units whose first call of a revision may have begun.
    Collection<UnitClaim.StartedCall> begun() {
        return begun.values();
    }

    /// Units that may have failed, or had an event of a metric, for the first time in their rollout.
    Collection<UnitClaim.FirstEvent> firsts() {
        return firsts.values();
    }

    /// Units whose first call of a revision this may be.
    Collection<UnitClaim.FirstCall> trials() {
        return trials.values();
    }

    /// Summaries whose latencies belong to the history of their variant.
    List<OutcomeSummary> latencies() {
        return latencies;
    }

    /// Calls of rollouts, revisions or flags that nobody knows.
    long unattributed() {
        return unattributed;
    }

    /// Counts what is new to its unit.
    void countFirsts(List<UnitClaim.FirstEvent> fresh) {
        fresh.forEach(first -> of(first.window()).first(first));
    }

    /// Counts first calls that were not known to have begun.
    void countBegun(List<? extends UnitClaim> fresh) {
        fresh.forEach(call -> of(call.window()).tally(call.role()).begun());
    }

    /// Counts first calls that are new, and units that are heard of again.
    void countTrials(UnitSightings heard) {
        for (UnitClaim.FirstCall first : heard.first()) {
            CountsAccumulator tally = of(first.window()).tally(first.role());
            tally.trial(first.trial());
            first.scores().forEach(tally::score);
        }
        heard.again().forEach(again -> of(again.window()).tally(again.role()).heardAgain());
    }

    /// What the batch says, one element for each window.
    List<RolloutEvidence> evidence() {
        return evidence.entrySet().stream()
                .map(entry -> entry.getValue().evidence(entry.getKey().window(), receivedAt))
                .toList();
    }

    private WindowEvidenceAccumulator of(OpenEvidenceWindow window) {
        return evidence.computeIfAbsent(window, ignored -> new WindowEvidenceAccumulator());
    }
}
