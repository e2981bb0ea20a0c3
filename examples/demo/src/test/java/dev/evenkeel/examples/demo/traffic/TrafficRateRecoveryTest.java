// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.examples.demo.config.DemoOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrafficRateRecoveryTest {
    private static final double MOST_BUSY = 0.6;

    @Test
    void raisesAReducedRateWhenOtherProgramsEnd() {
        TrafficRateRecovery recovery = new TrafficRateRecovery(traffic(60), 250, MOST_BUSY);

        assertThat(recovery.nextRate(new TrafficMeasurement(60, 1, 0.2, 0.7))).isEqualTo(90);
        assertThat(recovery.nextRate(new TrafficMeasurement(90, 1, 0.2, 0))).isEqualTo(135);
        assertThat(recovery.nextRate(new TrafficMeasurement(240, 1, 0.2, 0))).isEqualTo(240);
    }

    @Test
    void neverFallsBelowInitialRate() {
        TrafficRateRecovery recovery = new TrafficRateRecovery(traffic(60), 250, MOST_BUSY);

        assertThat(recovery.nextRate(new TrafficMeasurement(150, 100, 0.9, 0)))
                .as("half of a rate at which calls wait")
                .isEqualTo(75);
        assertThat(recovery.nextRate(new TrafficMeasurement(75, 100, 0.9, 0))).isEqualTo(60);
    }

    private static PaymentTraffic traffic(double perSecond) {
        Path folder = Path.of("");
        var options = new DemoOptions(folder, folder, 0, DemoOptions.USUAL_PER_SECOND, false, 1, 1);
        return new PaymentTraffic(
                HttpClient.newHttpClient(),
                () -> URI.create("http://127.0.0.1"),
                options,
                perSecond,
                () -> Duration.ofSeconds(1));
    }
}
