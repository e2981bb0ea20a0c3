// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.TrialScore;
import dev.evenkeel.core.wire.UnitFirstEvent;
import dev.evenkeel.core.wire.UnitHash;
import dev.evenkeel.core.wire.UnitTrial;
import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.RolloutFlags;
import dev.evenkeel.sdk.internal.call.EvaluationAndRecordingCore;
import dev.evenkeel.sdk.internal.diagnostics.DropCounters;
import dev.evenkeel.sdk.internal.diagnostics.InternalErrorCounter;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import dev.evenkeel.sdk.internal.tracking.OutcomeKey;
import dev.evenkeel.sdk.internal.tracking.PathWarmUpCounter;
import dev.evenkeel.sdk.internal.tracking.SplitWithPseudonymizationSalt;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import dev.evenkeel.sdk.internal.tracking.TrippedBreakerRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomeRecorderTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final EvaluationAndRecordingCore core = EvaluationAndRecordingCore.withoutThreads(nanos::get);

    @Test
    void countsCallForRevisionInWhichItStarted() {
        activate(RolloutFlags.rollout("r-1", 1, 5_000));
        CallInProgress early = start("alice");
        activate(RolloutFlags.rollout("r-1", 2, 10_000));
        CallInProgress late = start("alice");
        end(late, false);
        end(early, false);
        assertThat(core.drain())
                .extracting(OutcomeSummary::split)
                .containsExactlyInAnyOrder(
                        new SplitKey("r-1", 1, SplitSide.CANDIDATE), new SplitKey("r-1", 2, SplitSide.CANDIDATE));
    }

    @Test
    void countsCallThatEndsAfterRolloutIsRemoved() {
        activate(RolloutFlags.rollout("r-1", 1, 5_000));
        CallInProgress call = start("alice");
        activate(RolloutFlags.plain("classic"));
        end(call, true);
        assertThat(singleSummary(core.drain()).failedUnits()).hasSize(1);
    }

    @Test
    void recordsFirstStartedCallAsTrialRegardlessOfEndOrder() {
        activate(RolloutFlags.rollout("r-1", 1, 5_000));
        CallInProgress first = start("alice");
        CallInProgress second = start("alice");
        end(second, true);
        assertThat(singleSummary(core.drain()).trials()).isEmpty();
        end(first, false);
        assertThat(singleSummary(core.drain()).trials())
                .containsExactly(new UnitTrial(UnitHash.hash("r-1", "alice"), false, 3));
    }

    @Test
    void reportsQuarterOfUnitsAgainEveryTwoMinutes() {
        activate(RolloutFlags.rollout("r-1", 1, 5_000));
        assertThat(runCallsAndCountTrials(400)).isEqualTo(400);
        assertThat(runCallsAndCountTrials(400)).isZero();
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(2));
        long again = runCallsAndCountTrials(400);
        assertThat(again).isBetween(70L, 130L);
        assertThat(runCallsAndCountTrials(400)).isZero();
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(2));
        assertThat(runCallsAndCountTrials(400)).isEqualTo(again);
    }

    private long runCallsAndCountTrials(int units) {
        for (int unit = 0; unit < units; unit++) {
            end(start("unit-" + unit), false);
        }
        return core.drain().stream()
                .mapToLong(summary -> summary.trials().size())
                .sum();
    }

    @Test
    void recordsSeparateTrialsPerRevision() {
        for (int revision = 1; revision <= 3; revision++) {
            activate(RolloutFlags.rollout("r-1", revision, 5_000));
            end(start("alice"), false);
            end(start("alice"), false);
            assertThat(singleSummary(core.drain()).trials()).hasSize(1);
        }
    }

    @Test
    void keepsTrialsWhenRevisionOfRolloutIsUnchanged() {
        activate(RolloutFlags.rollout("r-1", 1, 5_000));
        end(start("alice"), false);
        activate(RolloutFlags.rollout("r-1", 1, 5_000));
        end(start("alice"), false);
        OutcomeSummary summary = singleSummary(core.drain());
        assertThat(summary.calls()).isEqualTo(2);
        assertThat(summary.trials()).hasSize(1);
    }

    @Test
    void excludesWarmUpCallsFromTrials() {
        activate(RolloutFlags.rollout("r-1", 1, 10_000, Duration.ofSeconds(5)));
        end(start("alice"), false);
        TrackedSplit split = requireNonNull(core.flags().rollouts().get(RolloutFlags.FLAG));
        for (int i = 0; i < PathWarmUpCounter.WARM_UP_CALLS; i++) {
            split.recordRun(start("alice").kind());
        }
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(5) - 1);
        end(start("alice"), false);
        assertThat(singleSummary(core.drain()).trials()).isEmpty();
        nanos.addAndGet(1);
        end(start("alice"), false);
        assertThat(singleSummary(core.drain()).trials()).hasSize(1);
    }

    @Test
    void countsUnitFailureOncePerRolloutAcrossVariantsAndRevisions() {
        activate(RolloutFlags.rollout("r-1", 1, 0));
        end(start("alice"), true);
        end(start("alice"), true);
        activate(RolloutFlags.rollout("r-1", 2, 10_000));
        end(start("alice"), true);
        end(start("bob"), true);
        List<OutcomeSummary> summaries = core.drain();
        assertThat(summaries.stream().mapToLong(OutcomeSummary::failures).sum()).isEqualTo(4);
        assertThat(summaries.stream().flatMap(summary -> summary.failedUnits().stream()))
                .extracting(UnitFirstEvent::unit)
                .containsExactlyInAnyOrder(UnitHash.hash("r-1", "alice"), UnitHash.hash("r-1", "bob"));
        activate(RolloutFlags.rollout("r-2", 3, 10_000));
        end(start("alice"), true);
        assertThat(singleSummary(core.drain()).failedUnits()).hasSize(1);
    }

    @Test
    void measuresFailureAgeFromEndOfCall() {
        activate(RolloutFlags.rollout("r-1", 1, 0));
        end(start("alice"), true);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(412));
        assertThat(singleSummary(core.drain()).failedUnits())
                .containsExactly(new UnitFirstEvent(UnitHash.hash("r-1", "alice"), 412));
    }

    @Test
    void dropsAndCountsTrialsAndFailuresBeyondBatchLimit() {
        activate(RolloutFlags.rollout("r-1", 1, 0));
        for (int unit = 0; unit < 20_010; unit++) {
            end(start("unit-" + unit), true);
        }
        OutcomeSummary summary = singleSummary(core.drain());
        assertThat(summary.calls()).isEqualTo(20_010);
        assertThat(summary.trials()).hasSize(20_000);
        assertThat(summary.failedUnits()).hasSize(20_000);
        assertThat(core.dropped())
                .isEqualTo(Map.of(DropCause.TOO_MANY_TRIALS, 10L, DropCause.TOO_MANY_FAILED_UNITS, 10L));
        end(start("unit-20009"), true);
        assertThat(singleSummary(core.drain()).failedUnits()).hasSize(1);
    }

    @Test
    void keepsAllCallsAndScoresOfReportedTrialsAtTrialLimit() {
        activate(RolloutFlags.rollout("r-1", 1, 5_000));
        for (int unit = 0; unit < 45_000; unit++) {
            boolean late = unit >= 20_000;
            String variant = unit % (late ? 3 : 9) == 0 ? RolloutFlags.CANDIDATE : RolloutFlags.CONTROL;
            List<MetricReading> fee = unit % 2 == 0 ? List.of(new MetricReading("fee", false, 1)) : List.of();
            end(start(variant, "unit-" + unit), unit % 50 == 0, fee);
        }
        List<OutcomeSummary> summaries = core.drain();
        assertThat(summaries)
                .extracting(OutcomeSummary::variant, OutcomeSummary::calls, OutcomeSummary::failures)
                .containsExactlyInAnyOrder(
                        tuple(RolloutFlags.CONTROL, 34_444L, 689L), tuple(RolloutFlags.CANDIDATE, 10_556L, 211L));
        for (OutcomeSummary summary : summaries) {
            assertThat(summary.trials())
                    .extracting(UnitTrial::unit)
                    .containsAll(summary.metrics().get(0).scores().stream()
                            .map(TrialScore::unit)
                            .toList());
        }
        assertThat(core.dropped()).isEqualTo(Map.of(DropCause.TOO_MANY_TRIALS, 25_000L));
    }

    @Test
    void completesAllStartedTrialsWhenOneVariantIsSlow() {
        activate(RolloutFlags.rollout("r-1", 1, 5_000));
        List<CallInProgress> slow = new ArrayList<>();
        for (int unit = 0; unit < 30_000; unit++) {
            CallInProgress call = start(unit % 2 == 0 ? RolloutFlags.CANDIDATE : RolloutFlags.CONTROL, "unit-" + unit);
            if (call.kind().isCandidate()) {
                slow.add(call);
            } else {
                end(call, false);
            }
        }
        slow.forEach(call -> end(call, false));
        assertThat(core.drain()).hasSize(2).allSatisfy(summary -> {
            assertThat(summary.calls()).isEqualTo(15_000);
            assertThat(summary.trials()).hasSize(10_000);
            assertThat(summary.begun()).isEmpty();
        });
    }

    @Test
    void dropsMetricsButNoCallsWhenMetricsOfOneSideAreInvalid() {
        activate(RolloutFlags.rollout("r-1", 1, 5_000));
        var fee = new MetricReading("fee", false, 1);
        end(start(RolloutFlags.CONTROL, "alice"), true, List.of(fee));
        end(start(RolloutFlags.CANDIDATE, "bob"), true, List.of(fee, fee));
        assertThat(core.drain()).hasSize(2).allSatisfy(summary -> {
            assertThat(summary.calls()).isEqualTo(1);
            assertThat(summary.failures()).isEqualTo(1);
            assertThat(summary.failedUnits()).hasSize(1);
            assertThat(summary.trials()).hasSize(1);
            assertThat(summary.metrics()).isEmpty();
        });
        assertThat(core.dropped()).isEqualTo(Map.of(DropCause.INVALID_METRICS, 3L));
        assertThat(core.internalErrors().count()).isEqualTo(1);
    }

    @Test
    void dropsBothSidesWhenSummaryOfOneFails() {
        var group = new ComparedOutcomeAccumulators(10);
        var sound = new VariantOutcomeAccumulator(
                new OutcomeKey("f", "v", new SplitKey("r-1", 1, SplitSide.CONTROL)), group);
        var broken =
                new VariantOutcomeAccumulator(
                        new OutcomeKey("f", "w", new SplitKey("r-1", 1, SplitSide.CANDIDATE)), group) {
                    @Override
                    OutcomeSummary toSummary(long nowNanos, boolean withMetrics) {
                        throw new IllegalStateException("for the test");
                    }
                };
        group.add(sound);
        group.add(broken);
        sound.recordCall(1);
        sound.recordCall(2);
        broken.recordCall(3);
        var drops = new DropCounters();
        var errorLog = new InternalErrorCounter();
        assertThat(group.summarize(0, drops, errorLog)).isEmpty();
        assertThat(drops.totals()).isEqualTo(Map.of(DropCause.INVALID_SUMMARY, 3L));
        assertThat(errorLog.count()).isEqualTo(2);
    }

    @Test
    void reportsBothSidesOrNeitherAtVariantLimit() {
        activate(RolloutFlags.rollout("r-1", 1, 5_000));
        recordCallsOutsideRollout(63);
        end(start(RolloutFlags.CONTROL, "alice"), false);
        end(start(RolloutFlags.CANDIDATE, "bob"), false);
        assertThat(core.drain()).hasSize(63).allMatch(summary -> summary.split() == null);
        assertThat(core.dropped()).isEqualTo(Map.of(DropCause.TOO_MANY_VARIANTS, 2L, DropCause.TOO_MANY_TRIALS, 2L));

        end(start(RolloutFlags.CONTROL, "alice"), false);
        recordCallsOutsideRollout(63);
        end(start(RolloutFlags.CANDIDATE, "bob"), false);
        assertThat(core.drain())
                .hasSize(64)
                .extracting(OutcomeSummary::variant)
                .contains(RolloutFlags.CONTROL, RolloutFlags.CANDIDATE);
    }

    private void recordCallsOutsideRollout(int flags) {
        for (int flag = 0; flag < flags; flag++) {
            end(new CallInProgress(CallAttribution.outsideRollout("f" + flag, "v"), 0), false);
        }
    }

    @Test
    void dropsBothSidesWhenOneVariantNameIsTooLong() {
        var terms = new RolloutSplit(
                "r-1", "old", "n".repeat(257), new Percent(5_000), "seed", 1, Duration.ZERO, null, null);
        TrackedSplit split = TrackedSplit.of(
                "f",
                new SplitWithPseudonymizationSalt(terms, null),
                null,
                new TrippedBreakerRegistry("p", () -> 0),
                nanos::get);
        end(new CallInProgress(requireNonNull(split.findAttribution(terms.control())), 1), false);
        end(new CallInProgress(requireNonNull(split.findAttribution(terms.candidate())), 2), false);
        assertThat(core.drain()).isEmpty();
        assertThat(core.dropped()).isEqualTo(Map.of(DropCause.TOO_MANY_VARIANTS, 2L));
    }

    @Test
    void limitsMetricsToSameNamesOnBothSides() {
        activate(RolloutFlags.rollout("r-1", 1, 5_000));
        end(start(RolloutFlags.CONTROL, "alice"), false, events(0, 40));
        end(start(RolloutFlags.CANDIDATE, "bob"), false, events(20, 60));
        end(start(RolloutFlags.CONTROL, "alice"), false, events(40, 60));
        Map<String, List<String>> metrics = core.drain().stream()
                .collect(Collectors.toMap(
                        OutcomeSummary::variant,
                        summary -> summary.metrics().stream()
                                .map(MetricSummary::name)
                                .toList()));
        assertThat(metrics.get(RolloutFlags.CONTROL)).hasSize(48);
        assertThat(metrics.get(RolloutFlags.CANDIDATE))
                .hasSize(28)
                .isSubsetOf(requireNonNull(metrics.get(RolloutFlags.CONTROL)));
    }

    private static List<MetricReading> events(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(metric -> new MetricReading("m" + metric, true, 1))
                .toList();
    }

    @Test
    void reportsTrialStartWhileCallRunsAndEndLater() {
        activate(RolloutFlags.rollout("r-1", 1, 0));
        CallInProgress slow = start("slow");
        CallInProgress quick = start("quick");
        end(quick, false);
        OutcomeSummary first = singleSummary(core.drain());
        assertThat(first.begun()).containsExactly(slow.unit());
        assertThat(first.trials()).extracting(UnitTrial::unit).containsExactly(quick.unit());

        start("slow");
        assertThat(core.drain()).as("the second call of a unit is not a trial").isEmpty();

        end(slow, true);
        OutcomeSummary last = singleSummary(core.drain());
        assertThat(last.begun()).isEmpty();
        assertThat(last.trials()).extracting(UnitTrial::unit).containsExactly(slow.unit());
    }

    @Test
    void dropsAndCountsUnitsBeyondRolloutLimit() {
        activate(RolloutFlags.rollout("r-1", 1, 0));
        for (int unit = 0; unit < 200_005; unit++) {
            end(start("unit-" + unit), true);
            if (unit % 20_000 == 19_999) {
                core.drain();
            }
        }
        assertThat(core.dropped())
                .isEqualTo(Map.of(DropCause.TOO_MANY_TRIALS, 5L, DropCause.TOO_MANY_FAILED_UNITS, 5L));
    }

    @Test
    void dropsAndCountsVariantsBeyondLimitAndInvalidNames() {
        for (int flag = 0; flag < 70; flag++) {
            end(new CallInProgress(CallAttribution.outsideRollout("f" + flag, "v"), 0), false);
        }
        assertThat(core.drain()).hasSize(64);
        end(new CallInProgress(CallAttribution.outsideRollout("f", ""), 0), false);
        assertThat(core.drain()).isEmpty();
        assertThat(core.dropped()).isEqualTo(Map.of(DropCause.TOO_MANY_VARIANTS, 7L));
        assertThat(core.drops().drainUnreported()).isEqualTo(7);
        assertThat(core.drops().drainUnreported()).isZero();
    }

    private record CallInProgress(CallAttribution kind, long unit) {}

    private void activate(String definition) {
        core.activate(FlagSnapshot.parse(definition, 1));
    }

    /// Begins a call on the candidate's side.
    private CallInProgress start(String targetingKey) {
        return start(RolloutFlags.CANDIDATE, targetingKey);
    }

    private CallInProgress start(String variant, String targetingKey) {
        TrackedSplit split = requireNonNull(core.flags().rollouts().get(RolloutFlags.FLAG));
        CallAttribution attribution = requireNonNull(split.findAttribution(variant));
        long unit = split.unit(targetingKey);
        return new CallInProgress(core.beginCall(attribution, unit, nanos.get()), unit);
    }

    private void end(CallInProgress call, boolean failed) {
        end(call, failed, List.of());
    }

    private void end(CallInProgress call, boolean failed, List<MetricReading> readings) {
        if (failed) {
            core.recordFailure(call.kind(), call.unit(), nanos.get(), 3_000, readings);
        } else {
            core.recordSuccess(call.kind(), call.unit(), 3_000, readings);
        }
    }

    private static OutcomeSummary singleSummary(List<OutcomeSummary> summaries) {
        assertThat(summaries).hasSize(1);
        return summaries.get(0);
    }
}
