// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Options of shadow traffic: how calls of a guarded change run a second time, for comparison only.
/// Immutable.
///
/// The shadow call runs in a separate thread and its result is discarded: the caller never waits for it.
/// While shadow traffic slows down control's other calls, it pauses automatically. Only calls served by
/// control are shadowed, and only while a rollout configures it. Enable it for operations that may run twice:
/// reads, or writes in a variant without effects.
///
/// @param <R> result of both paths
public final class ShadowOptions<R extends @Nullable Object> {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST = 10_000;
    private static final int MOST_FIELDS = 50;
    private static final int LONGEST_PATH = 256;

    private final BiPredicate<? super R, ? super R> same;
    private final boolean controlRepeatable;
    private final Duration timeLimit;
    private final int concurrency;
    private final int waiting;
    private final Map<String, Function<? super R, ? extends @Nullable Object>> fields;

    private ShadowOptions(
            BiPredicate<? super R, ? super R> same,
            boolean controlRepeatable,
            Limits limits,
            Map<String, Function<? super R, ? extends @Nullable Object>> fields) {
        this.same = same;
        this.controlRepeatable = controlRepeatable;
        this.timeLimit = limits.time();
        this.concurrency = limits.concurrency();
        this.waiting = limits.waiting();
        this.fields = Collections.unmodifiableMap(fields);
    }

    private record Limits(Duration time, int concurrency, int waiting) {}

    /// Compares results by a predicate: control's result first, the shadow result second. The predicate
    /// should ignore irrelevant differences (times, generated ids, the order of a set). A comparison that
    /// throws is counted as incomparable.
    public static <R extends @Nullable Object> ShadowOptions<R> comparing(BiPredicate<? super R, ? super R> same) {
        Objects.requireNonNull(same, "same");
        return new ShadowOptions<>(same, false, new Limits(Duration.ofSeconds(1), 2, 100), Map.of());
    }

    /// Allows control to run twice too, which measures how often results differ without a change.
    public ShadowOptions<R> controlRepeatable() {
        return new ShadowOptions<>(same, true, limits(), fields);
    }

    /// Sets the time limit of a shadow call. Default 1 s. One that exceeds it counts as different, and its
    /// thread is interrupted.
    ///
    /// @throws IllegalArgumentException when it is not from 1 ms to 10 minutes
    public ShadowOptions<R> timeLimit(Duration limit) {
        if (limit.compareTo(Duration.ofMillis(1)) < 0 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the time limit must be 1 ms to 10 minutes, got " + limit);
        }
        return new ShadowOptions<>(same, controlRepeatable, new Limits(limit, concurrency, waiting), fields);
    }

    /// Sets the maximum number of concurrent shadow calls in this process, hence of threads. Default 2.
    ///
    /// @throws IllegalArgumentException when it is not from 1 to 10,000
    public ShadowOptions<R> concurrency(int most) {
        requireWithin("the concurrency", most);
        return new ShadowOptions<>(same, controlRepeatable, new Limits(timeLimit, most, waiting), fields);
    }

    /// Sets the maximum number of queued shadow calls; further ones are dropped and counted. Default 100.
    ///
    /// @throws IllegalArgumentException when it is not from 1 to 10,000
    public ShadowOptions<R> queueCapacity(int most) {
        requireWithin("the queue capacity", most);
        return new ShadowOptions<>(same, controlRepeatable, new Limits(timeLimit, concurrency, most), fields);
    }

    /// Declares a field of the results, for diagnostics: for a sample of differing calls the server receives
    /// the paths of the differing fields, without their values. Values never leave this process. Without
    /// fields only counts are reported.
    ///
    /// @param path path of the field, such as `total.currency`, 1 to 256 characters; must not contain
    ///     personal data
    /// @param value the field's value in a result; values are compared by `equals`, arrays by their elements
    /// @throws IllegalArgumentException when the path is empty, too long, contains control characters or is a
    ///     duplicate, or when there are 50 fields
    public ShadowOptions<R> field(String path, Function<? super R, ? extends @Nullable Object> value) {
        Objects.requireNonNull(value, "value");
        if (path.isEmpty() || path.length() > LONGEST_PATH || path.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a field's path must have 1 to " + LONGEST_PATH + " characters and no control characters");
        }
        if (fields.containsKey(path) || fields.size() == MOST_FIELDS) {
            throw new IllegalArgumentException("fields must be at most " + MOST_FIELDS
                    + " with distinct paths; there are " + fields.size() + ", cannot add \"" + path + "\"");
        }
        Map<String, Function<? super R, ? extends @Nullable Object>> more = new LinkedHashMap<>(fields);
        more.put(path, value);
        return new ShadowOptions<>(same, controlRepeatable, limits(), more);
    }

    /// Returns the predicate that compares two results.
    public BiPredicate<? super R, ? super R> equality() {
        return same;
    }

    /// Whether control may run twice too.
    public boolean isControlRepeatable() {
        return controlRepeatable;
    }

    /// Returns the time limit of a shadow call.
    public Duration timeLimit() {
        return timeLimit;
    }

    /// Returns the maximum number of concurrent shadow calls.
    public int concurrency() {
        return concurrency;
    }

    /// Returns the maximum number of queued shadow calls.
    public int queueCapacity() {
        return waiting;
    }

    /// Returns the declared fields, by path in the order of declaration.
    public Map<String, Function<? super R, ? extends @Nullable Object>> fields() {
        return fields;
    }

    private Limits limits() {
        return new Limits(timeLimit, concurrency, waiting);
    }

    private static void requireWithin(String what, int value) {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException(what + " must be 1 to " + MOST + ", got " + value);
        }
    }
}
