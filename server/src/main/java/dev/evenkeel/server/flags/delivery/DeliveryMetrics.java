// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.monitoring.PreScrapeMetricsRefresher;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/// Metrics of flag delivery. Costs one query per environment and scrape.
@Component
class DeliveryMetrics implements PreScrapeMetricsRefresher {
    private static final double MILLIS = 1_000;

    private final FlagService flags;
    private final SdkClientService clients;
    private final Clock clock;
    private final MultiGauge connected;
    private final MultiGauge behind;
    private final MultiGauge lag;

    DeliveryMetrics(
            FlagService flags,
            SdkClientService clients,
            SnapshotChannelRegistry channels,
            Clock clock,
            MeterRegistry meters) {
        this.flags = flags;
        this.clients = clients;
        this.clock = clock;
        this.connected = MultiGauge.builder("evenkeel.sdk.clients")
                .description("Connected SDK clients.")
                .register(meters);
        this.behind = MultiGauge.builder("evenkeel.sdk.clients.behind")
                .description("Connected SDK clients that do not use the newest revision yet.")
                .register(meters);
        this.lag = MultiGauge.builder("evenkeel.sdk.clients.lag.seconds")
                .description("Longest time that a connected SDK client has been behind the newest revision.")
                .register(meters);
        Gauge.builder("evenkeel.streams", channels, SnapshotChannelRegistry::countOpenStreams)
                .description("Open streams of this server: SDK, OFREP and flagd's gRPC sync.")
                .register(meters);
        Gauge.builder("evenkeel.streams.limit", channels, SnapshotChannelRegistry::maxStreams)
                .description("Maximum number of open streams of this server.")
                .register(meters);
    }

    private record EnvironmentLag(String environment, SdkClientLagSummary lag) {}

    @Override
    public void refresh() {
        List<EnvironmentLag> all = flags.listEnvironments().stream()
                .map(environment -> new EnvironmentLag(
                        environment, SdkClientLagSummary.of(clients.listByEnvironment(environment), clock.instant())))
                .toList();
        register(connected, all, SdkClientLagSummary::connected);
        register(behind, all, SdkClientLagSummary::behind);
        register(lag, all, one -> one.largest().toMillis() / MILLIS);
    }

    private static void register(
            MultiGauge gauge, List<EnvironmentLag> all, ToDoubleFunction<SdkClientLagSummary> value) {
        gauge.register(
                all.stream()
                        .map(one -> Row.of(Tags.of("environment", one.environment()), value.applyAsDouble(one.lag())))
                        .toList(),
                true);
    }
}
