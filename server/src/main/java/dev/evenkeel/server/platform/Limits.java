// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.IntSupplier;
import org.springframework.stereotype.Component;

/// Every bound of this server, for whoever watches it: what it is, how much of it is in use, and what was refused
/// because of it (docs/reference/limits.md). Thread-safe.
@Component
public class Limits {
    private static final String NAME = "limit";

    private final MeterRegistry meters;

    Limits(MeterRegistry meters) {
        this.meters = meters;
    }

    /// Tells of a bound on one thing, of which there is no more and no less in use.
    ///
    /// @param name in lower case with dashes
    /// @param bound the most that is allowed
    public Limit of(String name, double bound) {
        Gauge.builder("evenkeel.limit", () -> bound)
                .description("The most that this server allows.")
                .tag(NAME, name)
                .register(meters);
        return new Limit(Counter.builder("evenkeel.limit.refused")
                .description("What this server refused because of a limit.")
                .tag(NAME, name)
                .register(meters));
    }

    /// Tells of a bound on what is in use at once.
    ///
    /// @param used how much of it is in use now
    public Limit of(String name, double bound, IntSupplier used) {
        Gauge.builder("evenkeel.limit.used", used::getAsInt)
                .description("How much of what this server allows is in use.")
                .tag(NAME, name)
                .register(meters);
        return of(name, bound);
    }
}
