// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import static dev.evenkeel.engine.effectiveness.WeeklyFailureFixtures.WINDOW;
import static dev.evenkeel.engine.effectiveness.WeeklyFailureFixtures.evenlySpreadFailures;
import static dev.evenkeel.engine.effectiveness.WeeklyFailureFixtures.service;
import static dev.evenkeel.engine.effectiveness.WeeklyFailureFixtures.week;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.effectiveness.EffectStatement.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceErrorRateEffectTest {
    @ParameterizedTest
    @CsvSource({
        "5, 2, 0.40, 0.04, 2.44, NO_DIFFERENCE_SHOWN",
        "30, 12, 0.40, 0.19, 0.80, IMPROVED",
        "500, 200, 0.40, 0.34, 0.47, IMPROVED",
        "200, 500, 2.50, 2.12, 2.96, WORSE"
    })
    void comparesErrorRatesBeforeAndAfter(long before, long after, double ratio, double low, double high, Kind kind) {
        ServiceErrorRateEffect result =
                ServiceErrorRateEffect.of(WINDOW, evenlySpreadFailures("payments", before, after), List.of());
        BeforeAfterErrorRateRatio own = Objects.requireNonNull(result.ownRatio());

        assertThat(own.exact().ratio()).isEqualTo(ratio, within(1e-12));
        assertThat(own.exact().low()).isEqualTo(low, within(0.005));
        assertThat(own.exact().high()).isEqualTo(high, within(0.005));
        assertThat(own.dispersion().factor()).isEqualTo(1);
        assertThat(result.statement().kind()).isEqualTo(kind);
        assertThat(result.claim()).isEqualTo(own.widened());
    }

    /* Drift alone: 1.96 * 0.02 * sqrt(8 + 52 / 3) = 0.1973 on the log scale, beside log(0.4705 / 0.4) = 0.162. */
    @Test
    void widensIntervalForDrift() {
        BeforeAfterErrorRateRatio own = Objects.requireNonNull(
                ServiceErrorRateEffect.of(WINDOW, evenlySpreadFailures("payments", 500, 200), List.of())
                        .ownRatio());

        double chance = Math.log(own.exact().high() / 0.4);
        assertThat(chance).isEqualTo(0.165, within(0.005));
        assertThat(Math.log(own.widened().high() / 0.4)).isEqualTo(Math.hypot(chance, 0.1973), within(1e-4));
        assertThat(own.widened().low()).isBetween(0.30, 0.32);
    }

    /* Weeks of 0 and 20 in turn, 260 in all, vary by 10 in mean weeks of 10: 26 * 10^2 / 10 of 25, nothing after. */
    @Test
    void widensIntervalForWeeklyVariation() {
        ServiceErrorRateEffect result = ServiceErrorRateEffect.of(
                WINDOW, service("payments", week -> week < 0 ? week % 2 == 0 ? 20 : 0 : 4), List.of());
        BeforeAfterErrorRateRatio own = Objects.requireNonNull(result.ownRatio());

        assertThat(own.dispersion().weekly()).isEqualTo(260.0 / 50, within(1e-12));
        assertThat(own.dispersion().blocks()).isZero();
        double chance = Math.sqrt(5.2) * Math.log(own.exact().high() / 0.4);
        assertThat(own.widened().high()).isEqualTo(0.4 * Math.exp(Math.hypot(chance, 0.1973)), within(1e-4));
        assertThat(result.statement().sentence()).isEqualTo("failures fell to 0.40 of the earlier rate (0.22 to 0.70)");
    }

    @Test
    void excludesWeeksBetweenTriggerAndWork() {
        ServiceErrorRateEffect quiet =
                ServiceErrorRateEffect.of(WINDOW, service("payments", week -> week < 8 ? 20 : 8), List.of());
        ServiceErrorRateEffect loud = ServiceErrorRateEffect.of(
                WINDOW, service("payments", week -> week < 0 ? 20 : week < 8 ? 900 : 8), List.of());

        assertThat(loud).isEqualTo(quiet);
    }

    @Test
    void limitsBaselineToOneYear() {
        List<WeeklyFailedCallCount> long20 = IntStream.range(-80, 34)
                .mapToObj(week -> week(week, week < -52 ? 900 : 20, WeeklyFailureFixtures.CALLS))
                .toList();
        ServiceErrorRateEffect result =
                ServiceErrorRateEffect.of(WINDOW, new WeeklyFailedCallSeries("payments", long20), List.of());

        assertThat(Objects.requireNonNull(result.ownRatio()).before().calls())
                .isEqualTo(52 * WeeklyFailureFixtures.CALLS);
        assertThat(result.statement().kind()).isEqualTo(Kind.NO_DIFFERENCE_SHOWN);
        assertThat(result.statement().sentence())
                .startsWith("no significant difference: failures are 1.00 of the earlier rate (0.")
                .endsWith(", which includes no change");
    }

    @Test
    void returnsCannotTellWithShortBaseline() {
        assertThat(ServiceErrorRateEffect.of(WINDOW, constantFailures(-25, 34), List.of())
                        .statement())
                .isEqualTo(new EffectStatement(
                        Kind.CANNOT_TELL,
                        "insufficient data: the baseline before the trigger on 2026-01-05 has 25 weeks; at least 26 are"
                                + " required"));
    }

    @Test
    void returnsCannotTellWithShortFollowUp() {
        assertThat(ServiceErrorRateEffect.of(WINDOW, constantFailures(-26, 20), List.of())
                        .statement())
                .isEqualTo(new EffectStatement(
                        Kind.CANNOT_TELL,
                        "insufficient data: 12 weeks of data since the work took effect on 2026-03-02; at least 13"
                                + " are required"));
        assertThat(ServiceErrorRateEffect.of(WINDOW, constantFailures(-26, 21), List.of())
                        .statement()
                        .kind())
                .isEqualTo(Kind.NO_DIFFERENCE_SHOWN);
    }

    @Test
    void returnsCannotTellWithoutFailures() {
        assertThat(ServiceErrorRateEffect.of(WINDOW, evenlySpreadFailures("payments", 0, 0), List.of())
                        .statement())
                .isEqualTo(new EffectStatement(
                        Kind.CANNOT_TELL, "insufficient data: there were no failures before or after"));
    }

    /* Nothing after: 1 - 0.025^(1/260) = 0.014088 of all, odds 0.014289; times exp(0.1973) 0.0174. */
    @Test
    void boundsRatioWhenOneSideHasNoFailures() {
        ServiceErrorRateEffect result =
                ServiceErrorRateEffect.of(WINDOW, evenlySpreadFailures("payments", 260, 0), List.of());

        assertThat(result.statement().sentence())
                .isEqualTo("failures fell to 0.00 of the earlier rate (0.00 to 0.017)");
        assertThat(ServiceErrorRateEffect.of(WINDOW, evenlySpreadFailures("payments", 0, 260), List.of())
                        .statement())
                .isEqualTo(new EffectStatement(
                        Kind.WORSE, "failures rose to any number times the earlier rate (57.45 to any number)"));
    }

    @Test
    void comparesWithOtherServicesWhenAvailable() {
        WeeklyFailedCallSeries mended = evenlySpreadFailures("payments", 500, 200);

        ServiceErrorRateEffect alone = ServiceErrorRateEffect.of(
                WINDOW,
                mended,
                List.of(evenlySpreadFailures("ledger", 300, 300), evenlySpreadFailures("cards", 2_000, 2_000)));
        assertThat(alone.statement().kind()).isEqualTo(Kind.IMPROVED);
        assertThat(alone.statement().sentence())
                .isEqualTo("failures fell to 0.40 of the rate expected from ledger, cards (0.29 to 0.56)");

        ServiceErrorRateEffect together = ServiceErrorRateEffect.of(
                WINDOW,
                mended,
                List.of(evenlySpreadFailures("ledger", 300, 120), evenlySpreadFailures("cards", 2_000, 800)));
        assertThat(together.statement().kind()).isEqualTo(Kind.NO_DIFFERENCE_SHOWN);
        assertThat(Objects.requireNonNull(together.claim()).ratio()).isEqualTo(1, within(1e-9));
        assertThat(together.claim().low()).isBetween(0.6, 0.75);
    }

    /* Calls move from a service that fails in 1% to one that fails in 10%: each fails as it did. */
    @Test
    void ignoresTrafficShiftsBetweenComparisonServices() {
        WeeklyFailedCallSeries good = shiftingTraffic("good", 1_000, 200, 0.01);
        WeeklyFailedCallSeries bad = shiftingTraffic("bad", 200, 1_000, 0.1);
        ComparisonGroup comparison = Objects.requireNonNull(
                ServiceErrorRateEffect.of(WINDOW, evenlySpreadFailures("payments", 500, 500), List.of(good, bad))
                        .comparison());

        assertThat(Objects.requireNonNull(comparison.ratio()).exact().ratio()).isEqualTo(1, within(0.002));
    }

    @Test
    void reportsExcludedComparisonServicesWithReason() {
        List<WeeklyFailedCallCount> gap =
                new ArrayList<>(evenlySpreadFailures("ledger", 300, 300).weeks());
        gap.remove(3);
        ServiceErrorRateEffect result = ServiceErrorRateEffect.of(
                WINDOW,
                evenlySpreadFailures("payments", 500, 200),
                List.of(new WeeklyFailedCallSeries("ledger", gap), evenlySpreadFailures("cards", 0, 5)));

        assertThat(Objects.requireNonNull(result.comparison()).excluded())
                .containsExactly(
                        new ComparisonGroup.ExcludedService(
                                "ledger", "it lacks data in weeks in which the service has data"),
                        new ComparisonGroup.ExcludedService("cards", "its baseline has no failures"));
        assertThat(result.comparison().services()).isEmpty();
        assertThat(result.statement().sentence()).contains("of the earlier rate (no comparable service) (0.31");
    }

    @Test
    void rejectsServiceAsItsOwnComparison() {
        WeeklyFailedCallSeries payments = evenlySpreadFailures("payments", 500, 200);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceErrorRateEffect.of(WINDOW, payments, List.of(payments)))
                .withMessage("comparison services must be distinct and other services, got [payments, payments]");
    }

    @Test
    void rejectsInvalidWeeksAndWindows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> week(0, 3, 2))
                .withMessageContaining("2026-01-05 has 3 failures of 2 calls");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeeklyFailedCallSeries(
                        "payments", Stream.of(0, 0).map(at -> week(at, 1, 2)).toList()))
                .withMessageContaining("weeks of payments must be sorted, oldest first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BeforeAfterWindow(
                        WeeklyFailureFixtures.TRIGGER,
                        WeeklyFailureFixtures.TRIGGER,
                        WeeklyFailureFixtures.TRIGGER.plusDays(1)));
    }

    private static WeeklyFailedCallSeries constantFailures(int from, int to) {
        return new WeeklyFailedCallSeries(
                "payments",
                IntStream.range(from, to)
                        .mapToObj(at -> week(at, 10, WeeklyFailureFixtures.CALLS))
                        .toList());
    }

    private static WeeklyFailedCallSeries shiftingTraffic(String name, long before, long after, double rate) {
        return new WeeklyFailedCallSeries(
                name,
                IntStream.range(-26, 34)
                        .mapToObj(at -> {
                            long calls = at < 8 ? before : after;
                            return week(at, Math.round(calls * rate), calls);
                        })
                        .toList());
    }
}
