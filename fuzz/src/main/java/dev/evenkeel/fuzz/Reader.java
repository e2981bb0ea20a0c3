// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

/// What reads an input.
@FunctionalInterface
public interface Reader {
    /// Reads one. Whatever it throws is held against it, unless it is a refusal that [Fuzz] was told of.
    void read(Input input) throws Exception;
}
