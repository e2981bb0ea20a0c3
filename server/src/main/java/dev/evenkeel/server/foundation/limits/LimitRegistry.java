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

/// Every bound of this server, for whoever watches it: what it is, how much of it is in use, and what was
/// refused because of it (docs/reference/limits.md). Thread-safe.
@Component
public class LimitRegistry {
    private static final String NAME = "limit";
    private static final String BOUND = "evenkeel.limit";
    private static final String USED = "evenkeel.limit.used";
    private static final String REFUSED = "evenkeel.limit.refused";

    private final MeterRegistry meters;

    LimitRegistry(MeterRegistry meters) {
        this.meters = meters;
    }

    /// Tells of a bound on one thing, of which there is no more and no less in use.
    ///
    /// @param name in lower case with dashes
    /// @param bound the most that is allowed
    public LimitMeter of(String name, double bound) {
        Gauge.builder(BOUND, () -> bound)
                .description("The most that this server allows.")
                .tag(NAME, name)
                .register(meters);
        return new LimitMeter(Counter.builder(REFUSED)
                .description("What this server refused because of a limit.")
                .tag(NAME, name)
                .register(meters));
    }

    /// Tells of a bound on what is in use at once.
    ///
    /// @param used how much of it is in use now
    public LimitMeter of(String name, double bound, IntSupplier used) {
        Gauge.builder(USED, used::getAsInt)
                .description("How much of what this server allows is in use.")
                .tag(NAME, name)
                .register(meters);
        return of(name, bound);
    }

    /// A bound as the meters say it.
    ///
    /// @param most that is allowed
    /// @param used how much of it is in use now; null where there is no more and no less in use
    /// @param refused what was refused because of it since the server started
    public record LimitUsage(
            String name, double most, @Nullable Double used, double refused) {
        /// Whether all of it is in use.
        public boolean isReached() {
            return used != null && used >= most;
        }
    }

    /// Every bound, by name.
    public List<LimitUsage> all() {
        return meters.find(BOUND).gauges().stream()
                .map(bound -> bound(String.valueOf(bound.getId().getTag(NAME)), bound.value()))
                .sorted(Comparator.comparing(LimitUsage::name))
                .toList();
    }

    private LimitUsage bound(String name, double most) {
        Gauge used = meters.find(USED).tag(NAME, name).gauge();
        Counter refused = meters.find(REFUSED).tag(NAME, name).counter();
        return new LimitUsage(
                name, most, used == null ? null : (Double) used.value(), refused == null ? 0 : refused.count());
    }
}
