// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The registry of all limits of this server, with their usage and rejections as metrics
/// (docs/reference/limits.md). Thread-safe.
@Component
public class LimitRegistry {
    private static final String NAME = "limit";
    private static final String BOUND = "evenkeel.limit";
    private static final String USED = "evenkeel.limit.used";
    private static final String REJECTIONS = "evenkeel.limit.rejections";

    private final MeterRegistry meters;

    LimitRegistry(MeterRegistry meters) {
        this.meters = meters;
    }

    /// Registers a limit on the size of one object, which has no current usage.
    ///
    /// @param name name in lower case with dashes
    /// @param bound maximum allowed
    public LimitRefusalCounter register(String name, double bound) {
        Gauge.builder(BOUND, () -> bound)
                .description("Configured limit of this server.")
                .tag(NAME, name)
                .register(meters);
        return new LimitRefusalCounter(Counter.builder(REJECTIONS)
                .description("Requests that this server rejected because of a limit.")
                .tag(NAME, name)
                .register(meters));
    }

    /// Registers a limit on concurrent usage.
    ///
    /// @param used returns the current usage
    public LimitRefusalCounter register(String name, double bound, IntSupplier used) {
        Gauge.builder(USED, used::getAsInt)
                .description("Current usage of a limit of this server.")
                .tag(NAME, name)
                .register(meters);
        return register(name, bound);
    }

    /// The current metrics of a limit.
    ///
    /// @param limit maximum allowed
    /// @param used current usage; null for a limit without usage
    /// @param refused rejections since the server started
    public record LimitUsage(
            String name, double limit, @Nullable Double used, double refused) {
        /// Whether the limit is reached.
        public boolean isReached() {
            return used != null && used >= limit;
        }
    }

    /// Returns all limits by name.
    public List<LimitUsage> listAll() {
        return meters.find(BOUND).gauges().stream()
                .map(bound -> toUsage(String.valueOf(bound.getId().getTag(NAME)), bound.value()))
                .sorted(Comparator.comparing(LimitUsage::name))
                .toList();
    }

    private LimitUsage toUsage(String name, double most) {
        Gauge used = meters.find(USED).tag(NAME, name).gauge();
        Counter refused = meters.find(REJECTIONS).tag(NAME, name).counter();
        return new LimitUsage(
                name, most, used == null ? null : (Double) used.value(), refused == null ? 0 : refused.count());
    }
}
