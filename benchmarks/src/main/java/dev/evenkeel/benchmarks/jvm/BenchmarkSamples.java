// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// The measured values of one benchmark, one element per iteration. Immutable.
///
/// @param times in the benchmark's unit
/// @param bytes allocated per call; empty when not measured
public record BenchmarkSamples(List<Double> times, List<Double> bytes) {
    /// No measurements.
    public static final BenchmarkSamples NONE = new BenchmarkSamples(List.of(), List.of());

    /// Copies the lists.
    public BenchmarkSamples {
        times = List.copyOf(times);
        bytes = List.copyOf(bytes);
    }

    /// Parses one element of JMH's results.
    public static BenchmarkSamples read(JsonNode result) {
        return new BenchmarkSamples(
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

    /// Returns these values and those of another run.
    public BenchmarkSamples plus(BenchmarkSamples more) {
        List<Double> allTimes = new ArrayList<>(times);
        allTimes.addAll(more.times);
        List<Double> allBytes = new ArrayList<>(bytes);
        allBytes.addAll(more.bytes);
        return new BenchmarkSamples(allTimes, allBytes);
    }

    /// Returns the median time.
    public double median() {
        return median(times);
    }

    public double min() {
        return times.stream().mapToDouble(time -> time).min().orElse(Double.NaN);
    }

    public double max() {
        return times.stream().mapToDouble(time -> time).max().orElse(Double.NaN);
    }

    /// Returns the median allocation, in whole bytes.
    public long bytesPerCall() {
        return Math.round(median(bytes));
    }

    /// Formats median, range and bytes for a table.
    public String toCell() {
        if (times.isEmpty()) {
            return "-";
        }
        String allocated = bytes.isEmpty() ? "" : ", " + bytesPerCall() + " B";
        return formatNumber(median()) + " (" + formatNumber(min()) + "–" + formatNumber(max()) + ")" + allocated;
    }

    /// Formats a number with a sensible number of digits.
    public static String formatNumber(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
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
