// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

/// A validation error of a flag definition.
///
/// @param pointer JSON pointer (RFC 6901) to the place; empty for the whole document
/// @param message what is wrong, with the offending value
/// @param remedy what to write instead
public record DefinitionProblem(String pointer, String message, String remedy) {
    /// Formats the problem: `"/flags/a/state: unknown state \"ON\"; write ENABLED or DISABLED"`.
    @Override
    public String toString() {
        return (pointer.isEmpty() ? "" : pointer + ": ") + message + "; " + remedy;
    }
}
