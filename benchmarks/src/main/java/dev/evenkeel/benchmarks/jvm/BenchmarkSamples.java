// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// One benchmark's figures, an element for each iteration. Immutable.
///
/// @param times in the benchmark's unit
/// @param bytes allocated per call; empty when they were not measured
public record BenchmarkSamples(List<Double> times, List<Double> bytes) {
    /// Nothing measured.
    public static final BenchmarkSamples NONE = new BenchmarkSamples(List.of(), List.of());

    /// Copies the lists.
    public BenchmarkSamples {
        times = List.copyOf(times);
        bytes = List.copyOf(bytes);
    }

    /// Reads one element of JMH's results.
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

    /// These and those of another run.
    public BenchmarkSamples and(BenchmarkSamples more) {
        List<Double> allTimes = new ArrayList<>(times);
        allTimes.addAll(more.times);
        List<Double> allBytes = new ArrayList<>(bytes);
        allBytes.addAll(more.bytes);
        return new BenchmarkSamples(allTimes, allBytes);
    }

    /// The middle of the times: half of the iterations took less.
    public double median() {
        return median(times);
    }

    /// The shortest time.
    public double least() {
        return times.stream().mapToDouble(time -> time).min().orElse(Double.NaN);
    }

    /// The longest time.
    public double most() {
        return times.stream().mapToDouble(time -> time).max().orElse(Double.NaN);
    }

    /// The middle of the allocations, in whole bytes.
    public long bytesPerCall() {
        return Math.round(median(bytes));
    }

    /// For a table: median, range, bytes.
    public String cell() {
        if (times.isEmpty()) {
            return "-";
        }
        String allocated = bytes.isEmpty() ? "" : ", " + bytesPerCall() + " B";
        return number(median()) + " (" + number(least()) + "–" + number(most()) + ")" + allocated;
    }

    /// A number in as many digits as a reader can use.
    public static String number(double value) {
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
