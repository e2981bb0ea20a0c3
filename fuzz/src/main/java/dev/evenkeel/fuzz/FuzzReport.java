// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

/// The result of a fuzz run.
///
/// @param name name of the reader
/// @param read number of accepted inputs
/// @param refused number of rejected inputs
/// @param mostBytes largest number of bytes allocated for a single input
public record FuzzReport(String name, long read, long refused, long mostBytes) {
    @Override
    public String toString() {
        return "%s: %d inputs, %d read, %d refused, at most %d kB allocated for one"
                .formatted(name, read + refused, read, refused, mostBytes / 1_024);
    }
}
