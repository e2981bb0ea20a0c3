// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.platform;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// How many requests of each kind use the database at once: telemetry has a share of its connections, of which one
/// environment never gets all, and reads of people and programs have another. A place is taken for work on the
/// database only, never while a client sends or receives. Thread-safe.
@Component
public class DatabaseShares {
    private static final int MOST_WAITING = 200;
    private static final Duration BATCHES_WAIT = Duration.ofSeconds(1);
    private static final Duration LOOKS_WAIT = Duration.ofSeconds(2);
    /* A quarter of the places of telemetry, and two at most, are out of one environment's reach. */
    private static final int RESERVED_MOST = 2;
    private static final int RESERVED_PART = 4;

    private final Lane telemetry;
    private final Lane looks;
    private final int ofOneEnvironment;
    private final Map<String, Lane> environments = new ConcurrentHashMap<>();
    private final Limit telemetryLimit;
    private final Limit environmentLimit;
    private final Limit looksLimit;

    DatabaseShares(
            Limits limits,
            @Value("${evenkeel.telemetry-at-once}") int telemetryAtOnce,
            @Value("${evenkeel.looks-at-once}") int looksAtOnce) {
        this.telemetry = new Lane(telemetryAtOnce, MOST_WAITING, BATCHES_WAIT);
        this.looks = new Lane(looksAtOnce, MOST_WAITING, LOOKS_WAIT);
        this.ofOneEnvironment = telemetryAtOnce - Math.min(RESERVED_MOST, telemetryAtOnce / RESERVED_PART);
        this.telemetryLimit = limits.of("telemetry-at-once", telemetryAtOnce, telemetry::used);
        this.environmentLimit = limits.of("environment-telemetry-at-once", ofOneEnvironment);
        this.looksLimit = limits.of("looks-at-once", looksAtOnce, looks::used);
    }

    /// A place that was taken; closing gives it back.
    @FunctionalInterface
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /// Takes a place for telemetry of an environment; null when there is none in time.
    ///
    /// @param environment one that exists, or empty for a key that is not known yet
    @Nullable
    Place forTelemetry(String environment) {
        Lane own = environments.computeIfAbsent(
                environment, name -> new Lane(ofOneEnvironment, MOST_WAITING / 2, BATCHES_WAIT));
        if (!own.enter()) {
            environmentLimit.refuse();
            return null;
        }
        if (!telemetry.enter()) {
            own.leave();
            telemetryLimit.refuse();
            return null;
        }
        return () -> {
            telemetry.leave();
            own.leave();
        };
    }

    /// Takes a place for a read; null when there is none in time.
    @Nullable
    Place forRead() {
        if (looks.enter()) {
            return looks::leave;
        }
        looksLimit.refuse();
        return null;
    }

    /// Looks an SDK key up that is not known in memory, in a place for telemetry.
    ///
    /// @throws Refused when there is none in time
    public <T> T findKey(Supplier<T> query) {
        return query(forTelemetry(""), query);
    }

    /// Reads from the database before the caller of a request is known, in a place for reads. Must not be called
    /// within another.
    ///
    /// @throws Refused when there is none in time
    public <T> T read(Supplier<T> query) {
        return query(forRead(), query);
    }

    private static <T> T query(@Nullable Place taken, Supplier<T> query) {
        try (Place place = taken) {
            if (place == null) {
                throw new Refused(overloaded());
            }
            return query.get();
        }
    }

    /// The answer where there is no place.
    static Problem overloaded() {
        return Problem.of(
                ErrorCode.OVERLOADED,
                "The server has more of this to do than it can. Nothing was done.",
                "Send it again in a second or so; the metric evenkeel_limit_refused tells how often that happens.");
    }
}
