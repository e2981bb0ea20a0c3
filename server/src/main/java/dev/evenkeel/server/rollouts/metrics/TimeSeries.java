// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One time series without NaN samples, which are staleness markers or carry no information.
///
/// @param labels labels, including the name (`__name__`)
/// @param samples samples in order of time
record TimeSeries(Map<String, String> labels, List<PrometheusSample> samples) {
    TimeSeries {
        labels = Map.copyOf(labels);
        samples =
                samples.stream().filter(sample -> !Double.isNaN(sample.value())).toList();
    }

    /// Returns the value of a label; null when the series does not have it.
    @Nullable
    String label(String name) {
        return labels.get(name);
    }

    /// Returns the last sample at or before an instant; null when there is none.
    @Nullable
    PrometheusSample findLastUntil(Instant moment) {
        return samples.reversed().stream()
                .filter(sample -> !sample.at().isAfter(moment))
                .findFirst()
                .orElse(null);
    }

    /// Returns the samples in (from, to].
    List<PrometheusSample> listSamples(Instant from, Instant to) {
        return samples.stream()
                .filter(sample -> sample.at().isAfter(from) && !sample.at().isAfter(to))
                .toList();
    }

    /// Formats the series as Prometheus does: `errors_total{job="shop"}`.
    String format() {
        Map<String, String> shown = new TreeMap<>(labels);
        String name = shown.remove("__name__");
        return shown.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(", ", (name == null ? "" : name) + "{", "}"));
    }
}
