// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

/// Thrown when the candidate exceeded its time limit, so that the outcome of the call is unknown: it may have
/// been executed, may be executed later, or never. Control was not called, because it could execute it twice,
/// or return older data in a read of a migration than was read before.
///
/// For a write: let the caller query the result or retry with the same idempotency key. A retry is safe when
/// control and candidate store that key in one place, in the transaction that does the work.
public final class OutcomeUnknownException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String flagKey;
    private final String variant;

    /// @param flagKey the flag of the guarded change
    /// @param variant the variant that exceeded its time limit
    public OutcomeUnknownException(String flagKey, String variant) {
        super("the variant \"" + variant + "\" of \"" + flagKey
                + "\" timed out; its work may or may not have been done");
        this.flagKey = flagKey;
        this.variant = variant;
    }

    /// Returns the flag of the guarded change.
    public String flagKey() {
        return flagKey;
    }

    /// Returns the variant that exceeded its time limit.
    public String variant() {
        return variant;
    }
}
