// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/// A bounded, growing set of units, by their numbers in this process. Thread-safe; lookups take no lock.
public final class BoundedUnitSet {
    /*
     * Open addressing with linear probing, 8 bytes per slot, at most half full, so 16 to 32 bytes for each unit.
     * Units are uniform hashes already: the high bits select one of 16 stripes, the low bits the slot. A stripe adds
     * and grows under its own lock, so that growing copies a sixteenth at a time. Readers see the old table or the
     * new one. Zero marks an empty slot; the unit 0 is stored as 1, so these two count as one unit.
     */

    /// The result of an addition.
    public enum AddResult {
        ADDED,
        PRESENT,
        FULL
    }

    private static final int STRIPE_BITS = 4;
    private static final int FIRST_SLOTS = 64;

    private final Stripe[] stripes = new Stripe[1 << STRIPE_BITS];
    private final AtomicInteger size = new AtomicInteger();
    private final int bound;

    BoundedUnitSet(int bound) {
        this.bound = bound;
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = new Stripe();
        }
    }

    public boolean contains(long unit) {
        long key = key(unit);
        return stripe(key).contains(key);
    }

    public AddResult add(long unit) {
        long key = key(unit);
        Stripe stripe = stripe(key);
        return stripe.contains(key) ? AddResult.PRESENT : stripe.add(key);
    }

    int size() {
        return size.get();
    }

    private static long key(long unit) {
        return unit == 0 ? 1 : unit;
    }

    private Stripe stripe(long key) {
        return stripes[(int) (key >>> (Long.SIZE - STRIPE_BITS))];
    }

    private boolean reserve() {
        if (size.incrementAndGet() <= bound) {
            return true;
        }
        size.decrementAndGet();
        return false;
    }

    private final class Stripe {
        private volatile AtomicLongArray slots = new AtomicLongArray(FIRST_SLOTS);
        private int used;

        boolean contains(long key) {
            AtomicLongArray table = slots;
            return table.get(slot(table, key)) == key;
        }

        synchronized AddResult add(long key) {
            if (contains(key)) {
                return AddResult.PRESENT;
            }
            if (!reserve()) {
                return AddResult.FULL;
            }
            if (2 * ++used > slots.length()) {
                grow();
            }
            slots.set(slot(slots, key), key);
            return AddResult.ADDED;
        }

        private void grow() {
            AtomicLongArray old = slots;
            var larger = new AtomicLongArray(2 * old.length());
            for (int i = 0; i < old.length(); i++) {
                long key = old.get(i);
                if (key != 0) {
                    larger.setPlain(slot(larger, key), key);
                }
            }
            slots = larger;
        }

        /// Returns the slot of the key, or the free slot for it.
        private static int slot(AtomicLongArray table, long key) {
            int mask = table.length() - 1;
            int slot = (int) key & mask;
            long seen = table.get(slot);
            while (seen != 0 && seen != key) {
                slot = (slot + 1) & mask;
                seen = table.get(slot);
            }
            return slot;
        }
    }
}
