// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrafficRateControllerTest {
    private static final double MOST_BUSY = 0.6;

    private final TrafficRateController control = new TrafficRateController(250);

    @Test
    void maintainsTargetRateWhenCpuAllows() {
        assertThat(control.nextRate(sustained(250, 0.5, 0.05), MOST_BUSY)).isEqualTo(250);
    }

    @Test
    void reducesRateWhenCpuIsOverloaded() {
        assertThat(control.nextRate(sustained(250, 0.9, 0), MOST_BUSY)).isCloseTo(166.7, within(0.1));
    }

    @Test
    void raisesRateInSmallSteps() {
        assertThat(control.nextRate(sustained(28, 0.05, 0.9), MOST_BUSY)).isEqualTo(42);
        assertThat(control.nextRate(sustained(42, 0.07, 0.9), MOST_BUSY)).isEqualTo(63);
    }

    @Test
    void halvesRateWhenCallsQueueAndRecoversSlowly() {
        assertThat(control.nextRate(overloaded(100), MOST_BUSY)).isEqualTo(50);
        assertThat(control.nextRate(sustained(50, 0.05, 0.9), MOST_BUSY))
                .as("not more than three quarters of what made them wait")
                .isEqualTo(75);
        double rate = 75;
        for (int look = 0; look < 3; look++) {
            rate = control.nextRate(sustained(rate, 0.05, 0.9), MOST_BUSY);
        }
        assertThat(rate).as("some looks later").isBetween(90.0, 120.0);
    }

    @Test
    void limitsRateToMinimumAndTarget() {
        assertThat(control.nextRate(overloaded(30), MOST_BUSY)).isEqualTo(TrafficRateController.MIN_RATE);
        assertThat(control.nextRate(overloaded(TrafficRateController.MIN_RATE), MOST_BUSY))
                .isEqualTo(TrafficRateController.MIN_RATE);
        assertThat(control.clampRate(250.0 / 40)).isEqualTo(TrafficRateController.MIN_RATE);
        assertThat(control.clampRate(300)).isEqualTo(250);
        assertThat(new TrafficRateController(12.5).clampRate(1))
                .as("fewer are wanted")
                .isEqualTo(12.5);
    }

    @Test
    void ignoresSmallRateChanges() {
        assertThat(control.nextRate(sustained(150, 0.56, 0), MOST_BUSY)).isEqualTo(150);
    }

    private static TrafficMeasurement sustained(double perSecond, double own, double others) {
        return new TrafficMeasurement(perSecond, 1, own, others);
    }

    private static TrafficMeasurement overloaded(double perSecond) {
        return new TrafficMeasurement(perSecond, perSecond, 0.1, 0.9);
    }
}
