// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.core.telemetry.MetricScoreScale;
import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.TrialScore;
import dev.evenkeel.core.wire.UnitFirstEvent;
import dev.evenkeel.core.wire.UnitHash;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Custom metrics of a service.
class MetricTest {
    private static final String DOUBLES = "double-bookings";
    private final AtomicLong nanos = new AtomicLong();
    private final FakeEvenkeel evenkeel = new FakeEvenkeel(nanos::get);
    private final GuardedChange<Double, Double> change = evenkeel.<Double, Double>guardedChange(RolloutFlags.FLAG)
            .control("classic", amount -> amount)
            .candidate("modern", amount -> amount)
            .counting(DOUBLES, (amount, booked) -> booked >= 100)
            .measuring("fee", 50, (amount, booked) -> booked)
            .measuringRatio("fee-share", (amount, booked) -> 2, (amount, booked) -> booked)
            .build();

    @Test
    void countsEventsAndEachUnitOnce() {
        evenkeel.load(RolloutFlags.rollout("r-1", 1, 10_000));
        run("alice", 100);
        run("alice", 100);
        run("bob", 99);
        nanos.addAndGet(7_000_000);

        MetricSummary doubles = metric(singleSummary(evenkeel.outcomes()), DOUBLES);
        assertThat(doubles.events()).isEqualTo(2);
        assertThat(doubles.units()).containsExactly(new UnitFirstEvent(UnitHash.hash("r-1", "alice"), 7));
        assertThat(doubles.scores()).isEmpty();
        assertThat(evenkeel.events(RolloutFlags.FLAG, "modern", DOUBLES)).isEqualTo(2);
    }

    @Test
    void countsUnitOncePerRolloutAcrossRevisionsAndVariants() {
        evenkeel.load(RolloutFlags.rollout("r-1", 1, 0));
        run("alice", 100);
        evenkeel.load(RolloutFlags.rollout("r-1", 2, 10_000));
        run("alice", 100);
        run("bob", 100);
        List<UnitFirstEvent> first = units(evenkeel.outcomes());
        assertThat(first)
                .extracting(UnitFirstEvent::unit)
                .containsExactlyInAnyOrder(UnitHash.hash("r-1", "alice"), UnitHash.hash("r-1", "bob"));

        evenkeel.load(RolloutFlags.rollout("r-2", 3, 10_000));
        run("alice", 100);
        assertThat(units(evenkeel.outcomes())).hasSize(3);
    }

    @Test
    void scoresTrialsRelativeToRange() {
        evenkeel.load(RolloutFlags.rollout("r-1", 1, 10_000));
        run("alice", 10);
        run("alice", 20);
        run("bob", 1_000);
        run("carol", -5);
        run("dave", Double.NaN);

        assertThat(metric(singleSummary(evenkeel.outcomes()), "fee").scores())
                .containsExactly(score("alice", 200_000), score("bob", MetricScoreScale.MAX_SCORE), score("carol", 0));
    }

    @Test
    void measuresRatiosOnlyOfCallsWithPositiveDenominator() {
        evenkeel.load(RolloutFlags.rollout("r-1", 1, 10_000));
        run("alice", 8);
        run("bob", 0);
        run("carol", 1);

        assertThat(metric(singleSummary(evenkeel.outcomes()), "fee-share").scores())
                .containsExactly(score("alice", 250_000), score("carol", MetricScoreScale.MAX_SCORE));
    }

    @Test
    void recordsNoMetricsOutsideRollout() {
        evenkeel.load(RolloutFlags.plain("modern"));
        run("alice", 100);

        assertThat(singleSummary(evenkeel.outcomes()).metrics()).isEmpty();
    }

    @Test
    void countsMetricFunctionExceptionsWithoutAffectingCall() {
        GuardedChange<Double, Double> broken = evenkeel.<Double, Double>guardedChange(RolloutFlags.FLAG)
                .control("classic", amount -> amount)
                .candidate("modern", amount -> amount)
                .counting(DOUBLES, (amount, booked) -> {
                    throw new IllegalStateException("the ledger is away");
                })
                .build();
        evenkeel.load(RolloutFlags.rollout("r-1", 1, 10_000));

        assertThat(broken.run(EvaluationContext.of("alice"), 1.0)).isEqualTo(1.0);
        assertThat(singleSummary(evenkeel.outcomes()).failures()).isZero();
        assertThat(evenkeel.stats().dropped()).containsEntry(DropCause.METRIC_FAILED, 1L);
    }

    @Test
    void countsFailuresBySliceForResultsAndExceptions() {
        GuardedChange<Double, Double> sliced = evenkeel.<Double, Double>guardedChange(RolloutFlags.FLAG)
                .control("classic", amount -> amount)
                .candidate("modern", amount -> {
                    if (amount > 500) {
                        throw new IllegalStateException("too much");
                    }
                    return amount;
                })
                .failedWhen(booked -> booked > 100)
                .slice("swiss", (context, amount) -> "CH".equals(context.attribute("country")))
                .slice("large", (context, amount) -> amount > 200)
                .build();
        evenkeel.load(RolloutFlags.rollout("r-1", 1, 10_000));
        EvaluationContext alice = EvaluationContext.of("alice").with("country", "CH");
        sliced.run(alice, 1.0);
        sliced.run(alice, 101.0);
        assertThatThrownBy(() -> sliced.run(alice, 501.0)).isInstanceOf(IllegalStateException.class);
        sliced.run(EvaluationContext.of("bob"), 300.0);

        OutcomeSummary all = singleSummary(evenkeel.outcomes());
        assertThat(all.failures()).isEqualTo(3);
        assertThat(metric(all, MetricNames.sliceFailures("swiss")).events()).isEqualTo(2);
        assertThat(metric(all, MetricNames.sliceFailures("swiss")).units()).hasSize(1);
        assertThat(metric(all, MetricNames.sliceFailures("large")).units())
                .extracting(UnitFirstEvent::unit)
                .containsExactlyInAnyOrder(UnitHash.hash("r-1", "alice"), UnitHash.hash("r-1", "bob"));
    }

    @Test
    void tracksEventsForVariantOfUnit() {
        evenkeel.load(RolloutFlags.rollout("r-1", 1, 10_000));
        evenkeel.track("complaint", EvaluationContext.of("alice"));
        evenkeel.track("complaint", EvaluationContext.of("alice"));
        evenkeel.track("complaint", EvaluationContext.EMPTY);
        evenkeel.track("two words", EvaluationContext.of("alice"));

        OutcomeSummary modern = singleSummary(evenkeel.outcomes());
        assertThat(modern.variant()).isEqualTo("modern");
        assertThat(modern.calls()).isZero();
        assertThat(metric(modern, "complaint").events()).isEqualTo(2);
        assertThat(metric(modern, "complaint").units())
                .containsExactly(new UnitFirstEvent(UnitHash.hash("r-1", "alice"), 0));
        assertThat(evenkeel.stats().dropped()).containsOnly(Map.entry(DropCause.METRIC_FAILED, 1L));
    }

    @Test
    void tracksNothingOutsideRollout() {
        evenkeel.load(RolloutFlags.plain("modern"));
        evenkeel.track("complaint", EvaluationContext.of("alice"));

        assertThat(evenkeel.outcomes()).isEmpty();
    }

    @Test
    void rejectsInvalidOrDuplicateMetrics() {
        GuardedChange.Builder<Double, Double> builder = evenkeel.guardedChange(RolloutFlags.FLAG);
        assertThatThrownBy(() -> builder.counting("two words", (amount, booked) -> true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two words");
        assertThatThrownBy(() -> builder.measuring("fee", 0, (amount, booked) -> 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above 0 and finite");
        builder.counting(DOUBLES, (amount, booked) -> true);
        assertThatThrownBy(() -> builder.measuring(DOUBLES, 1, (amount, booked) -> 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two metrics named");
    }

    private void run(String unit, double amount) {
        change.run(EvaluationContext.of(unit), amount);
    }

    private static TrialScore score(String unit, int millionths) {
        return new TrialScore(UnitHash.hash("r-1", unit), millionths);
    }

    private static List<UnitFirstEvent> units(List<OutcomeSummary> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome.metrics().stream())
                .filter(metric -> metric.name().equals(DOUBLES))
                .flatMap(metric -> metric.units().stream())
                .toList();
    }

    private static MetricSummary metric(OutcomeSummary outcome, String name) {
        return outcome.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static OutcomeSummary singleSummary(List<OutcomeSummary> outcomes) {
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }
}
