// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One time series. NaN samples are not in it: they are stale markers or say nothing.
///
/// @param labels its name (`__name__`) and labels
/// @param samples in order of time
record TimeSeries(Map<String, String> labels, List<PrometheusSample> samples) {
    TimeSeries {
        labels = Map.copyOf(labels);
        samples =
                samples.stream().filter(sample -> !Double.isNaN(sample.value())).toList();
    }

    /// The value of a label; null when it has no such label.
    @Nullable
    String label(String name) {
        return labels.get(name);
    }

    /// The last sample at or before a moment; null when there is none.
    @Nullable
    PrometheusSample lastUntil(Instant moment) {
        return samples.reversed().stream()
                .filter(sample -> !sample.at().isAfter(moment))
                .findFirst()
                .orElse(null);
    }

    /// The samples in (from, to].
    List<PrometheusSample> within(Instant from, Instant to) {
        return samples.stream()
                .filter(sample -> sample.at().isAfter(from) && !sample.at().isAfter(to))
                .toList();
    }

    /// As Prometheus writes it: `errors_total{job="shop"}`.
    String title() {
        Map<String, String> shown = new TreeMap<>(labels);
        String name = shown.remove("__name__");
        return shown.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(", ", (name == null ? "" : name) + "{", "}"));
    }
}
