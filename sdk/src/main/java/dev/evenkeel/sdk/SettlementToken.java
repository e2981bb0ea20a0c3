// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import dev.evenkeel.sdk.internal.call.SettlementScope;
import java.util.Optional;

/// A text by which a guarded call is known later, when it turns out whether it was good: a payment that
/// is settled, rejected, or charged back after days. The service stores it with its own record, and any
/// process that hears of the outcome says so with [Evenkeel#settle].
///
/// At most 200 characters, visible ASCII; names the rollout, its revision, the side and a keyed hash of
/// the unit, and nothing else about anybody. Not a secret, and not signed. SDKs of a version without
/// salts do not read the tokens of this one: update the processes that settle first.
public final class SettlementToken {
    /// Most characters of a token.
    public static final int MAX_LENGTH = 200;

    private SettlementToken() {}

    /// The token of the guarded call that this thread runs, and opens its settlement: one that is opened
    /// and ends without an exception is expected to be settled. Take it once the call has been accepted,
    /// in the transaction that stores it. Again in the same call it is the same token.
    ///
    /// Of nested calls the innermost that may settle later ([GuardedChange.Builder#settlesLater]) counts.
    ///
    /// @return empty outside of such calls, where no rollout decided, where control answers in place of
    ///     the candidate, and where the names of rollout, flag and variant have more than 125 bytes
    public static Optional<String> open() {
        return SettlementScope.open();
    }
}
