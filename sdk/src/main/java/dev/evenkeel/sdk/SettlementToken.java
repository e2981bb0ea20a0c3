// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import dev.evenkeel.sdk.internal.call.SettlementTokenScope;
import java.util.Optional;

/// A token that identifies a guarded call for a late outcome: a payment that is settled, rejected, or charged
/// back after days. The service stores it with its own record, and any process that learns the outcome passes
/// it to [Evenkeel#settle].
///
/// At most 200 characters, visible ASCII; contains the rollout, its revision, the side and a keyed hash of
/// the unit, and no other personal data. Not a secret, and not signed. SDK versions without salts cannot read
/// the tokens of this one: update the processes that settle first.
public final class SettlementToken {
    /// Maximum length of a token in characters.
    public static final int MAX_LENGTH = 200;

    private SettlementToken() {}

    /// Returns the token of the guarded call running in this thread, and opens its settlement: a call with a
    /// token that ends without an exception is expected to be settled. Take the token once the call has been
    /// accepted, in the transaction that stores it. Repeated calls within one guarded call return the same
    /// token.
    ///
    /// For nested guarded calls the innermost one with [GuardedChange.Builder#settlesLater] applies.
    ///
    /// @return empty outside of such calls, where no rollout decided, where control serves a call in place of
    ///     the candidate, and where the names of rollout, flag and variant have more than 125 bytes
    public static Optional<String> issue() {
        return SettlementTokenScope.issueToken();
    }
}
