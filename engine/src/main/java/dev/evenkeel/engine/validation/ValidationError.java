// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.validation;

/// One validation error of a document or request.
///
/// @param pointer JSON pointer (RFC 6901) into the document, such as `/steps/2/exposure`; empty for the whole document
/// @param message what is wrong, with the value and the allowed range
/// @param remedy how to fix it
public record ValidationError(String pointer, String message, String remedy) {
    /// Formats the error: `"/services/a/tier: must be 1 to 4, got 9; write a number from 1 to 4"`.
    @Override
    public String toString() {
        return (pointer.isEmpty() ? "" : pointer + ": ") + message + "; " + remedy;
    }
}
