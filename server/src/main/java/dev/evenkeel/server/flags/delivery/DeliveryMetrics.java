// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.monitoring.MetricSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/// How delivery goes, as meters. Costs one query per environment and scrape.
@Component
class DeliveryMetrics implements MetricSource {
    private static final double MILLIS = 1_000;

    private final Flags flags;
    private final Clients clients;
    private final Clock clock;
    private final MultiGauge connected;
    private final MultiGauge behind;
    private final MultiGauge lag;

    DeliveryMetrics(Flags flags, Clients clients, Channels channels, Clock clock, MeterRegistry meters) {
        this.flags = flags;
        this.clients = clients;
        this.clock = clock;
        this.connected = MultiGauge.builder("evenkeel.sdk.clients")
                .description("Connected SDK processes.")
                .register(meters);
        this.behind = MultiGauge.builder("evenkeel.sdk.clients.behind")
                .description("Connected SDK processes in which the newest revision is not active yet.")
                .register(meters);
        this.lag = MultiGauge.builder("evenkeel.sdk.clients.lag.seconds")
                .description("Longest time that a connected SDK process has been behind the newest revision.")
                .register(meters);
        Gauge.builder("evenkeel.streams", channels, Channels::open)
                .description("Open streams of this server: SDK, OFREP and flagd's gRPC sync.")
                .register(meters);
        Gauge.builder("evenkeel.streams.limit", channels, Channels::limit)
                .description("Open streams that this server allows.")
                .register(meters);
    }

    private record Measured(String environment, Lag lag) {}

    @Override
    public void refresh() {
        List<Measured> all = flags.environments().stream()
                .map(environment -> new Measured(environment, Lag.of(clients.of(environment), clock.instant())))
                .toList();
        register(connected, all, Lag::connected);
        register(behind, all, Lag::behind);
        register(lag, all, one -> one.largest().toMillis() / MILLIS);
    }

    private static void register(MultiGauge gauge, List<Measured> all, ToDoubleFunction<Lag> value) {
        gauge.register(
                all.stream()
                        .map(one -> Row.of(Tags.of("environment", one.environment()), value.applyAsDouble(one.lag())))
                        .toList(),
                true);
    }
}
