// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestRefusedException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// How many requests of each kind use the database at once: telemetry has a share of its connections,
/// acknowledgements have another, reads of people and programs a third, and callers who are not known (yet) a
/// fourth. No environment, SDK key or other caller gets all of a share. A place is taken for work on the
/// database only, never while a client sends or receives. Thread-safe.
@Component
public class DatabaseConcurrencyLimiter {
    private static final int MOST_WAITING = 200;
    /// Most telemetry requests of one SDK key that wait.
    public static final int WAITING_OF_A_KEY = MOST_WAITING / 2;
    private static final Duration BATCHES_WAIT = Duration.ofSeconds(1);
    private static final Duration LOOKS_WAIT = Duration.ofSeconds(2);
    /* Every process acknowledges a change at once, and those that wait cost little. */
    private static final int MOST_ACKS_WAITING = 5_000;
    private static final Duration ACKS_WAIT = Duration.ofSeconds(5);
    /* A quarter of the places, and two at most, are out of one holder's reach. */
    private static final int RESERVED_MOST = 2;
    private static final int RESERVED_PART = 4;

    private final KeyedConcurrencyLimiter environments;
    private final KeyedConcurrencyLimiter keys;
    private final KeyedConcurrencyLimiter callers;
    private final KeyedConcurrencyLimiter acknowledging;
    private final Supplier<@Nullable ConcurrencyPermit> acks;
    private final Supplier<@Nullable ConcurrencyPermit> telemetry;
    private final Supplier<@Nullable ConcurrencyPermit> looks;
    private final Supplier<@Nullable ConcurrencyPermit> unknown;

    DatabaseConcurrencyLimiter(
            LimitRegistry limits,
            @Value("${evenkeel.telemetry-at-once}") int telemetryAtOnce,
            @Value("${evenkeel.acks-at-once}") int acksAtOnce,
            @Value("${evenkeel.looks-at-once}") int looksAtOnce,
            @Value("${evenkeel.unauthenticated-at-once}") int unknownAtOnce) {
        int ofEnvironment = lessReserve(telemetryAtOnce);
        this.environments =
                slots(limits, "environment-telemetry-at-once", ofEnvironment, MOST_WAITING / 2, BATCHES_WAIT);
        this.keys = slots(limits, "key-telemetry-at-once", lessReserve(ofEnvironment), WAITING_OF_A_KEY, BATCHES_WAIT);
        this.callers = slots(limits, "caller-looks-at-once", lessReserve(looksAtOnce), MOST_WAITING / 2, LOOKS_WAIT);
        this.acknowledging = slots(limits, "key-acks-at-once", lessReserve(acksAtOnce), MOST_ACKS_WAITING, ACKS_WAIT);
        this.telemetry =
                all(limits, "telemetry-at-once", new ConcurrencyLimiter(telemetryAtOnce, MOST_WAITING, BATCHES_WAIT));
        this.acks = all(limits, "acks-at-once", new ConcurrencyLimiter(acksAtOnce, MOST_ACKS_WAITING, ACKS_WAIT));
        this.looks = all(limits, "looks-at-once", new ConcurrencyLimiter(looksAtOnce, MOST_WAITING, LOOKS_WAIT));
        this.unknown =
                all(limits, "unauthenticated-at-once", new ConcurrencyLimiter(unknownAtOnce, MOST_WAITING, LOOKS_WAIT));
    }

    private static KeyedConcurrencyLimiter slots(
            LimitRegistry limits, String name, int atOnce, int mostWaiting, Duration wait) {
        return new KeyedConcurrencyLimiter(
                () -> new ConcurrencyLimiter(atOnce, mostWaiting, wait), limits.of(name, atOnce));
    }

    private static int lessReserve(int all) {
        return all - Math.min(RESERVED_MOST, all / RESERVED_PART);
    }

    private static Supplier<@Nullable ConcurrencyPermit> all(
            LimitRegistry limits, String name, ConcurrencyLimiter lane) {
        LimitMeter limit = limits.of(name, lane.atOnce(), lane::used);
        return () -> KeyedConcurrencyLimiter.take(lane, limit);
    }

    /// Takes a place for telemetry of an SDK key; null when there is none in time.
    public @Nullable ConcurrencyPermit forTelemetry(RequestSender sender) {
        /* The narrowest first: whoever waits for it holds no place that others could take. */
        ConcurrencyPermit ofKey = keys.take(sender.sender());
        ConcurrencyPermit ofEnvironment = ofKey == null ? null : ofKey.and(environments.take(sender.share()));
        return ofEnvironment == null ? null : ofEnvironment.and(telemetry.get());
    }

    /// Whether [#forTelemetry] would refuse the key at once, because as many of its requests wait as may.
    public boolean isTelemetryFull(RequestSender sender) {
        return keys.isFull(sender.sender());
    }

    /// Takes a place for an acknowledgement or a farewell of an SDK; null when there is none in time.
    public @Nullable ConcurrencyPermit forAck(RequestSender sender) {
        ConcurrencyPermit ofKey = acknowledging.take(sender.sender());
        return ofKey == null ? null : ofKey.and(acks.get());
    }

    /// Takes a place for a read of a caller; null when there is none in time.
    public @Nullable ConcurrencyPermit forRead(RequestSender sender) {
        ConcurrencyPermit ofCaller = callers.take(sender.sender());
        return ofCaller == null ? null : ofCaller.and(looks.get());
    }

    /// Looks up again who a caller is that was known a moment ago, in a place for reads. Must not be called
    /// within another place.
    ///
    /// @throws RequestRefusedException when there is none in time
    public <T> T query(Supplier<T> query) {
        return within(looks.get(), query);
    }

    /// Does work for a caller who is not known, or not known yet, in a place for such work. Must not be called
    /// within another place.
    ///
    /// @throws RequestRefusedException when there is none in time
    public <T> T queryForUnknown(Supplier<T> query) {
        return within(unknown.get(), query);
    }

    private static <T> T within(@Nullable ConcurrencyPermit taken, Supplier<T> query) {
        try (ConcurrencyPermit place = taken) {
            if (place == null) {
                throw new RequestRefusedException(overloaded());
            }
            return query.get();
        }
    }

    /// The answer where there is no place.
    public static Problem overloaded() {
        return Problem.of(
                ProblemCode.OVERLOADED,
                "The server has more of this to do than it can. Nothing was done.",
                "Send it again in a second or so; the metric evenkeel_limit_refused tells how often that happens.");
    }
}
