// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The limits on concurrent database use by kind of request. Small outcome batches share transactions, so many of them
/// have a place. Other telemetry, acknowledgements, reads by people and programs, and unauthenticated callers each have
/// a share of the connections. No environment, SDK key or other caller can use a whole share. A place is held only
/// during database work, never while a client sends or receives. Thread-safe.
@Component
public class DatabaseConcurrencyLimiter {
    private static final int MOST_WAITING = 200;
    /// Maximum number of waiting telemetry requests per SDK key.
    public static final int MAX_WAITING_PER_KEY = MOST_WAITING / 2;
    private static final Duration BATCHES_WAIT = Duration.ofSeconds(1);
    private static final Duration LOOKS_WAIT = Duration.ofSeconds(2);
    /* Every process acknowledges a change immediately, and waiting acknowledgements cost little. */
    private static final int MOST_ACKS_WAITING = 5_000;
    private static final Duration ACKS_WAIT = Duration.ofSeconds(5);
    /* A quarter of the places, at most two, cannot be used by a single holder. */
    private static final int RESERVED_MOST = 2;
    private static final int RESERVED_PART = 4;

    private final KeyedConcurrencyLimiter batchEnvironments;
    private final KeyedConcurrencyLimiter batchKeys;
    private final KeyedConcurrencyLimiter environments;
    private final KeyedConcurrencyLimiter keys;
    private final KeyedConcurrencyLimiter callers;
    private final KeyedConcurrencyLimiter acknowledging;
    private final Supplier<@Nullable ConcurrencyPermit> acks;
    private final Supplier<@Nullable ConcurrencyPermit> batches;
    private final Supplier<@Nullable ConcurrencyPermit> telemetry;
    private final Supplier<@Nullable ConcurrencyPermit> looks;
    private final Supplier<@Nullable ConcurrencyPermit> unknown;

    DatabaseConcurrencyLimiter(
            LimitRegistry limits,
            @Value("${evenkeel.max-concurrent-batches}") int batchesAtOnce,
            @Value("${evenkeel.max-concurrent-telemetry}") int telemetryAtOnce,
            @Value("${evenkeel.max-concurrent-acks}") int acksAtOnce,
            @Value("${evenkeel.max-concurrent-reads}") int looksAtOnce,
            @Value("${evenkeel.max-concurrent-unauthenticated}") int unknownAtOnce) {
        int batchesOfEnvironment = batchesAtOnce - batchesAtOnce / RESERVED_PART;
        this.batchEnvironments = createKeyedLimiter(
                limits, "environment-concurrent-batches", batchesOfEnvironment, MOST_WAITING / 2, BATCHES_WAIT);
        this.batchKeys = createKeyedLimiter(
                limits,
                "key-concurrent-batches",
                batchesOfEnvironment - batchesOfEnvironment / RESERVED_PART,
                MAX_WAITING_PER_KEY,
                BATCHES_WAIT);
        this.batches = createSharedLimiter(
                limits, "concurrent-batches", new ConcurrencyLimiter(batchesAtOnce, MOST_WAITING, BATCHES_WAIT));
        int ofEnvironment = withoutReserve(telemetryAtOnce);
        this.environments = createKeyedLimiter(
                limits, "environment-concurrent-telemetry", ofEnvironment, MOST_WAITING / 2, BATCHES_WAIT);
        this.keys = createKeyedLimiter(
                limits, "key-concurrent-telemetry", withoutReserve(ofEnvironment), MAX_WAITING_PER_KEY, BATCHES_WAIT);
        this.callers = createKeyedLimiter(
                limits, "caller-concurrent-reads", withoutReserve(looksAtOnce), MOST_WAITING / 2, LOOKS_WAIT);
        this.acknowledging = createKeyedLimiter(
                limits, "key-concurrent-acks", withoutReserve(acksAtOnce), MOST_ACKS_WAITING, ACKS_WAIT);
        this.telemetry = createSharedLimiter(
                limits, "concurrent-telemetry", new ConcurrencyLimiter(telemetryAtOnce, MOST_WAITING, BATCHES_WAIT));
        this.acks = createSharedLimiter(
                limits, "concurrent-acks", new ConcurrencyLimiter(acksAtOnce, MOST_ACKS_WAITING, ACKS_WAIT));
        this.looks = createSharedLimiter(
                limits, "concurrent-reads", new ConcurrencyLimiter(looksAtOnce, MOST_WAITING, LOOKS_WAIT));
        this.unknown = createSharedLimiter(
                limits, "concurrent-unauthenticated", new ConcurrencyLimiter(unknownAtOnce, MOST_WAITING, LOOKS_WAIT));
    }

    private static KeyedConcurrencyLimiter createKeyedLimiter(
            LimitRegistry limits, String name, int atOnce, int mostWaiting, Duration wait) {
        return new KeyedConcurrencyLimiter(
                () -> new ConcurrencyLimiter(atOnce, mostWaiting, wait), limits.register(name, atOnce));
    }

    private static int withoutReserve(int all) {
        return all - Math.min(RESERVED_MOST, all / RESERVED_PART);
    }

    private static Supplier<@Nullable ConcurrencyPermit> createSharedLimiter(
            LimitRegistry limits, String name, ConcurrencyLimiter concurrencyLimiter) {
        LimitRefusalCounter limit =
                limits.register(name, concurrencyLimiter.maxConcurrent(), concurrencyLimiter::inUse);
        return () -> KeyedConcurrencyLimiter.tryAcquire(concurrencyLimiter, limit);
    }

    /// Acquires a place for an outcome batch of an SDK key; null when none is free in time.
    public @Nullable ConcurrencyPermit tryAcquireForBatch(RequestSender sender) {
        ConcurrencyPermit ofKey = batchKeys.tryAcquire(sender.senderId());
        ConcurrencyPermit ofEnvironment =
                ofKey == null ? null : ofKey.and(batchEnvironments.tryAcquire(sender.shareKey()));
        return ofEnvironment == null ? null : ofEnvironment.and(batches.get());
    }

    /// Acquires a place for telemetry of an SDK key; null when none is free in time.
    public @Nullable ConcurrencyPermit tryAcquireForTelemetry(RequestSender sender) {
        /*
         * Acquires the narrowest limit first, so that a waiting request holds no place that others could use.
         */
        ConcurrencyPermit ofKey = keys.tryAcquire(sender.senderId());
        ConcurrencyPermit ofEnvironment = ofKey == null ? null : ofKey.and(environments.tryAcquire(sender.shareKey()));
        return ofEnvironment == null ? null : ofEnvironment.and(telemetry.get());
    }

    /// Whether the queue of the key is full, so that [#tryAcquireForBatch] or [#tryAcquireForTelemetry] would reject it
    /// immediately.
    public boolean isTelemetryFull(RequestSender sender) {
        return batchKeys.isFull(sender.senderId()) || keys.isFull(sender.senderId());
    }

    /// Acquires a place for an acknowledgement or sign-off of an SDK; null when none is free in time.
    public @Nullable ConcurrencyPermit tryAcquireForAcknowledgement(RequestSender sender) {
        ConcurrencyPermit ofKey = acknowledging.tryAcquire(sender.senderId());
        return ofKey == null ? null : ofKey.and(acks.get());
    }

    /// Acquires a place for a read by a caller; null when none is free in time.
    public @Nullable ConcurrencyPermit tryAcquireForRead(RequestSender sender) {
        ConcurrencyPermit ofCaller = callers.tryAcquire(sender.senderId());
        return ofCaller == null ? null : ofCaller.and(looks.get());
    }

    /// Runs a query that authenticates a recently known caller again, in a place for reads. Must not be called
    /// while holding another place.
    ///
    /// @throws MalformedOrOverLimitException when no place is free in time
    public <T> T runQuery(Supplier<T> query) {
        return runWithPermit(looks.get(), query);
    }

    /// Runs work for an unauthenticated caller, in a place for such work. Must not be called while holding
    /// another place.
    ///
    /// @throws MalformedOrOverLimitException when no place is free in time
    public <T> T runQueryForUnknownCaller(Supplier<T> query) {
        return runWithPermit(unknown.get(), query);
    }

    private static <T> T runWithPermit(@Nullable ConcurrencyPermit taken, Supplier<T> query) {
        try (ConcurrencyPermit permit = taken) {
            if (permit == null) {
                throw new MalformedOrOverLimitException(overloadedProblem());
            }
            return query.get();
        }
    }

    /// Returns the error response when no place is free.
    public static Problem overloadedProblem() {
        return Problem.of(
                ProblemCode.OVERLOADED,
                "The server is overloaded with requests of this kind. The request was not processed.",
                "Retry in a second. The metric evenkeel_limit_rejections_total counts rejected requests.");
    }
}
