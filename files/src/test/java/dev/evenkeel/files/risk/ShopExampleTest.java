// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.decision.CourseComparator;
import dev.evenkeel.engine.decision.CourseComparison;
import dev.evenkeel.engine.decision.IncidentLossBreakdown;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CourseResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The shop example: hourly revenue and the other costs of a major incident.
class ShopExampleTest {
    private static final Path FOLDER = Path.of("../examples/risk");
    private static final List<Double> DAYS = List.of(0.9, 0.9, 0.95, 1.0, 1.15, 1.25, 1.1);
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 9, 28, 0, 0);

    private static RiskCaseFile read(String from, String to) {
        try {
            String text = Files.readString(FOLDER.resolve("shop.yaml"));
            assertThat(text).contains(from);
            return RiskCaseFile.parse(text.replace(from, to), null, ShopExampleTest::readSibling);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String readSibling(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void hourlyRevenueFileMatchesFormula() {
        var text = new StringBuilder("hour,revenue\n");
        for (int hour = 0; hour < 8 * 168; hour++) {
            text.append(FIRST.plusHours(hour))
                    .append(',')
                    .append(Math.round(60_000 * DAYS.get(hour / 24 % 7) * shape(hour % 24)))
                    .append('\n');
        }
        assertThat(readSibling("shop-hours.csv")).isEqualTo(text.toString());
    }

    private static double shape(int hour) {
        return 0.15 + Math.exp(-Math.pow((hour - 11) / 3.0, 2)) + 1.3 * Math.exp(-Math.pow((hour - 20) / 2.5, 2));
    }

    @Test
    void readsRevenueFromHourlyFile() {
        RiskCaseFile file = read("", "");
        assertThat(file.errors()).isEmpty();
        RiskCase risk = Objects.requireNonNull(file.risk());
        double sum = readSibling("shop-hours.csv")
                .lines()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(',') + 1)))
                .sum();
        assertThat(risk.costs().revenuePerHour().distribution().mean()).isCloseTo(1.05 * sum / (8 * 168), within(1e-6));
        assertThat(risk.costs().revenuePerHour().origin().description())
                .isEqualTo("shop-hours.csv, 2026-09 to 2026-11, no spikes corrected, times 1.05");
        assertThat(risk.costs().incident().credits()).hasSize(2);
    }

    @Test
    void resultBreaksLossDownIntoParts() {
        RiskCaseFile file = read("", "");
        RiskCase risk = Objects.requireNonNull(file.risk());
        CourseComparison comparison = CourseComparator.compare(risk, file.losses(), 2_000, 1);
        CourseResult now = file.toResult(comparison).courses().getFirst();
        IncidentLossBreakdown lost = Objects.requireNonNull(now.lossParts());
        IncidentLossBreakdown parts = IncidentLossBreakdown.of(risk, risk.getCourse("now"));
        assertThat(lost.revenue()).isEqualTo(parts.revenue()).isPositive();
        assertThat(lost.credits()).isBetween(5_000.0, 15_000.0);
        assertThat(lost.churn())
                .isCloseTo(
                        Objects.requireNonNull(risk.costs().incident().churn())
                                        .customers()
                                        .distribution()
                                        .mean()
                                * 0.004
                                * 180,
                        within(1e-6));
        assertThat(lost.labour()).isEqualTo(12_000);
        assertThat(lost.penalties()).isZero();
        assertThat(now.atMeans().loss()).isEqualTo(parts.total());
        assertThat(risk.quantities().stream().map(quantity -> quantity.name()))
                .contains(
                        "credits, half a day", "share of affected customers that leave", "labour of a major incident");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "afterMinutes: 720 | afterMinutes: 60 | /money/majorIncident/credits | two credits have the same afterMinutes",
                "afterMinutes: 720 | afterMinutes: -1 | /money/majorIncident/credits | must be 0 or more, got -1.0",
                "uplift:    {share: 0.004, worth: 500 | uplift:    {number: 4 | /money/majorIncident/churn/uplift | must be between 0 and 1",
                "value:     {number: 180, judgement: finance} | worth: 3 | /money/majorIncident/churn/value | is missing",
                "penalties: {number: 0, judgement: legal} | fines: 3 | /money/majorIncident/fines | unknown field",
                "labour:    {number: 12000, judgement: the shop team} | labour: 3 | /money/majorIncident/labour | must be an object"
            })
    void rejectsInvalidIncidentCosts(String from, String to, String place, String message) {
        RiskCaseFile file = read(from, to);
        assertThat(file.risk()).isNull();
        assertThat(file.errors()).anySatisfy(fault -> {
            assertThat(fault.pointer()).isEqualTo(place);
            assertThat(fault.message()).contains(message);
            assertThat(fault.remedy()).isNotBlank();
        });
    }
}
