// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.evenkeel.examples.demo.process.ConditionPoller;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LoadIntakeTest {
    @Test
    void waitsWhileLagIsUnknown() throws InterruptedException {
        Queue<Double> lags = new ArrayDeque<>(List.of(Double.NaN, 3.0, Double.NaN, 0.0, 5.0));

        LoadIntake.awaitStored(lags::remove, new ConditionPoller(Duration.ofMinutes(1), Duration.ZERO));

        assertThat(lags).containsExactly(5.0);
    }

    @Test
    void stopsWaitingAfterTimeoutWithoutException() {
        var poller = new ConditionPoller(Duration.ZERO, Duration.ZERO);

        assertThatCode(() -> LoadIntake.awaitStored(() -> Double.NaN, poller)).doesNotThrowAnyException();
    }
}
