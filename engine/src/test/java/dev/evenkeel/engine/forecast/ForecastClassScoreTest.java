// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.forecast.ForecastLedgerEntry.State;
import dev.evenkeel.engine.forecast.Prediction.Probability;
import dev.evenkeel.engine.forecast.Prediction.Quantile;
import dev.evenkeel.engine.forecast.Prediction.Quantiles;
import dev.evenkeel.engine.risk.PublicDataset;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForecastClassScoreTest {
    private static final Instant MADE = Instant.parse("2026-01-05T09:00:00Z");
    private static final Instant HORIZON = MADE.plus(Duration.ofDays(90));
    private static final Instant RESOLVE_BY = HORIZON.plus(Duration.ofDays(7));
    private static final Instant LATER = RESOLVE_BY.plus(Duration.ofDays(1));

    private static Forecast forecast(String id, Prediction prediction, @Nullable String supersedes) {
        return new Forecast(
                id,
                "step",
                "it holds",
                "it is not rolled back",
                MADE,
                HORIZON,
                RESOLVE_BY,
                prediction,
                prediction instanceof Probability ? HistoricalBaseRate.jeffreys(1, 4) : null,
                "judgement",
                "00",
                "anna",
                "ben",
                supersedes);
    }

    private static ForecastLedgerEntry resolved(Forecast forecast, @Nullable Double outcome) {
        return new ForecastLedgerEntry(
                forecast, null, ForecastResolution.resolve(forecast, outcome, HORIZON, "ben", "seen"));
    }

    /* Forecasts of 20%, of which some came true. */
    private static List<ForecastLedgerEntry> forecastsOfTwentyPercent(int size, int came) {
        return IntStream.range(0, size)
                .mapToObj(i -> resolved(forecast("f-" + i, new Probability(0.2), null), i < came ? 1.0 : 0.0))
                .toList();
    }

    private static ForecastClassScore score(List<ForecastLedgerEntry> entries) {
        List<ForecastClassScore> scores = ForecastClassScore.scoreAll(entries, HORIZON);
        assertThat(scores).hasSize(1);
        return scores.getFirst();
    }

    @Test
    void requiresTwentyResolvedForecastsForScore() {
        ForecastClassScore few = score(forecastsOfTwentyPercent(19, 4));
        assertThat(few.events()).isNull();
        assertThat(few.counts()).containsEntry(State.RESOLVED, 19);
        assertThat(score(forecastsOfTwentyPercent(20, 4)).events()).isNotNull();
    }

    /* By hand: 4 of 20 came true at 0.2, so Brier is 0.16; the base rate of the day was (1 + 1/2) / 5 = 0.3, which
    scores 0.2 * 0.49 + 0.8 * 0.09 = 0.17. */
    @Test
    void measuresSkillAgainstHistoricalBaseRate() {
        ProbabilityForecastClassScore score =
                Objects.requireNonNull(score(forecastsOfTwentyPercent(20, 4)).events());
        assertThat(score.score().brier()).isCloseTo(0.16, within(1e-15));
        assertThat(score.baseRate()).isCloseTo(0.17, within(1e-15));
        assertThat(score.skill()).isCloseTo(1 - 0.16 / 0.17, within(1e-14));
        assertThat(score.score().reliability()).isCloseTo(0, within(1e-15));
        assertThat(score.score().withinBins()).isCloseTo(0, within(1e-15));
        assertThat(score.score().diagram().bins()).hasSize(1);
    }

    @Test
    void computesIsotonicDecompositionFromFiftyForecasts() {
        ProbabilityForecastClassScore early =
                Objects.requireNonNull(score(forecastsOfTwentyPercent(49, 10)).events());
        assertThat(early.miscalibration()).isNull();
        assertThat(early.discrimination()).isNull();
        ProbabilityForecastClassScore late =
                Objects.requireNonNull(score(forecastsOfTwentyPercent(50, 10)).events());
        assertThat(late.miscalibration()).isCloseTo(0, within(1e-15));
        assertThat(late.discrimination()).isCloseTo(0, within(1e-15));
    }

    /* Only the last forecast of a series is scored; the first is reported beside it. */
    @Test
    void scoresLatestForecastInsteadOfSupersededOne() {
        List<ForecastLedgerEntry> entries = new ArrayList<>(forecastsOfTwentyPercent(19, 0));
        Forecast first = forecast("f-a", new Probability(0.6), null);
        entries.add(new ForecastLedgerEntry(first, "f-b", null));
        entries.add(resolved(forecast("f-b", new Probability(0.1), "f-a"), 0.0));
        ForecastClassScore score = score(entries);
        assertThat(score.counts()).containsEntry(State.SUPERSEDED, 1).containsEntry(State.RESOLVED, 20);
        ProbabilityForecastClassScore events = Objects.requireNonNull(score.events());
        assertThat(events.resolved()).isEqualTo(20);
        assertThat(events.score().brier()).isCloseTo((19 * 0.04 + 0.01) / 20, within(1e-15));
        assertThat(events.firstForecastBrier()).isCloseTo((19 * 0.04 + 0.36) / 20, within(1e-15));
    }

    @Test
    void excludesVoidAndOpenForecastsFromScore() {
        List<ForecastLedgerEntry> entries = new ArrayList<>(forecastsOfTwentyPercent(20, 4));
        entries.add(resolved(forecast("f-void", new Probability(0.9), null), null));
        Forecast open = forecast("f-open", new Probability(0.9), null);
        entries.add(new ForecastLedgerEntry(open, null, null));
        ForecastClassScore score = score(entries);
        assertThat(score.counts())
                .containsEntry(State.VOID, 1)
                .containsEntry(State.DUE, 1)
                .containsEntry(State.OPEN, 0);
        assertThat(Objects.requireNonNull(score.events()).resolved()).isEqualTo(20);
        assertThat(new ForecastLedgerEntry(open, null, null).stateAt(MADE)).isEqualTo(State.OPEN);
    }

    @Test
    void scoresEachEventClassSeparately() {
        List<ForecastLedgerEntry> entries = new ArrayList<>(forecastsOfTwentyPercent(20, 4));
        Forecast other = new Forecast(
                "f-x",
                "drill",
                "it is kept",
                "back in time",
                MADE,
                HORIZON,
                RESOLVE_BY,
                new Probability(0.5),
                HistoricalBaseRate.jeffreys(0, 0),
                "judgement",
                "00",
                "anna",
                "ben",
                null);
        entries.add(resolved(other, 1.0));
        assertThat(ForecastClassScore.scoreAll(entries, HORIZON))
                .extracting(ForecastClassScore::eventClass, score -> score.events() == null)
                .containsExactly(tuple("drill", true), tuple("step", false));
    }

    /* By hand: nineteen outcomes of 15 and one of 40 against 10 (5%) and 30 (95%). */
    @Test
    void scoresQuantilesByPinballLossAndCoverage() {
        var between = new Quantiles(List.of(new Quantile(0.05, 10), new Quantile(0.95, 30)), "min");
        List<ForecastLedgerEntry> entries = IntStream.range(0, 20)
                .mapToObj(i -> resolved(forecast("f-" + i, between, null), i == 0 ? 40.0 : 15.0))
                .toList();
        ForecastClassScore score = score(entries);
        assertThat(score.events()).isNull();
        assertThat(score.amounts()).hasSize(1);
        QuantileForecastClassScore amounts = score.amounts().getFirst();
        double inside = (0.05 * 5 + 0.05 * 15) / 2;
        double outside = (0.05 * 30 + 0.95 * 10) / 2;
        assertThat(amounts.pinball()).isCloseTo((19 * inside + outside) / 20, within(1e-14));
        assertThat(amounts.coverage().count()).isEqualTo(19);
        assertThat(amounts.unit()).isEqualTo("min");
        assertThat(score(entries.subList(0, 19)).amounts()).isEmpty();
    }

    /* Brier by NumPy, as in ForecastVerificationScoresTest; base rates are of no meaning here. */
    @Test
    void scoresPublishedForecastsAndRejectsTies() throws IOException {
        var data = PublicDataset.read("538-nfl-games.csv", 1_889);
        double[] said = data.numbers("prob1");
        double[] came = data.numbers("prob1_outcome");
        List<ForecastLedgerEntry> entries = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < said.length; i++) {
            Forecast forecast = forecast("f-" + i, new Probability(said[i]), null);
            try {
                entries.add(resolved(forecast, came[i]));
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("must be 0 or 1 for a probability, got 0.5");
                refused++;
            }
        }
        assertThat(refused).isEqualTo(7);
        ProbabilityForecastClassScore score =
                Objects.requireNonNull(score(entries).events());
        assertThat(score.resolved()).isEqualTo(1_882);
        assertThat(score.score().brier()).isCloseTo(0.220826328118605, within(1e-12));
        assertThat(score.miscalibration()).isCloseTo(0.00384588842896344, within(1e-12));
    }

    @Test
    void rejectsResolutionByAuthor() {
        Forecast forecast = forecast("f-1", new Probability(0.5), null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForecastResolution.resolve(forecast, 1.0, HORIZON, "anna", "I saw it"))
                .withMessageContaining("the resolver must not be the author, got anna");
    }

    @Test
    void marksResolutionAfterDeadlineAsLate() {
        Forecast forecast = forecast("f-1", new Probability(0.5), null);
        assertThat(ForecastResolution.resolve(forecast, 1.0, RESOLVE_BY, "cleo", "seen")
                        .late())
                .isFalse();
        assertThat(ForecastResolution.resolve(forecast, null, LATER, "ben", "it was given up")
                        .late())
                .isTrue();
    }

    @Test
    void rejectsForecastDatedAtHorizon() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Forecast(
                        "f-1",
                        "step",
                        "it holds",
                        "it is not rolled back",
                        HORIZON,
                        HORIZON,
                        RESOLVE_BY,
                        new Probability(0.5),
                        HistoricalBaseRate.jeffreys(0, 0),
                        "judgement",
                        "00",
                        "anna",
                        "ben",
                        null))
                .withMessageContaining("asOf must be before horizon");
    }
}
