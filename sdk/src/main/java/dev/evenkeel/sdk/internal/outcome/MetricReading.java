// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

/// The reading of one metric for one call.
///
/// @param metric name of the metric
/// @param event whether an event occurred; if not, a value was measured
/// @param value millionths of the range; undefined for an event
public record MetricReading(String metric, boolean event, int value) {}
