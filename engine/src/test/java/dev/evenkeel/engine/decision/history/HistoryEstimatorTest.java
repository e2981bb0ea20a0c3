// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.decision.QuantitySource;
import dev.evenkeel.engine.decision.ReadinessFactor;
import dev.evenkeel.engine.decision.RiskCaseFixtures;
import dev.evenkeel.engine.decision.history.HistoryEstimator.Estimate;
import dev.evenkeel.engine.decision.history.ServiceHistory.OutagePhase;
import dev.evenkeel.engine.decision.history.ServiceHistory.PastChange;
import dev.evenkeel.engine.decision.history.ServiceHistory.PastChangeResult;
import dev.evenkeel.engine.decision.history.ServiceHistory.PastMajorIncident;
import dev.evenkeel.engine.risk.BetaBinomialFit;
import dev.evenkeel.engine.risk.BetaValue;
import dev.evenkeel.engine.risk.CausePrior;
import dev.evenkeel.engine.risk.FailurePrior;
import dev.evenkeel.engine.risk.FixedValue;
import dev.evenkeel.engine.risk.LogisticFit;
import dev.evenkeel.engine.risk.LognormalValue;
import dev.evenkeel.engine.risk.NormalValue;
import dev.evenkeel.engine.risk.OccurrenceProbability;
import dev.evenkeel.engine.risk.OutageDurationPrior;
import dev.evenkeel.engine.risk.PublicDataset;
import dev.evenkeel.engine.risk.UncertainExposureProbability;
import dev.evenkeel.engine.technology.OperatingExperience;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryEstimatorTest {
    private static final LocalDate TODAY = RiskCaseFixtures.TODAY;
    private static final ServiceHistory HISTORY = history(
            changes(2, 3),
            List.of(
                    resolvedIncident(List.of("drift", "storm"), 25),
                    resolvedIncident(List.of("drift"), 31),
                    resolvedIncident(List.of("cut"), 40),
                    resolvedIncident(List.of(), 62),
                    resolvedIncident(List.of("drift", "storm", "cut", "clock"), 95),
                    resolvedIncident(List.of("cut"), 190),
                    new PastMajorIncident(TODAY, List.of("storm"), false, Map.of())));
    private static final HistoryEstimator ESTIMATOR = new HistoryEstimator(HISTORY);
    private static final NormalValue BELIEVED_EFFECT = new NormalValue(0, 0.1);

    private static ServiceHistory history(List<PastChange> changes, List<PastMajorIncident> incidents) {
        return new ServiceHistory(
                TODAY,
                "payments",
                52,
                changes,
                Map.of(),
                incidents,
                Map.of("old", new OperatingExperience(7_305, 1), "new", new OperatingExperience(0, 0)),
                List.of());
    }

    private static List<PastChange> changes(int failed, int clean) {
        List<PastChange> changes = new ArrayList<>();
        changes.addAll(Collections.nCopies(failed, new PastChange(TODAY, "move", PastChangeResult.FAILED, Map.of())));
        changes.addAll(Collections.nCopies(clean, new PastChange(TODAY, "move", PastChangeResult.CLEAN, Map.of())));
        return changes;
    }

    private static PastMajorIncident resolvedIncident(List<String> causes, double minutes) {
        return new PastMajorIncident(TODAY.minusDays(30), causes, true, Map.of(OutagePhase.WHOLE, minutes));
    }

    @Test
    void splitsIncidentEquallyAmongItsCauses() {
        Estimate drift = ESTIMATOR.estimateCauseChance("drift", CausePrior.JEFFREYS, new FixedValue(3), 2, "Ada");
        assertThat(drift.distribution()).isEqualTo(new OccurrenceProbability(0.5 + 0.5 + 1 + 0.25, 52, 6));
        assertThat(drift.origin().kind()).isEqualTo(QuantitySource.Kind.OWN_DATA);
        assertThat(drift.origin().description())
                .contains(
                        "1.75 of 6 tagged incidents in 52 weeks", "1 without a cause", "Jeffreys", "judgement of Ada");
    }

    @Test
    void includesMultiplierUncertaintyInChanceAndDescription() {
        var times = LognormalValue.between(1.5, 6);
        Estimate drift = ESTIMATOR.estimateCauseChance("drift", CausePrior.JEFFREYS, times, 2, "Ada");
        assertThat(drift.distribution())
                .isEqualTo(new UncertainExposureProbability(new OccurrenceProbability(2.25, 52, 2), times));
        assertThat(drift.origin().description()).contains("1.5 to 6 times as likely for 2 weeks, judgement of Ada");
        Estimate unseen = ESTIMATOR.estimateUnknownRisk("new", times, 2);
        assertThat(unseen.distribution()).isInstanceOf(UncertainExposureProbability.class);
    }

    @Test
    void scalesCausePriorByOwnIncidentRate() {
        OccurrenceProbability occurrenceProbability = (OccurrenceProbability) ESTIMATOR
                .estimateCauseChance("push", CausePrior.SRE_BINARY_PUSH, new FixedValue(1), 2, "Ada")
                .distribution();
        assertThat(occurrenceProbability.events()).isCloseTo(5 * 0.37, within(1e-12));
        assertThat(occurrenceProbability.watched()).isCloseTo(52 * (1 + 5 / 6.5), within(1e-9));
        double rate = occurrenceProbability.events() / occurrenceProbability.watched();
        assertThat(rate).as("below the share of all incidents").isLessThan(0.37 * 6.5 / 52);
    }

    /// Figures of the design: financial prior, today's changes.
    @Test
    void updatesFailurePriorWithOwnChanges() {
        assertMean(changes(2, 3), 0.33);
        assertMean(changes(0, 10), 0.031);
        assertMean(changes(3, 17), 0.152);
        assertMean(changes(8, 52), 0.135);
    }

    private static void assertMean(List<PastChange> changes, double mean) {
        Estimate failed = new HistoryEstimator(history(changes, List.of()))
                .estimateFailureChance("move", FailurePrior.FINANCIAL_SERVICES, null);
        assertThat(failed.distribution().mean()).isCloseTo(mean, within(0.0006 + 0.005 * mean));
        assertThat(failed.origin().description()).contains(" of " + changes.size() + " move changes", "DORA 2025");
    }

    @Test
    void requiresNamedJudgementForChangeKindWithoutHistory() {
        assertThatThrownBy(() -> ESTIMATOR.estimateFailureChance("swap", FailurePrior.ALL_INDUSTRIES, null))
                .hasMessageContaining("no swap changes")
                .hasMessageContaining("judgement: NAME");
        Estimate judged = ESTIMATOR.estimateFailureChance("swap", FailurePrior.ALL_INDUSTRIES, "Ada");
        assertThat(judged.distribution()).isEqualTo(FailurePrior.ALL_INDUSTRIES.distribution());
        assertThat(judged.origin().kind()).isEqualTo(QuantitySource.Kind.JUDGEMENT);
        assertThat(judged.origin().description()).startsWith("Ada; no swap changes");
    }

    @Test
    void ignoresOtherServicesWhenTooFew() {
        Estimate few = ESTIMATOR.estimateFailureChance("move", null, null);
        assertThat(few.origin().description()).contains("other services are too few");
    }

    @Test
    void usesOtherServicesAsPriorWhenEnoughExist() {
        Map<String, BetaBinomialFit.Group> others = new HashMap<>();
        List<Long> failed = List.of(6L, 9L, 1L, 12L, 0L, 3L);
        for (int i = 0; i < failed.size(); i++) {
            others.put("other " + i, new BetaBinomialFit.Group(failed.get(i), 50));
        }
        others.put("too small", new BetaBinomialFit.Group(9, 9));
        var history = new ServiceHistory(TODAY, "payments", 52, changes(2, 3), others, List.of(), Map.of(), List.of());
        Estimate many = new HistoryEstimator(history).estimateFailureChance(ServiceHistory.ANY_KIND, null, null);
        assertThat(many.origin().description()).contains("6 other services");
        BetaValue betaValue = (BetaValue) many.distribution();
        assertThat(betaValue.weight()).isGreaterThan(10);
        assertThat(betaValue.mean()).isBetween(31.0 / 300, 2.0 / 5);
    }

    @Test
    void estimatesMajorChanceAmongFailedChanges() {
        List<PastChange> changes = new ArrayList<>(changes(1, 4));
        changes.add(new PastChange(TODAY, "move", PastChangeResult.MAJOR, Map.of()));
        Estimate major = new HistoryEstimator(history(changes, List.of())).estimateMajorChance("service", null);
        assertThat(major.distribution()).isEqualTo(new BetaValue(1.5, 2.5));
        assertThat(major.origin().description()).contains("1 of 2 failed service changes", "an assumption of Evenkeel");
    }

    /// Figures of the design: 25 to 190 minutes on top of the post-mortems give 19, 80 and 334.
    @Test
    void updatesPublishedOutagePriorWithOwnCompletedOutages() {
        Estimate whole = ESTIMATOR.estimateOutageMinutes(OutagePhase.WHOLE, OutageDurationPrior.ISSRE_WHOLE);
        assertThat(whole.distribution().quantile(0.1)).isCloseTo(19, within(0.5));
        assertThat(whole.distribution().quantile(0.5)).isCloseTo(80, within(0.5));
        assertThat(whole.distribution().quantile(0.9)).isCloseTo(334, within(1.0));
        assertThat(whole.origin().description())
                .contains("6 own outages", "1 ongoing excluded", "354 public post-mortems");
    }

    @Test
    void usesPublishedOutagePriorWithoutOwnDurations() {
        Estimate none = ESTIMATOR.estimateOutageMinutes(OutagePhase.DETECT, OutageDurationPrior.ISSRE_DETECT);
        assertThat(none.origin().kind()).isEqualTo(QuantitySource.Kind.PUBLISHED);
        assertThat(none.distribution().quantile(0.5)).isCloseTo(Math.exp(2.142), within(1e-6));
    }

    @Test
    void lowersUnknownRiskWithOperatingExperience() {
        Estimate fresh = ESTIMATOR.estimateUnknownRisk("new", new FixedValue(1), 2);
        Estimate old = ESTIMATOR.estimateUnknownRisk("old", new FixedValue(1), 2);
        assertThat(fresh.distribution()).isEqualTo(new OccurrenceProbability(0.5, 730.5, 336));
        assertThat(fresh.distribution().mean()).isCloseTo(0.172, within(0.0005));
        assertThat(old.distribution()).isEqualTo(new OccurrenceProbability(1.5, 8_035.5, 336));
        assertThat(old.distribution().mean()).isCloseTo(0.0597, within(0.0005));
        assertThatThrownBy(() -> ESTIMATOR.estimateUnknownRisk("rust", new FixedValue(1), 2))
                .hasMessageContaining("technologies: [new, old]");
    }

    /// O-rings of the shuttle: 7 of 23 flights had damage, too few.
    @Test
    void usesJudgmentWithFewerThanTenFailures() throws IOException {
        HistoryEstimator.FactorEffect few = estimateEffectOfTemperature(1);
        assertThat(few.estimate().distribution()).isEqualTo(BELIEVED_EFFECT);
        assertThat(few.estimate().origin().kind()).isEqualTo(QuantitySource.Kind.JUDGEMENT);
        assertThat(few.estimate().origin().description()).startsWith("Ada; only 7 of 23 flight changes");
        assertThat(few.observed()).isEqualTo(new ReadinessFactor.ObservedRange(53, 81));
    }

    /// The same flights twice have 14 failures.
    @Test
    void fitsEffectWithTenChangesPerOutcome() throws IOException {
        PublicDataset flights = PublicDataset.read("orings.csv", 23);
        HistoryEstimator.FactorEffect enough = estimateEffectOfTemperature(2);
        NormalValue normalValue = (NormalValue) enough.estimate().distribution();
        LogisticFit fit = LogisticFit.fitFirth(
                repeatTwice(flights.numbers("temperature_f")), repeatTwice(flights.numbers("any_damage")));
        double weight = 1 / (1 + Math.pow(fit.slopeError() / 0.1, 2));
        assertThat(fit.slope()).isBetween(-0.24, -0.18);
        assertThat(normalValue.mean()).isCloseTo(weight * fit.slope(), within(1e-9));
        assertThat(normalValue.deviation()).isCloseTo(fit.slopeError() * Math.sqrt(weight), within(1e-9));
        assertThat(enough.estimate().origin().description()).startsWith("14 of 46 flight changes");
    }

    @Test
    void reportsNoObservedRangeWithoutMeasurements() {
        assertThat(ESTIMATOR
                        .estimateEffect("degrees", "move", BELIEVED_EFFECT, "Ada")
                        .observed())
                .isNull();
    }

    private static HistoryEstimator.FactorEffect estimateEffectOfTemperature(int times) throws IOException {
        PublicDataset flights = PublicDataset.read("orings.csv", 23);
        List<PastChange> changes =
                flightChanges(flights.numbers("temperature_f"), flights.numbers("any_damage"), times);
        return new HistoryEstimator(history(changes, List.of()))
                .estimateEffect("degrees", "flight", BELIEVED_EFFECT, "Ada");
    }

    private static double[] repeatTwice(double[] values) {
        return IntStream.range(0, 2 * values.length)
                .mapToDouble(i -> values[i % values.length])
                .toArray();
    }

    private static List<PastChange> flightChanges(double[] degrees, double[] damage, int times) {
        List<PastChange> flown = new ArrayList<>();
        for (int i = 0; i < times * degrees.length; i++) {
            int flight = i % degrees.length;
            PastChangeResult outcome = damage[flight] > 0 ? PastChangeResult.FAILED : PastChangeResult.CLEAN;
            flown.add(new PastChange(TODAY, "flight", outcome, Map.of("degrees", degrees[flight])));
        }
        return flown;
    }

    @Test
    void usesInjectedFaultsOnlyForDetectionTime() {
        var known = new ServiceHistory(
                TODAY, "payments", 52, List.of(), Map.of(), List.of(), Map.of(), List.of(0.5, 0.4, 0.6));
        Estimate detect =
                new HistoryEstimator(known).estimateOutageMinutes(OutagePhase.DETECT, OutageDurationPrior.ISSRE_DETECT);
        assertThat(detect.origin().description())
                .startsWith("0 own outages with known duration (detect) and 3 injected faults");
        assertThat(detect.distribution().quantile(0.5))
                .isLessThan(OutageDurationPrior.ISSRE_DETECT.distribution().quantile(0.5) / 2);
        Estimate whole =
                new HistoryEstimator(known).estimateOutageMinutes(OutagePhase.WHOLE, OutageDurationPrior.ISSRE_WHOLE);
        assertThat(whole.origin().description()).startsWith("0 own outages with known duration (whole); ");
    }

    @Test
    void rejectsInconsistentHistory() {
        assertThatThrownBy(() -> new ServiceHistory(
                        TODAY,
                        "payments",
                        1,
                        List.of(new PastChange(TODAY.plusDays(1), "service", PastChangeResult.CLEAN, Map.of())),
                        Map.of("payments", new BetaBinomialFit.Group(1, 2)),
                        List.of(resolvedIncident(List.of(), 1)),
                        Map.of(),
                        List.of(0.0)))
                .hasMessageContaining("a change is dated 2026-11-27, after 2026-11-26")
                .hasMessageContaining("can be named service")
                .hasMessageContaining("payments must not be one of the other services")
                .hasMessageContaining("before the observed weeks");
        assertThatThrownBy(() -> new PastMajorIncident(TODAY, List.of(), false, Map.of(OutagePhase.WHOLE, 3.0)))
                .hasMessageContaining("must not have minutes");
        assertThatThrownBy(() -> resolvedIncident(List.of(), 0)).hasMessageContaining("above 0");
    }
}
