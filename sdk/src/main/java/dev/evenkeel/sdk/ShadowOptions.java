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

/// How calls of a guarded change are answered a second time, for comparison only. Immutable.
///
/// The second answer comes from a thread of its own and is thrown away: the caller never waits for it.
/// While second answers make control's other calls slower they pause by themselves.
/// Only calls that control answered are shadowed, and only while a rollout asks for it. Declare it for
/// what may run twice: reads, or writes in a form that changes nothing.
///
/// @param <R> what both paths give
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

    /// Compares by a predicate: control's answer first, the second one after it. What does not matter
    /// (times, ids of their own, the order of a set) is for the predicate to leave out. One that throws
    /// is counted, and says nothing.
    public static <R extends @Nullable Object> ShadowOptions<R> comparing(BiPredicate<? super R, ? super R> same) {
        Objects.requireNonNull(same, "same");
        return new ShadowOptions<>(same, false, new Limits(Duration.ofSeconds(1), 2, 100), Map.of());
    }

    /// Lets control answer twice too, so that it shows how often answers differ by themselves.
    public ShadowOptions<R> controlRepeatable() {
        return new ShadowOptions<>(same, true, limits(), fields);
    }

    /// Longest time that a second answer may take. Default 1 s. One that takes longer counts as
    /// differing, and its thread is interrupted.
    ///
    /// @throws IllegalArgumentException when it is not from 1 ms to 10 minutes
    public ShadowOptions<R> timeLimit(Duration limit) {
        if (limit.compareTo(Duration.ofMillis(1)) < 0 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the time limit must be 1 ms to 10 minutes, got " + limit);
        }
        return new ShadowOptions<>(same, controlRepeatable, new Limits(limit, concurrency, waiting), fields);
    }

    /// Most second answers at a time in this process, hence most threads. Default 2.
    ///
    /// @throws IllegalArgumentException when it is not from 1 to 10,000
    public ShadowOptions<R> concurrency(int most) {
        requireWithin("the concurrency", most);
        return new ShadowOptions<>(same, controlRepeatable, new Limits(timeLimit, most, waiting), fields);
    }

    /// Most calls that wait for their second answer; what comes while they do is dropped and counted.
    /// Default 100.
    ///
    /// @throws IllegalArgumentException when it is not from 1 to 10,000
    public ShadowOptions<R> waiting(int most) {
        requireWithin("the number of waiting calls", most);
        return new ShadowOptions<>(same, controlRepeatable, new Limits(timeLimit, concurrency, most), fields);
    }

    /// Names a field of the answers, for people to look at: of some calls that were answered differently
    /// the server is told in which of the named fields, by these paths alone. The values never leave this
    /// process. Without a field nothing is told but numbers.
    ///
    /// @param path of the field, such as `total.currency`, 1 to 256 characters; not made of anybody's data
    /// @param value of an answer; values are compared by `equals`, arrays by what is in them
    /// @throws IllegalArgumentException when the path is empty, too long, holds control characters or is
    ///     there already, or when there are 50 fields
    public ShadowOptions<R> field(String path, Function<? super R, ? extends @Nullable Object> value) {
        Objects.requireNonNull(value, "value");
        if (path.isEmpty() || path.length() > LONGEST_PATH || path.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a field's path must have 1 to " + LONGEST_PATH + " characters and no control characters");
        }
        if (fields.containsKey(path) || fields.size() == MOST_FIELDS) {
            throw new IllegalArgumentException("fields must be at most " + MOST_FIELDS
                    + " with different paths; there are " + fields.size() + ", and one more is \"" + path + "\"");
        }
        Map<String, Function<? super R, ? extends @Nullable Object>> more = new LinkedHashMap<>(fields);
        more.put(path, value);
        return new ShadowOptions<>(same, controlRepeatable, limits(), more);
    }

    /// Whether two answers are alike.
    public BiPredicate<? super R, ? super R> same() {
        return same;
    }

    /// Whether control may answer twice too.
    public boolean isControlRepeatable() {
        return controlRepeatable;
    }

    /// Longest time that a second answer may take.
    public Duration timeLimit() {
        return timeLimit;
    }

    /// Most second answers at a time.
    public int concurrency() {
        return concurrency;
    }

    /// Most calls that wait for their second answer.
    public int waiting() {
        return waiting;
    }

    /// The named fields of answers, by path in the order of naming.
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
