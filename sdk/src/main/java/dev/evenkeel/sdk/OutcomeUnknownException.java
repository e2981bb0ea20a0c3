// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

/// The candidate did not answer in time, and nobody knows what became of the call: it may have been
/// done, be done later, or never. Control was not asked, since that could do it twice, or could answer a
/// read of a migration with less than was read before.
///
/// Of a write: tell the caller to ask or to try again with the same idempotency key. A second try is safe when
/// control and candidate keep that key in one place, in the transaction that does the work.
public final class OutcomeUnknownException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String flagKey;
    private final String variant;

    /// @param flagKey the flag of the guarded change
    /// @param variant the variant that has not answered
    public OutcomeUnknownException(String flagKey, String variant) {
        super("the variant \"" + variant + "\" of \"" + flagKey
                + "\" has not answered in time; what it was to do may have been done or not");
        this.flagKey = flagKey;
        this.variant = variant;
    }

    /// The flag of the guarded change.
    public String flagKey() {
        return flagKey;
    }

    /// The variant that has not answered.
    public String variant() {
        return variant;
    }
}
