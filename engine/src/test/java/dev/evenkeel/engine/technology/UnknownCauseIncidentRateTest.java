// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownCauseIncidentRateTest {
    private static final double MONTH = 730.5;

    @Test
    void returnsWideIntervalWithoutExperience() {
        UnknownCauseIncidentRate.Interval month = UnknownCauseIncidentRate.ofExperience(new OperatingExperience(0, 0))
                .incidentInterval(MONTH, 0.9);
        /* A gamma law of shape 0.5 and scale 1 is half a chi-squared law of one degree: 0.00393 and 3.841. */
        assertThat(month.low()).isCloseTo(0.00393 / 2, within(1e-5));
        assertThat(month.mean()).isCloseTo(0.5, within(1e-12));
        assertThat(month.high()).isCloseTo(3.8415 / 2, within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 3, 20})
    void narrowsIntervalWithEachIncidentFreeHour(double incidents) {
        double widest = Double.POSITIVE_INFINITY;
        for (double hours = 0; hours < 1e6; hours = hours * 2 + 10) {
            UnknownCauseIncidentRate.Interval year = UnknownCauseIncidentRate.ofExperience(
                            new OperatingExperience(hours, incidents))
                    .incidentInterval(8_766, 0.9);
            double width = year.high() - year.low();
            assertThat(width).isLessThan(widest);
            assertThat(year.mean()).isBetween(year.low(), year.high());
            widest = width;
        }
    }

    @Test
    void scalesWidthInverselyWithHours() {
        double early = width(new OperatingExperience(0, 2));
        assertThat(width(new OperatingExperience(MONTH, 2))).isCloseTo(early / 2, within(1e-9));
        assertThat(width(new OperatingExperience(9 * MONTH, 2))).isCloseTo(early / 10, within(1e-9));
    }

    @Test
    void widensIntervalAfterIncident() {
        assertThat(width(new OperatingExperience(5_000, 1))).isGreaterThan(width(new OperatingExperience(5_000, 0)));
    }

    @Test
    void matchesClosedFormProbability() {
        UnknownCauseIncidentRate cause = UnknownCauseIncidentRate.ofExperience(new OperatingExperience(MONTH, 1));
        /* 1 - (2 / (2 + 1))^1.5, months as the unit */
        assertThat(cause.probability(MONTH, 1)).isCloseTo(1 - Math.pow(2.0 / 3, 1.5), within(1e-12));
        assertThat(cause.probability(MONTH / 2, 2)).isCloseTo(cause.probability(MONTH, 1), within(1e-12));
        assertThat(cause.probability(0, 1)).isZero();
        assertThat(UnknownCauseIncidentRate.probability(List.of(cause, cause), MONTH))
                .isCloseTo(1 - Math.pow(2.0 / 3, 3), within(1e-12));
        assertThat(UnknownCauseIncidentRate.probability(List.of(), MONTH)).isZero();
    }

    @Test
    void rejectsInvalidValues() {
        UnknownCauseIncidentRate cause = UnknownCauseIncidentRate.ofExperience(new OperatingExperience(0, 0));
        assertThatThrownBy(() -> cause.probability(-1, 1)).hasMessageContaining("0 or more");
        assertThatThrownBy(() -> cause.incidentInterval(1, 1)).hasMessageContaining("above 0 and below 1");
        assertThatThrownBy(() -> cause.incidentInterval(Double.NaN, 0.9)).hasMessageContaining("0 or more");
        assertThatThrownBy(() -> new UnknownCauseIncidentRate(0, 1)).hasMessageContaining("above 0");
    }

    private static double width(OperatingExperience own) {
        UnknownCauseIncidentRate.Interval year =
                UnknownCauseIncidentRate.ofExperience(own).incidentInterval(8_766, 0.9);
        return year.high() - year.low();
    }
}
