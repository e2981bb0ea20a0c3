// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

/// What work is for: DORA's new work, and its unplanned work and rework; between them the planned
/// work that keeps a service alive, and the toil of the SRE books.
public enum WorkKind {
    /// What users get that was not there before.
    NEW_WORK("new work"),
    /// Makes failures rarer, shorter or smaller.
    RELIABILITY("reliability"),
    /// Upgrades, and what pays debt back.
    MAINTENANCE("maintenance and debt"),
    /// Closes holes, or makes it harder to find some.
    SECURITY("security"),
    /// By hand, again and again, of no lasting worth, growing with the service.
    TOIL("toil"),
    /// Nobody planned it: repairs, interruptions, work done again.
    UNPLANNED("unplanned work and rework");

    private final String words;

    WorkKind(String words) {
        this.words = words;
    }

    /// As people call it.
    public String words() {
        return words;
    }
}
