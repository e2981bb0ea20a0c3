// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.server;

/// The metrics of a server at one point in time.
///
/// @param text Prometheus text format
public record ServerMetrics(String text) {
    /// Returns the value of a metric, and 0 when the server has none with this name and these labels.
    ///
    /// @param sample name and labels as in the Prometheus text format
    public double value(String sample) {
        return text.lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .findFirst()
                .orElse(0);
    }
}
