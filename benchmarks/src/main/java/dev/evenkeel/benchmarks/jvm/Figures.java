// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.evaluation;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One benchmark's figures, an element for each iteration. Immutable.
///
/// @param times in the benchmark's unit
/// @param bytes allocated per call; empty when they were not measured
record Figures(List<Double> times, List<Double> bytes) {
    static final Figures NONE = new Figures(List.of(), List.of());

    Figures {
        times = List.copyOf(times);
        bytes = List.copyOf(bytes);
    }

    /// Reads one element of JMH's results.
    static Figures read(JsonNode result) {
        return new Figures(
                rawData(result.path("primaryMetric")),
                rawData(result.path("secondaryMetrics").path("gc.alloc.rate.norm")));
    }

    private static List<Double> rawData(JsonNode metric) {
        List<Double> data = new ArrayList<>();
        for (JsonNode fork : metric.path("rawData")) {
            fork.forEach(iteration -> data.add(iteration.asDouble()));
        }
        return data;
    }

    Figures and(Figures more) {
        List<Double> allTimes = new ArrayList<>(times);
        allTimes.addAll(more.times);
        List<Double> allBytes = new ArrayList<>(bytes);
        allBytes.addAll(more.bytes);
        return new Figures(allTimes, allBytes);
    }

    /// The middle of the times: half of the iterations took less.
    double median() {
        return median(times);
    }

    double least() {
        return times.stream().mapToDouble(time -> time).min().orElse(Double.NaN);
    }

    double most() {
        return times.stream().mapToDouble(time -> time).max().orElse(Double.NaN);
    }

    /// The middle of the allocations, in whole bytes.
    long bytesPerCall() {
        return Math.round(median(bytes));
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
