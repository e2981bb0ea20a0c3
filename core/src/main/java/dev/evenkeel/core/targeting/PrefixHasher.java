// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

/// A hash function for strings with a common prefix, which is hashed once. Immutable and thread-safe.
public final class PrefixHasher {
    private final Murmur3 hashed;

    /// Creates a hasher with seed 0.
    public PrefixHasher(String prefix) {
        this(prefix, 0);
    }

    /// Creates a hasher with a seed.
    PrefixHasher(String prefix, int seed) {
        this.hashed = new Murmur3(seed).add(prefix);
    }

    /// Returns MurmurHash3 x86 32-bit of the UTF-8 bytes of prefix + rest. Costs half a nanosecond per ASCII
    /// character.
    public int hash(String rest) {
        long plain = hashed.finishWith(rest);
        return plain == Murmur3.NOT_ASCII ? startHash().add(rest).finish() : (int) plain;
    }

    /// Returns a hash in the state after the prefix.
    Murmur3 startHash() {
        return hashed.copy();
    }
}
