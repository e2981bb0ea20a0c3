// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrafficMeasurementTest {
    @Test
    void isSustainedUpToMaximumMeanResponseTime() {
        assertThat(new TrafficMeasurement(250, 50, 0.9, 0).isSustained())
                .as("50 on average at 250 a second are 0.2 s")
                .isTrue();
        assertThat(new TrafficMeasurement(250, 51, 0.1, 0).isSustained()).isFalse();
    }

    @Test
    void limitsRateByCpuTimePerMessage() {
        assertThat(new TrafficMeasurement(125, 1, 0.75, 0).sustainableRate(250, 0.6))
                .isCloseTo(100, within(1e-9));
        assertThat(new TrafficMeasurement(125, 1, 0.3, 0).sustainableRate(250, 0.6))
                .as("never more than wanted")
                .isEqualTo(250);
        assertThat(new TrafficMeasurement(125, 1, 0.5, 0).sustainableRate(250, 0.6))
                .isCloseTo(150, within(1e-9));
    }

    @Test
    void limitsRateByCpuLeftByOtherPrograms() {
        assertThat(new TrafficMeasurement(125, 1, 0.3, 0.25).sustainableRate(250, 0.6))
                .as("0.6 of the three quarters that are left")
                .isCloseTo(187.5, within(1e-9));
        assertThat(new TrafficMeasurement(125, 1, 0.3, 0.7).sustainableRate(250, 0.6))
                .as("0.6 of half of the processors, on which other programs take all they can get")
                .isCloseTo(125, within(1e-9));
        assertThat(new TrafficMeasurement(125, 1, 0.05, 0.95).sustainableRate(250, 0.6))
                .as("a message that costs little fits also there")
                .isEqualTo(250);
    }

    @Test
    void describesWhyRateIsLimited() {
        assertThat(new TrafficMeasurement(125, 1, 0.31, 0.66).describe())
                .isEqualTo("at 125 per second, the demo used 31% of the CPU, other programs 66%");
        assertThat(new TrafficMeasurement(250, 51, 0.31, 0.66).describe())
                .isEqualTo("at 250 per second, the mean response time exceeded 200 ms");
    }

    @Test
    void usesTargetRateWithoutCpuMeasurement() {
        assertThat(new TrafficMeasurement(250, 1, 0, 0).sustainableRate(250, 0.6))
                .isEqualTo(250);
    }
}
