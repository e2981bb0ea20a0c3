// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

/// What came of the inputs that were tried.
///
/// @param name of the reader
/// @param read number of those that were read
/// @param refused number of those that were refused
/// @param mostBytes most that a single one allocated
public record FuzzReport(String name, long read, long refused, long mostBytes) {
    @Override
    public String toString() {
        return "%s: %d inputs, %d read, %d refused, at most %d kB allocated for one"
                .formatted(name, read + refused, read, refused, mostBytes / 1_024);
    }
}
