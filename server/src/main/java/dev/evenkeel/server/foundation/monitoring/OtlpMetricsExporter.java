// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.monitoring;

import dev.evenkeel.server.foundation.config.OtlpOptions;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// Exporter of the meters of `/metrics` by OTLP, if the environment configures it. An unreachable collector
/// only causes one log line per interval.
@Component
class OtlpMetricsExporter implements DisposableBean {
    private final @Nullable OtlpMeterRegistry registry;

    OtlpMetricsExporter(
            ServerStartOptions options, CompositeMeterRegistry meters, List<PreScrapeMetricsRefresher> sources) {
        OtlpOptions otlp = options.otlp();
        this.registry = otlp == null ? null : registry(otlp, sources);
        if (registry != null) {
            meters.add(registry);
        }
    }

    private static OtlpMeterRegistry registry(OtlpOptions otlp, List<PreScrapeMetricsRefresher> sources) {
        return new OtlpMeterRegistry(config(otlp), Clock.SYSTEM) {
            @Override
            protected void publish() {
                MetricsController.refresh(sources);
                super.publish();
            }
        };
    }

    private static OtlpConfig config(OtlpOptions otlp) {
        return new OtlpConfig() {
            @Override
            public @Nullable String get(String key) {
                return null;
            }

            @Override
            public String url() {
                return otlp.endpointFor("metrics").toString();
            }

            @Override
            public Map<String, String> headers() {
                return otlp.headers();
            }

            @Override
            public Duration step() {
                return otlp.interval();
            }

            @Override
            public Map<String, String> resourceAttributes() {
                return Map.of("service.name", otlp.service());
            }
        };
    }

    @Override
    public void destroy() {
        if (registry != null) {
            registry.close();
        }
    }
}
