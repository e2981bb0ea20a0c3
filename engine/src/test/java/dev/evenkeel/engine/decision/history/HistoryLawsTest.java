// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.decision.Cases;
import dev.evenkeel.engine.decision.Origin;
import dev.evenkeel.engine.decision.Readiness;
import dev.evenkeel.engine.decision.history.HistoryLaws.Known;
import dev.evenkeel.engine.decision.history.OwnHistory.Outcome;
import dev.evenkeel.engine.decision.history.OwnHistory.OwnIncident;
import dev.evenkeel.engine.decision.history.OwnHistory.Part;
import dev.evenkeel.engine.decision.history.OwnHistory.PastChange;
import dev.evenkeel.engine.risk.BetaBinomialFit;
import dev.evenkeel.engine.risk.BetaLaw;
import dev.evenkeel.engine.risk.CausePrior;
import dev.evenkeel.engine.risk.FailurePrior;
import dev.evenkeel.engine.risk.FixedNumber;
import dev.evenkeel.engine.risk.LogisticFit;
import dev.evenkeel.engine.risk.LognormalLaw;
import dev.evenkeel.engine.risk.MultipliedChance;
import dev.evenkeel.engine.risk.NormalLaw;
import dev.evenkeel.engine.risk.OutagePrior;
import dev.evenkeel.engine.risk.RateChance;
import dev.evenkeel.engine.risk.RiskData;
import dev.evenkeel.engine.technology.Experience;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryLawsTest {
    private static final LocalDate TODAY = Cases.TODAY;
    private static final OwnHistory HISTORY = history(
            changes(2, 3),
            List.of(
                    over(List.of("drift", "storm"), 25),
                    over(List.of("drift"), 31),
                    over(List.of("cut"), 40),
                    over(List.of(), 62),
                    over(List.of("drift", "storm", "cut", "clock"), 95),
                    over(List.of("cut"), 190),
                    new OwnIncident(TODAY, List.of("storm"), false, Map.of())));
    private static final HistoryLaws LAWS = new HistoryLaws(HISTORY);

    private static OwnHistory history(List<PastChange> changes, List<OwnIncident> incidents) {
        return new OwnHistory(
                TODAY,
                "payments",
                52,
                changes,
                Map.of(),
                incidents,
                Map.of("old", new Experience(7_305, 1), "new", new Experience(0, 0)),
                List.of());
    }

    private static List<PastChange> changes(int failed, int clean) {
        List<PastChange> changes = new ArrayList<>();
        changes.addAll(Collections.nCopies(failed, new PastChange(TODAY, "move", Outcome.FAILED, Map.of())));
        changes.addAll(Collections.nCopies(clean, new PastChange(TODAY, "move", Outcome.CLEAN, Map.of())));
        return changes;
    }

    private static OwnIncident over(List<String> causes, double minutes) {
        return new OwnIncident(TODAY.minusDays(30), causes, true, Map.of(Part.WHOLE, minutes));
    }

    @Test
    void anIncidentWithManyCausesCountsItsPartInEach() {
        Known drift = LAWS.cause("drift", CausePrior.JEFFREYS, new FixedNumber(3), 2, "Ada");
        assertThat(drift.law()).isEqualTo(new RateChance(0.5 + 0.5 + 1 + 0.25, 52, 6));
        assertThat(drift.origin().kind()).isEqualTo(Origin.Kind.OWN_DATA);
        assertThat(drift.origin().words())
                .contains("1.8 of 6 tagged incidents in 52 weeks", "1 without a cause", "Jeffreys", "judgement of Ada");
    }

    @Test
    void doubtAboutTheMultiplierIsPartOfTheChanceAndOfItsWords() {
        var times = LognormalLaw.between(1.5, 6);
        Known drift = LAWS.cause("drift", CausePrior.JEFFREYS, times, 2, "Ada");
        assertThat(drift.law()).isEqualTo(new MultipliedChance(new RateChance(2.25, 52, 2), times));
        assertThat(drift.origin().words()).contains("1.5 to 6.0 times as likely for 2 weeks, judgement of Ada");
        Known unseen = LAWS.unknown("new", times, 2);
        assertThat(unseen.law()).isInstanceOf(MultipliedChance.class);
    }

    @Test
    void aCausesPriorIsAShareOfTheOwnRate() {
        RateChance law = (RateChance) LAWS.cause("push", CausePrior.SRE_BINARY_PUSH, new FixedNumber(1), 2, "Ada")
                .law();
        assertThat(law.events()).isCloseTo(5 * 0.37, within(1e-12));
        assertThat(law.watched()).isCloseTo(52 * (1 + 5 / 6.5), within(1e-9));
        double rate = law.events() / law.watched();
        assertThat(rate).as("below the share of all").isLessThan(0.37 * 6.5 / 52);
    }

    /// Figures of the design: financial prior, today's changes.
    @Test
    void ownChangesMoveWhatWasBelieved() {
        assertMean(changes(2, 3), 0.33);
        assertMean(changes(0, 10), 0.031);
        assertMean(changes(3, 17), 0.152);
        assertMean(changes(8, 52), 0.135);
    }

    private static void assertMean(List<PastChange> changes, double mean) {
        Known failed =
                new HistoryLaws(history(changes, List.of())).failed("move", FailurePrior.FINANCIAL_SERVICES, null);
        assertThat(failed.law().mean()).isCloseTo(mean, within(0.0006 + 0.005 * mean));
        assertThat(failed.origin().words()).contains(" of " + changes.size() + " move changes", "DORA 2025");
    }

    @Test
    void aKindThatWasNeverMadeIsAJudgementWithAName() {
        assertThatThrownBy(() -> LAWS.failed("swap", FailurePrior.ALL_INDUSTRIES, null))
                .hasMessageContaining("no swap changes")
                .hasMessageContaining("judgement: NAME");
        Known judged = LAWS.failed("swap", FailurePrior.ALL_INDUSTRIES, "Ada");
        assertThat(judged.law()).isEqualTo(FailurePrior.ALL_INDUSTRIES.law());
        assertThat(judged.origin().kind()).isEqualTo(Origin.Kind.JUDGEMENT);
        assertThat(judged.origin().words()).startsWith("Ada; no swap changes");
    }

    @Test
    void otherServicesAreThePriorWhenThereAreEnough() {
        Known few = LAWS.failed("move", null, null);
        assertThat(few.origin().words()).contains("other services are too few");
        Map<String, BetaBinomialFit.Group> others = new HashMap<>();
        List<Long> failed = List.of(6L, 9L, 1L, 12L, 0L, 3L);
        for (int i = 0; i < failed.size(); i++) {
            others.put("other " + i, new BetaBinomialFit.Group(failed.get(i), 50));
        }
        others.put("too small", new BetaBinomialFit.Group(9, 9));
        var history = new OwnHistory(TODAY, "payments", 52, changes(2, 3), others, List.of(), Map.of(), List.of());
        Known many = new HistoryLaws(history).failed(OwnHistory.ANY_KIND, null, null);
        assertThat(many.origin().words()).contains("6 other services");
        BetaLaw law = (BetaLaw) many.law();
        assertThat(law.weight()).isGreaterThan(10);
        assertThat(law.mean()).isBetween(31.0 / 300, 2.0 / 5);
    }

    @Test
    void majorsAreCountedAmongThoseThatFailed() {
        List<PastChange> changes = new ArrayList<>(changes(1, 4));
        changes.add(new PastChange(TODAY, "move", Outcome.MAJOR, Map.of()));
        Known major = new HistoryLaws(history(changes, List.of())).majorGivenFailed("service", null);
        assertThat(major.law()).isEqualTo(new BetaLaw(1.5, 2.5));
        assertThat(major.origin().words()).contains("1 of 2 failed service changes", "an assumption of ours");
    }

    /// Figures of the design: 25 to 190 minutes on top of the post-mortems give 19, 80 and 334.
    @Test
    void ownOutagesShrinkWhatWasPublishedAndOpenOnesAreLeftOut() {
        Known whole = LAWS.minutes(Part.WHOLE, OutagePrior.ISSRE_WHOLE);
        assertThat(whole.law().quantile(0.1)).isCloseTo(19, within(0.5));
        assertThat(whole.law().quantile(0.5)).isCloseTo(80, within(0.5));
        assertThat(whole.law().quantile(0.9)).isCloseTo(334, within(1.0));
        assertThat(whole.origin().words()).contains("6 own outages", "1 open left out", "354 public post-mortems");
        Known none = LAWS.minutes(Part.DETECT, OutagePrior.ISSRE_DETECT);
        assertThat(none.origin().kind()).isEqualTo(Origin.Kind.PUBLISHED);
        assertThat(none.law().quantile(0.5)).isCloseTo(Math.exp(2.142), within(1e-6));
    }

    @Test
    void runningATechnologyMakesWhatIsUnknownLessLikely() {
        Known fresh = LAWS.unknown("new", new FixedNumber(1), 2);
        Known old = LAWS.unknown("old", new FixedNumber(1), 2);
        assertThat(fresh.law()).isEqualTo(new RateChance(0.5, 730.5, 336));
        assertThat(fresh.law().mean()).isCloseTo(0.172, within(0.0005));
        assertThat(old.law()).isEqualTo(new RateChance(1.5, 8_035.5, 336));
        assertThat(old.law().mean()).isCloseTo(0.0597, within(0.0005));
        assertThatThrownBy(() -> LAWS.unknown("rust", new FixedNumber(1), 2))
                .hasMessageContaining("it knows [new, old]");
    }

    /// O-rings of the shuttle: 7 of 23 flights had damage, too few; the same flights twice have 14.
    @Test
    void tenOfEachSayWhatAFactorDoes() throws IOException {
        RiskData flights = RiskData.read("orings.csv", 23);
        double[] degrees = flights.numbers("temperature_f");
        double[] damage = flights.numbers("any_damage");
        var believed = new NormalLaw(0, 0.1);
        HistoryLaws.Effect few = new HistoryLaws(history(flown(degrees, damage, 1), List.of()))
                .effect("degrees", "flight", believed, "Ada");
        assertThat(few.known().law()).isEqualTo(believed);
        assertThat(few.known().origin().kind()).isEqualTo(Origin.Kind.JUDGEMENT);
        assertThat(few.known().origin().words()).startsWith("Ada; only 7 of 23 flight changes");
        assertThat(few.seen()).isEqualTo(new Readiness.Seen(53, 81));
        HistoryLaws.Effect enough = new HistoryLaws(history(flown(degrees, damage, 2), List.of()))
                .effect("degrees", "flight", believed, "Ada");
        NormalLaw law = (NormalLaw) enough.known().law();
        LogisticFit fit = LogisticFit.firth(twice(degrees), twice(damage));
        double weight = 1 / (1 + Math.pow(fit.slopeError() / 0.1, 2));
        assertThat(fit.slope()).isBetween(-0.24, -0.18);
        assertThat(law.mean()).isCloseTo(weight * fit.slope(), within(1e-9));
        assertThat(law.deviation()).isCloseTo(fit.slopeError() * Math.sqrt(weight), within(1e-9));
        assertThat(enough.known().origin().words()).startsWith("14 of 46 flight changes");
        assertThat(LAWS.effect("degrees", "move", believed, "Ada").seen()).isNull();
    }

    private static double[] twice(double[] values) {
        return IntStream.range(0, 2 * values.length)
                .mapToDouble(i -> values[i % values.length])
                .toArray();
    }

    private static List<PastChange> flown(double[] degrees, double[] damage, int times) {
        List<PastChange> flown = new ArrayList<>();
        for (int i = 0; i < times * degrees.length; i++) {
            int flight = i % degrees.length;
            Outcome outcome = damage[flight] > 0 ? Outcome.FAILED : Outcome.CLEAN;
            flown.add(new PastChange(TODAY, "flight", outcome, Map.of("degrees", degrees[flight])));
        }
        return flown;
    }

    @Test
    void faultsThatWereInjectedSayHowSoonOneNoticesAndNothingElse() {
        var known =
                new OwnHistory(TODAY, "payments", 52, List.of(), Map.of(), List.of(), Map.of(), List.of(0.5, 0.4, 0.6));
        Known detect = new HistoryLaws(known).minutes(Part.DETECT, OutagePrior.ISSRE_DETECT);
        assertThat(detect.origin().words())
                .startsWith("0 own outages with known minutes (detect) and 3 faults injected");
        assertThat(detect.law().quantile(0.5))
                .isLessThan(OutagePrior.ISSRE_DETECT.law().quantile(0.5) / 2);
        Known whole = new HistoryLaws(known).minutes(Part.WHOLE, OutagePrior.ISSRE_WHOLE);
        assertThat(whole.origin().words()).startsWith("0 own outages with known minutes (whole); ");
    }

    @Test
    void refusesAHistoryThatCannotBe() {
        assertThatThrownBy(() -> new OwnHistory(
                        TODAY,
                        "payments",
                        1,
                        List.of(new PastChange(TODAY.plusDays(1), "service", Outcome.CLEAN, Map.of())),
                        Map.of("payments", new BetaBinomialFit.Group(1, 2)),
                        List.of(over(List.of(), 1)),
                        Map.of(),
                        List.of(0.0)))
                .hasMessageContaining("a change is of 2026-11-27, after 2026-11-26")
                .hasMessageContaining("may be called service")
                .hasMessageContaining("payments is among the other services")
                .hasMessageContaining("before the weeks that were watched");
        assertThatThrownBy(() -> new OwnIncident(TODAY, List.of(), false, Map.of(Part.WHOLE, 3.0)))
                .hasMessageContaining("no minutes yet");
        assertThatThrownBy(() -> over(List.of(), 0)).hasMessageContaining("above 0");
    }
}
