// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.server.TestServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/// Runs a forecast source at the time that a test chooses.
final class ForecastSourceRunner {
    private final TestServer server;

    ForecastSourceRunner(TestServer server) {
        this.server = server;
    }

    /// Runs a source with a clock that is ahead.
    void runAt(Class<? extends ForecastSource> source, Duration ahead) {
        new AutomaticForecastService(
                        server.bean(ForecastRepository.class),
                        server.bean(ForecastCursorRepository.class),
                        server.bean(TransactionTemplate.class),
                        Clock.offset(Clock.systemUTC(), ahead))
                .generate(List.of(server.bean(source)));
    }
}
