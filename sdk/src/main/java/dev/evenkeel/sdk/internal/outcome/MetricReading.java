// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

/// What one metric read of one call.
///
/// @param metric its name
/// @param event whether an event happened; if not, a value was measured
/// @param value millionths of the range; of no meaning for an event
public record MetricReading(String metric, boolean event, int value) {}
