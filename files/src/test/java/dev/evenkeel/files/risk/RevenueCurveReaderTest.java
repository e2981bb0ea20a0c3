// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evenkeel.engine.decision.CourseComparator;
import dev.evenkeel.engine.decision.CourseComparison;
import dev.evenkeel.engine.decision.RiskCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevenueCurveReaderTest {
    private static final String PER_HOUR = "revenuePerHour: {number: 400000, judgement: finance}";

    private static RiskCaseFile exampleWith(String revenue, String csv) throws IOException {
        String tale = Files.readString(Path.of("../examples/risk/tale.yaml"));
        assertThat(tale).contains(PER_HOUR);
        return RiskCaseFile.parse(
                tale.replace(PER_HOUR, revenue), null, name -> name.equals("hourly.csv") ? csv : null);
    }

    /* Eight weeks of 84 in every second hour of the day, 42 on average. */
    private static String csv() {
        var text = new StringBuilder("hour,orders,revenue\n");
        LocalDateTime first = LocalDateTime.of(2026, 9, 7, 0, 0);
        for (int hour = 0; hour < 8 * 168; hour += 2) {
            text.append(first.plusHours(hour)).append(",3,84\n");
        }
        return text.toString();
    }

    @Test
    void readsHourlyRevenueFromFile() throws IOException {
        RiskCaseFile file = exampleWith("revenue: {file: hourly.csv, growth: 2}", csv());
        assertThat(file.errors()).isEmpty();
        RiskCase risk = Objects.requireNonNull(file.risk());
        assertThat(risk.costs().revenuePerHour().distribution().mean()).isCloseTo(84, within(1e-9));
        assertThat(risk.costs().revenuePerHour().origin().description())
                .isEqualTo("hourly.csv, 2026-09 to 2026-11, no spikes corrected, times 2.0");
        CourseComparison comparison = CourseComparator.compare(risk, List.of(), 5_000, 1);
        assertThat(comparison.getRisk("now").atMeans().loss()).isPositive();
        assertThat(file.hash())
                .isNotEqualTo(exampleWith("revenue: {file: hourly.csv, growth: 2}", csv() + "2026-12-01T08:00,1,5\n")
                        .hash());
    }

    @Test
    void reportsCorrectedSpikesOfPublicRetailData() throws IOException {
        Path shared = Path.of(System.getProperty("evenkeel.shared", "absent"), "risk/online-retail-hourly.csv");
        assumeTrue(Files.isRegularFile(shared), "skipped 2900 hours of public data: " + shared + " is not there");
        RiskCaseFile file = exampleWith("revenue: {file: hourly.csv, column: revenue_gbp}", Files.readString(shared));
        RiskCase risk = Objects.requireNonNull(file.risk());
        assertThat(risk.costs().revenuePerHour().origin().description())
                .contains("2010-12 to 2011-12", "2011-01-18T10:00 with 78348.66, 2011-12-09T09:00 with 171679.08");
        assertThat(risk.costs().revenuePerHour().distribution().mean()).isCloseTo(1_161.05, within(0.1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "revenue: {file: other.csv} | /file | other.csv does not exist",
                "revenue: {growth: 2} | /file | is missing",
                "revenue: {file: hourly.csv, growth: 0} | /growth | must be above 0",
                "revenue: {file: hourly.csv, column: sales} | /file | must have the columns hour and sales, got [hour, orders, revenue]",
                "revenue: {file: hourly.csv, deployFrom: 18} | /deployFrom | before deployUntil",
                "revenue: {file: hourly.csv, deployDays: [SOMEDAY]} | /deployDays/0 | must be one of MONDAY",
                "revenue: {file: hourly.csv, deployDays: []} | /deployDays | must not be empty",
                "revenue: {file: hourly.csv, hours: 3} | /hours | unknown field"
            })
    void rejectsInvalidRevenueSettings(String revenue, String place, String message) throws IOException {
        RiskCaseFile file = exampleWith(revenue, csv());
        assertThat(file.risk()).isNull();
        assertThat(file.errors()).anySatisfy(fault -> {
            assertThat(fault.pointer()).isEqualTo("/money/revenue" + place);
            assertThat(fault.message()).contains(message);
            assertThat(fault.remedy()).isNotBlank();
        });
    }

    @Test
    void rejectsRevenueAndRevenuePerHour() throws IOException {
        assertThat(exampleWith(PER_HOUR + "\n  revenue: {file: hourly.csv}", csv())
                        .errors())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("must not be set with revenue"));
    }

    @Test
    void reportsInvalidLinesOfFile() throws IOException {
        assertThat(exampleWith(
                                "revenue: {file: hourly.csv}",
                                csv() + "noon,1,5\n2026-12-01T08:00,1,-5\n2026-12-01T08:00\n")
                        .errors())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("line 674", "line 675", "line 676"));
    }

    @Test
    void requiresFourWeeksOfRevenue() throws IOException {
        assertThat(exampleWith("revenue: {file: hourly.csv}", "hour,revenue\n2026-12-01T08:00,5\n")
                        .errors())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("four weeks or more"));
    }
}
