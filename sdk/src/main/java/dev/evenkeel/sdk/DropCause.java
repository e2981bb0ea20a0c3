// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

/// Reasons why recorded data was dropped. Each states the unit of its count.
public enum DropCause {
    /// Calls of variants that did not fit in a batch (64 variants, 1,000,000,000 calls each), or whose names
    /// are not valid in the protocol. The variants of a rollout are dropped together: where one of them does
    /// not fit, calls of both are dropped.
    TOO_MANY_VARIANTS,
    /// Failures of units that did not fit in a rollout's set (200,000) or in a batch (20,000).
    TOO_MANY_FAILED_UNITS,
    /// First events of units for a metric that did not fit in a rollout's set (200,000) or in a batch
    /// (20,000, including failed units).
    TOO_MANY_METRIC_UNITS,
    /// Values of a metric that did not fit in a batch (20,000), or whose trial, metric or variant did not
    /// (20,000, 48, 64); events for experiments that did not fit in a batch (5,000 units).
    TOO_MANY_METRIC_VALUES,
    /// Calls without the value of a metric, because its function threw an exception; tracked events with an
    /// invalid metric name, or with a value outside of -1e15 to 1e15.
    METRIC_FAILED,
    /// Late outcomes with an invalid token.
    SETTLEMENT_UNREADABLE,
    /// First calls of units that did not fit in a revision's set (200,000) or in a batch (20,000).
    TOO_MANY_TRIALS,
    /// Events and values of metrics that contradict the calls of their variant, with those of the rollout's
    /// other variant; the calls are kept. A bug of the SDK: please report it.
    INVALID_METRICS,
    /// Calls whose outcomes contradict each other, with those of the rollout's other variant. A bug of the
    /// SDK: please report it.
    INVALID_SUMMARY,
    /// Exposures to experiments that did not fit in a batch (5,000); the unit's next evaluation reports them.
    TOO_MANY_EXPOSURES,
    /// Calls in batches that did not fit in the queue (60), or that exceeded the maximum number of calls in a
    /// batch (1,000,000,000).
    TOO_MANY_WAITING,
    /// Calls in batches that the server rejected permanently.
    REFUSED
}
