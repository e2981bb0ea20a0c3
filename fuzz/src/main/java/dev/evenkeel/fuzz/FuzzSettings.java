// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import org.jspecify.annotations.Nullable;

/// Duration and seeds of a fuzz run, from system properties.
///
/// @param seed seed of the whole run: `evenkeel.fuzz.seed`
/// @param seconds duration for each reader: `evenkeel.fuzz.seconds`; 0 for a fixed number of inputs
/// @param only seed of a single input to run: `evenkeel.fuzz.input`; null for many
record FuzzSettings(long seed, long seconds, @Nullable Long only) {
    private static final long SEED = 20_261_127;

    static FuzzSettings fromSystemProperties() {
        return new FuzzSettings(
                Long.getLong("evenkeel.fuzz.seed", SEED),
                Long.getLong("evenkeel.fuzz.seconds", 0),
                Long.getLong("evenkeel.fuzz.input"));
    }

    /// Returns the seed of a mutated input.
    ///
    /// @param number number of the input, from 0
    /// @return at least [FuzzInput#FIRST_MADE], so that it differs from the seeds of unmutated inputs
    long seedOf(String reader, long number) {
        long mixed = (seed * 31 + reader.hashCode() + number) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
        return ((mixed ^ (mixed >>> 32)) & Long.MAX_VALUE) | FuzzInput.FIRST_MADE;
    }
}
