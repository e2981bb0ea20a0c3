// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

/// Why something that was recorded will not reach the server. What is counted stands with each.
public enum DropCause {
    /// Calls of variants that did not fit in a batch (64 variants, 1,000,000,000 calls each), or whose names
    /// the protocol cannot carry. A rollout's variants go together: where one of them does not fit, calls of
    /// both are dropped.
    TOO_MANY_VARIANTS,
    /// Failures of units that did not fit in a rollout's set (200,000) or in a batch (20,000).
    TOO_MANY_FAILED_UNITS,
    /// Events of a metric, to units for the first time, that did not fit in a rollout's set (200,000)
    /// or in a batch (20,000, failed units among them).
    TOO_MANY_METRIC_UNITS,
    /// Values of a metric that did not fit in a batch (20,000), or whose trial, metric or variant did not
    /// (20,000, 48, 64); events for experiments that did not fit in a batch (5,000 units).
    TOO_MANY_METRIC_VALUES,
    /// Calls of which a metric is not known, because its function threw; tracked events whose name is
    /// none for a metric, or whose value is not a number of -1e15 to 1e15.
    METRIC_FAILED,
    /// Late outcomes whose token cannot be read.
    SETTLEMENT_UNREADABLE,
    /// First calls of units that did not fit in a revision's set (200,000) or in a batch (20,000).
    TOO_MANY_TRIALS,
    /// Events and values of metrics that contradict the calls of their variant, with those of the rollout's
    /// other variant; the calls are kept. A defect of the SDK: please report it.
    INVALID_METRICS,
    /// Calls whose outcomes contradict each other, with those of the rollout's other variant. A defect of the
    /// SDK: please report it.
    INVALID_SUMMARY,
    /// Exposures to experiments that did not fit in a batch (5,000); the unit's next evaluation tells them.
    TOO_MANY_EXPOSURES,
    /// Calls in batches for which there was no room among those waiting (60), or that had more calls than a
    /// batch may have (1,000,000,000).
    TOO_MANY_WAITING,
    /// Calls in batches that the server refused for good.
    REFUSED
}
