// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrafficRateControllerTest {
    private static final double MOST_BUSY = 0.6;

    private final TrafficRateController control = new TrafficRateController(250);

    @Test
    void staysWithWhatIsWantedWhereTheMachineHandlesIt() {
        assertThat(control.next(kept(250, 0.5, 0.05), MOST_BUSY)).isEqualTo(250);
    }

    @Test
    void fallsToWhatFitsTheProcessors() {
        assertThat(control.next(kept(250, 0.9, 0), MOST_BUSY)).isCloseTo(166.7, within(0.1));
    }

    @Test
    void risesInSmallStepsAlsoWhereMuchMoreWouldFit() {
        assertThat(control.next(kept(28, 0.05, 0.9), MOST_BUSY)).isEqualTo(42);
        assertThat(control.next(kept(42, 0.07, 0.9), MOST_BUSY)).isEqualTo(63);
    }

    @Test
    void halvesARateThatMadeCallsWaitAndComesBackToItSlowly() {
        assertThat(control.next(queued(100), MOST_BUSY)).isEqualTo(50);
        assertThat(control.next(kept(50, 0.05, 0.9), MOST_BUSY))
                .as("not more than three quarters of what made them wait")
                .isEqualTo(75);
        double rate = 75;
        for (int look = 0; look < 3; look++) {
            rate = control.next(kept(rate, 0.05, 0.9), MOST_BUSY);
        }
        assertThat(rate).as("some looks later").isBetween(90.0, 120.0);
    }

    @Test
    void isNeverFewerThanProveAnythingNorMoreThanWanted() {
        assertThat(control.next(queued(30), MOST_BUSY)).isEqualTo(TrafficRateController.LEAST);
        assertThat(control.next(queued(TrafficRateController.LEAST), MOST_BUSY)).isEqualTo(TrafficRateController.LEAST);
        assertThat(control.bounded(250.0 / 40)).isEqualTo(TrafficRateController.LEAST);
        assertThat(control.bounded(300)).isEqualTo(250);
        assertThat(new TrafficRateController(12.5).bounded(1))
                .as("fewer are wanted")
                .isEqualTo(12.5);
    }

    @Test
    void changesNothingForAFewMessagesMoreOrFewer() {
        assertThat(control.next(kept(150, 0.56, 0), MOST_BUSY)).isEqualTo(150);
    }

    private static TrafficMeasurement kept(double perSecond, double own, double others) {
        return new TrafficMeasurement(perSecond, 1, own, others);
    }

    private static TrafficMeasurement queued(double perSecond) {
        return new TrafficMeasurement(perSecond, perSecond, 0.1, 0.9);
    }
}
