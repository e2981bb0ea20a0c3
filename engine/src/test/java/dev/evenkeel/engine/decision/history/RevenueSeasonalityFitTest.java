// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.decision.history.RevenueSeasonalityFit.HourlyRevenue;
import dev.evenkeel.engine.risk.PublicDataset;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevenueSeasonalityFitTest {
    private static final YearMonth DECEMBER = YearMonth.of(2011, 12);
    private static final int TWO_YEARS = 24;

    private static List<HourlyRevenue> retailer() throws IOException {
        return PublicDataset.read("online-retail-hourly.csv", 2_900).rows().stream()
                .map(row -> new HourlyRevenue(LocalDateTime.parse(row[0]), Double.parseDouble(row[2])))
                .toList();
    }

    /// Figures of the design: November 1.70, February 0.64, 23.7% in the top hours.
    @Test
    void matchesPublishedSeasonalityOfRetailer() throws IOException {
        RevenueSeasonalityFit fit = RevenueSeasonalityFit.fit(retailer(), false);
        assertThat(fit.rawMonthIndexes().get(10)).isCloseTo(1.70, within(0.005));
        assertThat(fit.rawMonthIndexes().get(1)).isCloseTo(0.64, within(0.005));
        assertThat(fit.topShare()).isCloseTo(0.237, within(0.002));
        double trust = 13.0 / TWO_YEARS;
        assertThat(fit.season().get(10)).as("thirteen months").isCloseTo(1 + trust * 0.70, within(0.005));
        assertThat(fit.week().stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(168, within(1e-9));
    }

    /// One order of 168,469.60, cancelled minutes later, and another of 77,183.60.
    @Test
    void removesSpikes() throws IOException {
        RevenueSeasonalityFit fit = RevenueSeasonalityFit.fit(retailer(), false);
        assertThat(fit.spikes().stream().map(HourlyRevenue::at))
                .containsExactly(LocalDateTime.of(2011, 1, 18, 10, 0), LocalDateTime.of(2011, 12, 9, 9, 0));
        assertThat(fit.meanDays().get(DECEMBER)).isCloseTo(58_790, within(100.0));
    }

    @Test
    void includesSpikesWhenRawDataIsRequested() throws IOException {
        RevenueSeasonalityFit asTheyAre = RevenueSeasonalityFit.fit(retailer(), true);
        assertThat(asTheyAre.spikes()).isEmpty();
        assertThat(asTheyAre.meanDays().get(DECEMBER)).isCloseTo(79_849, within(1.0));
        assertThat(asTheyAre.perHour() * 24 * 374).isCloseTo(10_666_684.54, within(0.01));
    }

    /// Four years that grow by a third each, with a December of 1.26 and a February of 0.87.
    @Test
    void separatesTrendFromSeasonWithTwoYearsOfData() {
        List<HourlyRevenue> hours = new ArrayList<>();
        LocalDate first = LocalDate.of(2020, 1, 1);
        for (LocalDate day = first; day.getYear() < 2024; day = day.plusDays(1)) {
            double trend = Math.pow(4.0 / 3, (day.getYear() - 2020) + (day.getMonthValue() - 1) / 12.0);
            hours.add(new HourlyRevenue(day.atTime(12, 0), 1_000 * trend * season(day.getMonthValue())));
        }
        RevenueSeasonalityFit fit = RevenueSeasonalityFit.fit(hours, false);
        double level = (10 + 1.26 + 0.87) / 12;
        assertThat(fit.rawMonthIndexes().get(11)).isCloseTo(1.26 / level, within(0.015));
        assertThat(fit.rawMonthIndexes().get(1)).isCloseTo(0.87 / level, within(0.015));
        assertThat(fit.rawMonthIndexes().get(6)).isCloseTo(1 / level, within(0.015));
        assertThat(fit.season()).isEqualTo(fit.rawMonthIndexes());
    }

    private static double season(int month) {
        return switch (month) {
            case 12 -> 1.26;
            case 2 -> 0.87;
            default -> 1;
        };
    }

    @Test
    void treatsMissingHoursAsZeroRevenue() {
        RevenueSeasonalityFit fit = RevenueSeasonalityFit.fit(fourWeeksWithTwoHoursEach(), false);
        assertThat(fit.perHour()).isEqualTo(2);
        assertThat(fit.week().get(9)).isCloseTo(150, within(1e-9));
        assertThat(fit.week().get(167)).isCloseTo(18, within(1e-9));
        assertThat(fit.week().get(10)).isZero();
        assertThat(fit.season()).hasSize(12);
    }

    @Test
    void rejectsLessThanFourWeeksOfRevenue() {
        List<HourlyRevenue> hours = fourWeeksWithTwoHoursEach();
        assertThatThrownBy(() -> RevenueSeasonalityFit.fit(hours.subList(0, 6), false))
                .hasMessageContaining("four weeks or more");
        assertThatThrownBy(() -> RevenueSeasonalityFit.fit(List.of(), false)).hasMessageContaining("got nothing");
    }

    private static List<HourlyRevenue> fourWeeksWithTwoHoursEach() {
        List<HourlyRevenue> hours = new ArrayList<>();
        for (int week = 0; week < 4; week++) {
            hours.add(new HourlyRevenue(LocalDateTime.of(2026, 6, 1, 9, 0).plusWeeks(week), 300));
            hours.add(new HourlyRevenue(LocalDateTime.of(2026, 6, 7, 23, 0).plusWeeks(week), 36));
        }
        return hours;
    }
}
