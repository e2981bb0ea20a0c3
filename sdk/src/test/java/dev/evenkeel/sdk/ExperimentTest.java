// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.core.wire.ExperimentExposure;
import dev.evenkeel.core.wire.ExperimentSummary;
import dev.evenkeel.core.wire.UnitHash;
import dev.evenkeel.core.wire.UnitOutcome;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ExperimentTest {
    private static final EvaluationContext ALICE = EvaluationContext.of("alice");

    private final AtomicLong nanos = new AtomicLong();
    private final FakeEvenkeel evenkeel = new FakeEvenkeel(nanos::get);

    private static String flags(String... goals) {
        var split = new ExperimentSplit(
                "x-1",
                List.of(
                        new VariantShare(RolloutFlags.CONTROL, new Percent(1)),
                        new VariantShare(RolloutFlags.CANDIDATE, new Percent(9_999))),
                "seed",
                3,
                List.of(goals),
                "orders");
        return FlagdDefinitionRenderer.render(
                RolloutFlags.plain(RolloutFlags.CONTROL), Map.of(RolloutFlags.FLAG, split));
    }

    private List<ExperimentExposure> exposures() {
        return evenkeel.experiments().stream()
                .flatMap(one -> one.exposures().stream())
                .peek(exposed -> assertThat(exposed.variant()).isEqualTo(RolloutFlags.CANDIDATE))
                .flatMap(exposed -> exposed.units().stream())
                .toList();
    }

    private List<UnitOutcome> outcomes(String metric) {
        return evenkeel.experiments().stream()
                .flatMap(one -> one.outcomes().stream())
                .filter(measured -> measured.metric().equals(metric))
                .flatMap(measured -> measured.units().stream())
                .toList();
    }

    @Test
    void recordsFirstEvaluationOfUnitAsExposure() {
        evenkeel.load(flags("checkout"));
        evenkeel.evaluate(RolloutFlags.FLAG, ALICE.with("orders", 4));
        nanos.addAndGet(7_000_000);
        evenkeel.evaluate(RolloutFlags.FLAG, ALICE.with("orders", 5));
        evenkeel.evaluate(RolloutFlags.FLAG, EvaluationContext.EMPTY);

        assertThat(exposures()).containsExactly(new ExperimentExposure(UnitHash.hash("x-1", "alice"), 7, 4));
        assertThat(evenkeel.outcomes()).isEmpty();
    }

    @Test
    void keepsExposureWhenSameFlagsAreLoadedAgain() {
        evenkeel.load(flags("checkout"));
        evenkeel.evaluate(RolloutFlags.FLAG, ALICE.with("orders", 4));
        evenkeel.load(flags("checkout"));
        evenkeel.evaluate(RolloutFlags.FLAG, ALICE);
        assertThat(exposures()).hasSize(1);
    }

    @Test
    void guardedCallRecordsExposureAndLatencyGoal() {
        evenkeel.load(flags("@call"));
        GuardedChange<String, String> change = evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
                .control(RolloutFlags.CONTROL, text -> text)
                .candidate(RolloutFlags.CANDIDATE, text -> {
                    nanos.addAndGet(2_500_000);
                    return text;
                })
                .build();
        change.run(ALICE, "a");
        change.run(ALICE, "b");

        assertThat(exposures()).containsExactly(new ExperimentExposure(UnitHash.hash("x-1", "alice"), 5, Double.NaN));
        assertThat(outcomes("@call")).containsExactly(new UnitOutcome(UnitHash.hash("x-1", "alice"), 2, 2, 5.0));
    }

    @Test
    void tracksGoalValuesWithoutLocalExposure() {
        evenkeel.load(flags("basket"));
        evenkeel.track("basket", 20.5, ALICE);
        evenkeel.track("basket", ALICE);
        evenkeel.track("other", 3, ALICE);
        evenkeel.track("basket", Double.NaN, ALICE);
        evenkeel.track("basket", 1, EvaluationContext.EMPTY);

        assertThat(outcomes("basket")).containsExactly(new UnitOutcome(UnitHash.hash("x-1", "alice"), 0, 2, 21.5));
        assertThat(exposures()).isEmpty();
        assertThat(evenkeel.stats().dropped()).containsOnly(Map.entry(DropCause.METRIC_FAILED, 1L));
    }

    @Test
    void dropsOutOfRangeValuesAndCapsSums() {
        evenkeel.load(flags("basket"));
        evenkeel.track("basket", 1e300, ALICE);
        evenkeel.track("basket", -UnitOutcome.MAX_TOTAL, ALICE);
        evenkeel.track("basket", -UnitOutcome.MAX_TOTAL, ALICE);

        assertThat(outcomes("basket"))
                .containsExactly(new UnitOutcome(UnitHash.hash("x-1", "alice"), 0, 2, -UnitOutcome.MAX_TOTAL));
        assertThat(evenkeel.stats().dropped()).containsOnly(Map.entry(DropCause.METRIC_FAILED, 1L));
    }

    @Test
    void reportsExposuresBeyondBatchLimitOnNextEvaluation() {
        evenkeel.load(flags("basket"));
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 6_000; i++) {
                evenkeel.evaluate(RolloutFlags.FLAG, EvaluationContext.of("user-" + i));
            }
            assertThat(evenkeel.experiments()).hasSizeGreaterThan(round);
        }
        long told = evenkeel.experiments().stream()
                .flatMap(one -> one.exposures().stream())
                .mapToLong(exposed -> exposed.units().size())
                .sum();
        assertThat(told).isEqualTo(6_000);
        assertThat(evenkeel.stats().dropped()).containsOnlyKeys(DropCause.TOO_MANY_EXPOSURES);
    }

    @Test
    void recordsNothingForEndedExperiments() {
        evenkeel.load(flags("basket"));
        evenkeel.load(RolloutFlags.plain(RolloutFlags.CONTROL));
        evenkeel.evaluate(RolloutFlags.FLAG, ALICE);
        evenkeel.track("basket", 1, ALICE);
        assertThat(evenkeel.experiments())
                .extracting(ExperimentSummary::experiment)
                .isEmpty();
    }
}
