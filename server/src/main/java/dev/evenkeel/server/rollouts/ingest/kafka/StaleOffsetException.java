// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

/// Thrown when another consumer has stored records of a partition since this one read its offset. This consumer has
/// lost the partition, and must not store its records.
final class StaleOffsetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StaleOffsetException() {
        super("another server has stored records of the partition");
    }
}
