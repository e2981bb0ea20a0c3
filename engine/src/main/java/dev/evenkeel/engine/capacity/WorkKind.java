// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

/// The purpose of work: DORA's new work, and unplanned work and rework; in addition the planned work that
/// maintains a service, and the toil of the SRE books.
public enum WorkKind {
    /// New value for users.
    NEW_WORK("new work"),
    /// Fewer, shorter or smaller failures.
    RELIABILITY("reliability"),
    /// Upgrades and repayment of technical debt.
    MAINTENANCE("maintenance and debt"),
    /// Removal and prevention of vulnerabilities.
    SECURITY("security"),
    /// Manual, repetitive work without lasting value that grows with the service.
    TOIL("toil"),
    /// Repairs, interruptions and rework.
    UNPLANNED("unplanned work and rework");

    private final String words;

    WorkKind(String words) {
        this.words = words;
    }

    /// Returns the name for people.
    public String label() {
        return words;
    }
}
