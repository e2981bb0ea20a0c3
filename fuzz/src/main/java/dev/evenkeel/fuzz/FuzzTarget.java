// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

/// What reads an input.
@FunctionalInterface
public interface FuzzTarget {
    /// Reads one. Whatever it throws is held against it, unless it is a refusal that [Fuzzer] was told of.
    void read(FuzzInput input) throws Exception;
}
