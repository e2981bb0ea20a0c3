// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

/// The most recently reported units, in bounded memory: at least the last 100,000 and at most twice as many.
/// Evicted units are reported again, and the server counts a unit once. Thread-safe; lookups take no lock.
public final class ReportedUnits {
    private static final int GENERATION = 100_000;

    private volatile BoundedUnitSet young = new BoundedUnitSet(GENERATION);
    private volatile BoundedUnitSet old = new BoundedUnitSet(GENERATION);

    public boolean contains(long unit) {
        return young.contains(unit) || old.contains(unit);
    }

    public synchronized void add(long unit) {
        if (young.add(unit) == BoundedUnitSet.AddResult.FULL) {
            old = young;
            young = new BoundedUnitSet(GENERATION);
            young.add(unit);
        }
    }

    /// Clears the set, when reports may not have arrived: all units are reported again.
    public synchronized void clear() {
        young = new BoundedUnitSet(GENERATION);
        old = new BoundedUnitSet(GENERATION);
    }
}
