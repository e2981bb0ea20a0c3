// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

/// The calls of a flag.
///
/// @param calls completed calls
/// @param failures failed ones among them
public record FlagCalls(Key key, long calls, long failures) {
    /// The key of a flag; sorted by environment, then flag.
    public record Key(String environment, String flag) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byEnvironment = environment.compareTo(other.environment);
            return byEnvironment == 0 ? flag.compareTo(other.flag) : byEnvironment;
        }
    }

    /// Returns the sum.
    public FlagCalls plus(FlagCalls other) {
        return new FlagCalls(key, calls + other.calls, failures + other.failures);
    }
}
