// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.core.telemetry.MetricScoreScale;
import java.util.function.BiPredicate;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/// A custom metric that a guarded change reads from each result.
///
/// @param event whether it counts an event; if not, it measures a value
/// @param reader 1 when the event occurred and 0 when not; or the value as millionths of its range,
///     [#NO_VALUE] for none
record CustomCallMetric<A extends @Nullable Object, R extends @Nullable Object>(
        String name, boolean event, Reader<A, R> reader) {
    static final int NO_VALUE = -1;

    /// A reader of one call.
    @FunctionalInterface
    interface Reader<A extends @Nullable Object, R extends @Nullable Object> {
        int read(A argument, R result);
    }

    /// @throws IllegalArgumentException when the name is not valid for a metric or slice
    static String requireValidName(String name) {
        if (!MetricNames.isValidName(name)) {
            throw new IllegalArgumentException(
                    "the name of a metric or slice must be " + MetricNames.NAME_DESCRIPTION + ", got \"" + name + "\"");
        }
        return name;
    }

    static <A extends @Nullable Object, R extends @Nullable Object> CustomCallMetric<A, R> counting(
            String name, BiPredicate<? super A, ? super R> happened) {
        return new CustomCallMetric<>(
                requireValidName(name), true, (argument, result) -> happened.test(argument, result) ? 1 : 0);
    }

    static <A extends @Nullable Object, R extends @Nullable Object> CustomCallMetric<A, R> measuring(
            String name, double most, ToDoubleBiFunction<? super A, ? super R> value) {
        if (!(most > 0 && most < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the top of the range of \"" + name + "\" must be above 0 and finite, got " + most);
        }
        return new CustomCallMetric<>(
                requireValidName(name),
                false,
                (argument, result) -> millionths(value.applyAsDouble(argument, result) / most));
    }

    private static int millionths(double part) {
        return Double.isNaN(part)
                ? NO_VALUE
                : (int) Math.round(Math.max(0, Math.min(part, 1)) * MetricScoreScale.MAX_SCORE);
    }
}
