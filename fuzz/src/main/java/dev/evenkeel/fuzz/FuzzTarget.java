// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

/// A reader under test.
@FunctionalInterface
public interface FuzzTarget {
    /// Reads one input. Any exception counts as a failure, except a rejection registered with
    /// [Fuzzer#expectRejection].
    void read(FuzzInput input) throws Exception;
}
