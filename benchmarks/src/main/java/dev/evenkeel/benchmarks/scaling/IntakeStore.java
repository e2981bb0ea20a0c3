// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

/// Where a server puts a batch before it responds.
enum IntakeStore {
    /// In PostgreSQL, in a transaction with other batches.
    POSTGRESQL("PostgreSQL"),
    /// In Kafka; a consumer stores it in PostgreSQL later.
    KAFKA("Kafka");

    private final String label;

    IntakeStore(String label) {
        this.label = label;
    }

    /// Returns the name in reports.
    String label() {
        return label;
    }
}
