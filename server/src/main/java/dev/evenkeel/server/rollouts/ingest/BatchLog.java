// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

/// A durable log that batches are appended to, and from which they are stored later. Thread-safe.
public interface BatchLog {
    /// Returns whether new batches are appended to the log; otherwise they are stored immediately.
    boolean isEnabled();

    /// Appends a batch, and returns when it cannot be lost any more.
    ///
    /// @param encoded the batch as JSON
    /// @throws dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException when the log does not answer
    void append(ReceivedBatch batch, byte[] encoded);
}
