// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.experiment.ExperimentGoal.SingleUnitMetricTotals;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import dev.evenkeel.engine.validation.ValidationError;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExperimentAccumulatorTest {
    private static final ExperimentGoal BUY =
            new ExperimentGoal("buy", GoalKind.CONVERSION, 1, ImprovementDirection.HIGHER);
    private static final ExperimentGoal BASKET =
            new ExperimentGoal("basket", GoalKind.VALUE, 200, ImprovementDirection.HIGHER);
    private static final ExperimentGoal CALL =
            new ExperimentGoal(ExperimentGoal.CALL, GoalKind.DURATION, 1_000, ImprovementDirection.LOWER);
    private static final ExperimentDecisionRule RULE = new ExperimentDecisionRule(0, 0, Duration.ofDays(28));
    private static final ExperimentPlan THREE_VARIANTS = plan(parts("40", "30", "30"), BUY);

    private static ExperimentPlan plan(List<VariantShare> parts, ExperimentGoal... goals) {
        return new ExperimentPlan(
                parts, List.of(goals), BigDecimal.valueOf(95), RULE, Duration.ofDays(1), 40_000, null);
    }

    private static List<VariantShare> parts(String... shares) {
        return IntStream.range(0, shares.length)
                .mapToObj(i -> new VariantShare("v" + i, Percent.parse(shares[i])))
                .toList();
    }

    private static ExperimentUnitResult unit(int variant, String metric, long events, double total) {
        return new ExperimentUnitResult(
                variant,
                Double.NaN,
                events == 0 ? Map.of() : Map.of(metric, new SingleUnitMetricTotals(events, total)));
    }

    /// Units by the shares of the plan, each buying with its variant's chance.
    private static ExperimentAccumulator run(ExperimentPlan plan, int units, long seed, double... chances) {
        var random = new SplittableRandom(seed);
        var analysis = new ExperimentAccumulator(plan);
        long[] exposed = new long[chances.length];
        for (int i = 0; i < units; i++) {
            int point = random.nextInt(10_000);
            int variant = 0;
            while (point >= plan.parts().get(variant).share().basisPoints()) {
                point -= plan.parts().get(variant).share().basisPoints();
                variant++;
            }
            exposed[variant]++;
            analysis.addUnit(unit(variant, "buy", random.nextDouble() < chances[variant] ? 1 : 0, 1));
        }
        analysis.addExposures(exposed);
        return analysis;
    }

    @Test
    @Clause("EXPERIMENT-2")
    void scoresOutcomesByGoalKind() {
        assertThat(BUY.score(new SingleUnitMetricTotals(3, 0))).isEqualTo(1);
        assertThat(BUY.score(SingleUnitMetricTotals.NOTHING)).isZero();
        assertThat(BASKET.score(new SingleUnitMetricTotals(2, 50))).isEqualTo(0.25);
        assertThat(BASKET.score(new SingleUnitMetricTotals(2, 500))).isEqualTo(1);
        assertThat(BASKET.score(new SingleUnitMetricTotals(1, -5))).isZero();
        assertThat(BASKET.score(SingleUnitMetricTotals.NOTHING)).isZero();
        assertThat(CALL.score(new SingleUnitMetricTotals(4, 800))).isEqualTo(0.2);
        assertThat(CALL.score(SingleUnitMetricTotals.NOTHING)).isNaN();
    }

    @Test
    @Clause("EXPERIMENT-3")
    void usesExactIntervalUntilSampleIsLargeEnough() {
        ExperimentPlan plan = plan(parts("50", "50"), BUY);
        TreatmentEffect few =
                run(plan, 4_000, 1, 0.1, 0.13).results().primary().effects().getFirst();
        assertThat(few.sampleSize().isSufficient()).isFalse();
        assertThat(few.sampleSize().missingUnits()).isBetween(7_900L, 8_100L);
        TreatmentEffect many =
                run(plan, 40_000, 1, 0.1, 0.13).results().primary().effects().getFirst();
        assertThat(many.sampleSize().isSufficient()).isTrue();
        assertThat(many.estimate()).isCloseTo(0.03, within(0.01));
        assertThat(many.low()).isLessThan(many.estimate()).isPositive();
        assertThat(many.high() - many.low()).isLessThan(few.high() - few.low());
    }

    @Test
    @Clause("EXPERIMENT-3")
    void requiresMinimumOutcomesForLargeSampleInterval() {
        TreatmentEffect rare = run(plan(parts("50", "50"), BUY), 40_000, 2, 0.001, 0.001)
                .results()
                .primary()
                .effects()
                .getFirst();
        assertThat(rare.sampleSize().missingUnits()).isZero();
        assertThat(rare.sampleSize().missingOutcomes()).isPositive();
    }

    @Test
    @Clause("EXPERIMENT-3")
    void requiresMinimumOutcomeSumForUnevenShares() {
        VariantTotals few = new VariantTotals(20_000, 60, 200, 0);
        VariantTotals many = new VariantTotals(180_000, 540, 1_800, 0);
        assertThat(LargeSampleCheck.of(few, few, new CandidateShare(0.5, 0.5)).isSufficient())
                .isTrue();
        LargeSampleCheck uneven = LargeSampleCheck.of(many, few, new CandidateShare(0.1, 0.9));
        assertThat(uneven.isSufficient()).isFalse();
        assertThat(uneven.missingSum()).isCloseTo(4, within(1e-9));
        assertThat(LargeSampleCheck.of(many, new VariantTotals(20_000, 64.1, 200, 0), new CandidateShare(0.1, 0.9))
                        .isSufficient())
                .isTrue();
    }

    @Test
    void formatsMissingOutcomeSum() {
        var few = new VariantTotals(20_000, 60, 200, 0);
        var many = new VariantTotals(180_000, 540, 1_800, 0);
        LargeSampleCheck uneven = LargeSampleCheck.of(many, few, new CandidateShare(0.1, 0.9));
        TreatmentEffect effect = new TreatmentEffect(1, 0, -1, 1, uneven, 0);
        assertThat(new ExperimentFormatter(plan(parts("90", "10"), BUY)).formatMethod(effect))
                .endsWith("when the smaller variant has outcomes worth 4 times the cap more");
    }

    @Test
    @Clause("EXPERIMENT-4")
    void shipsBetterTreatment() {
        ExperimentResults better = runThreeVariants(0.1, 0.1, 0.13);
        assertThat(ExperimentConclusion.evaluate(THREE_VARIANTS, better, Duration.ZERO))
                .isEqualTo(new ExperimentConclusion(ExperimentVerdict.SHIP, 2));
    }

    @Test
    @Clause("EXPERIMENT-4")
    void stopsWhenEveryTreatmentIsWorse() {
        ExperimentResults worse = runThreeVariants(0.1, 0.07, 0.07);
        assertThat(ExperimentConclusion.evaluate(THREE_VARIANTS, worse, Duration.ZERO))
                .isEqualTo(new ExperimentConclusion(ExperimentVerdict.STOP, 0));
    }

    @Test
    @Clause("EXPERIMENT-4")
    void isInconclusiveAfterMaximumDuration() {
        ExperimentResults same = runThreeVariants(0.1, 0.1, 0.1);
        assertThat(ExperimentConclusion.evaluate(THREE_VARIANTS, same, Duration.ofDays(27))
                        .verdict())
                .isEqualTo(ExperimentVerdict.RUNNING);
        assertThat(ExperimentConclusion.evaluate(THREE_VARIANTS, same, Duration.ofDays(28))
                        .verdict())
                .isEqualTo(ExperimentVerdict.INCONCLUSIVE);
    }

    @Test
    void formatsShipConclusion() {
        ExperimentResults better = runThreeVariants(0.1, 0.1, 0.13);
        assertThat(new ExperimentFormatter(THREE_VARIANTS)
                        .formatConclusion(new ExperimentConclusion(ExperimentVerdict.SHIP, 2), better))
                .startsWith("v2 can be shipped: its effect on buy is +")
                .contains(" points at 95%");
    }

    private static ExperimentResults runThreeVariants(double... chances) {
        return run(THREE_VARIANTS, 100_000, 3, chances).results();
    }

    @Test
    @Clause("EXPERIMENT-4")
    void shipsVariantThatDecreasesLowerIsBetterGoal() {
        ExperimentPlan plan = plan(parts("50", "50"), CALL);
        var analysis = new ExperimentAccumulator(plan);
        for (int i = 0; i < 30_000; i++) {
            analysis.addUnit(unit(i % 2, ExperimentGoal.CALL, 1, i % 2 == 0 ? 300 : 200));
        }
        assertThat(ExperimentConclusion.evaluate(plan, analysis.results(), Duration.ZERO))
                .isEqualTo(new ExperimentConclusion(ExperimentVerdict.SHIP, 1));
        assertThat(analysis.results().primary().mean(0)).isCloseTo(300, within(1e-6));
    }

    @Test
    @Clause("EXPERIMENT-5")
    void suspendsPermanentlyOnSampleRatioMismatch() {
        ExperimentPlan plan = plan(parts("50", "50"), BUY);
        ExperimentAccumulator analysis = run(plan, 40_000, 4, 0.1, 0.2);
        analysis.addExposures(new long[] {3_000, 0});
        ExperimentResults results = analysis.results();
        assertThat(results.alarm()).contains("are not split as planned", "planned 50% and 50%");
        assertThat(ExperimentConclusion.evaluate(plan, results, Duration.ZERO).verdict())
                .isEqualTo(ExperimentVerdict.SUSPENDED);
        analysis.addExposures(new long[] {0, 3_000});
        assertThat(analysis.results().alarm()).isEqualTo(results.alarm());
    }

    @Test
    @Clause("EXPERIMENT-5")
    void raisesAlarmWhenOneVariantLacksOutcomes() {
        ExperimentPlan plan = plan(parts("50", "50"), CALL);
        var analysis = new ExperimentAccumulator(plan);
        for (int i = 0; i < 10_000; i++) {
            analysis.addUnit(unit(i % 2, ExperimentGoal.CALL, i % 4 == 1 ? 0 : 1, 100));
        }
        assertThat(analysis.results().alarm()).startsWith("Units with an outcome of @call");
    }

    @Test
    @Clause("EXPERIMENT-6")
    void resumesFromStoredState() {
        ExperimentPlan plan = plan(parts("40", "30", "30"), BUY, BASKET);
        ExperimentAccumulator whole = run(plan, 3_000, 5, 0.1, 0.2, 0.3);
        var resumed = new ExperimentAccumulator(plan);
        resumed.restore(whole.state());
        whole.addUnit(unit(1, "basket", 2, 70));
        resumed.addUnit(unit(1, "basket", 2, 70));
        assertThat(resumed.results()).isEqualTo(whole.results());
        assertThatThrownBy(() -> new ExperimentAccumulator(plan(parts("50", "50"), BUY)).restore(whole.state()))
                .hasMessageContaining("a different plan");
    }

    @Test
    @Clause("EXPERIMENT-1")
    void reportsAllPlanErrorsAtOnce() {
        assertThatThrownBy(() -> new ExperimentPlan(
                        List.of(new VariantShare("a", new Percent(5_000)), new VariantShare("a", Percent.NONE)),
                        List.of(
                                new ExperimentGoal("2x", GoalKind.VALUE, 0, ImprovementDirection.HIGHER),
                                new ExperimentGoal(
                                        ExperimentGoal.CALL, GoalKind.CONVERSION, 1, ImprovementDirection.HIGHER)),
                        BigDecimal.valueOf(30),
                        new ExperimentDecisionRule(0, 1, Duration.ofDays(400)),
                        Duration.ZERO,
                        0,
                        " "))
                .isInstanceOfSatisfying(
                        InvalidDocumentException.class,
                        e -> assertThat(e.errors())
                                .extracting(ValidationError::pointer)
                                .contains(
                                        "/variants/1/variant",
                                        "/variants/1/share",
                                        "/variants",
                                        "/goals/0/metric",
                                        "/goals/0/cap",
                                        "/goals/1/kind",
                                        "/confidence",
                                        "/rule/stopBelow",
                                        "/rule/maxDuration",
                                        "/window",
                                        "/expectedUnits",
                                        "/covariate"));
    }

    @Test
    @Clause("EXPERIMENT-7")
    void formatsEffectsWithMarginAndConfidence() {
        ExperimentPlan plan = plan(parts("50", "50"), BUY);
        var words = new ExperimentFormatter(plan);
        GoalResults goalResults = run(plan, 4_000, 1, 0.1, 0.13).results().primary();
        TreatmentEffect effect = goalResults.effects().getFirst();
        assertThat(words.formatEffect(BUY, effect, goalResults)).contains("% on v0, ", " points at 95%: ");
        assertThat(words.formatMethod(effect)).startsWith("exact interval").contains("units");
        assertThat(words.formatRule())
                .isEqualTo("Ship a treatment once its gain in buy is proven to be above 0 points; stop once the gain"
                        + " of every"
                        + " treatment is proven to be below 0 points; end after 28 days.");
    }
}
