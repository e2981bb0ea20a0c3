// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.sdk.DropCause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the metrics of a guarded change read of one call.
///
/// @param metrics the metrics
/// @param values what each read; not changed
@SuppressWarnings("ArrayRecordComponent")
record Readings(List<? extends Metric<?, ?>> metrics, int[] values) {
    /// Of a guarded change without metrics, or of a call without result.
    static final Readings NONE = new Readings(List.of(), new int[0]);

    /// Reads a call. A function of the host that throws has read nothing, and is counted.
    static <A extends @Nullable Object, R extends @Nullable Object> Readings of(
            List<Metric<A, R>> metrics, A argument, R result, Drops drops) {
        if (metrics.isEmpty()) {
            return NONE;
        }
        int[] values = new int[metrics.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(metrics.get(i), argument, result, drops);
        }
        return new Readings(metrics, values);
    }

    private static <A extends @Nullable Object, R extends @Nullable Object> int read(
            Metric<A, R> metric, A argument, R result, Drops drops) {
        try {
            return metric.reader().read(argument, result);
        } catch (Throwable hostsMistake) {
            drops.add(DropCause.METRIC_FAILED, 1);
            return Metric.NO_VALUE;
        }
    }
}
