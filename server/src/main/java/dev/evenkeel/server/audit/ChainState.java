// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.audit;

/// What checking the ledger found.
public sealed interface ChainState {
    /// Every entry is as it was written and none is missing.
    ///
    /// @param head hash of the last entry; whoever noted it elsewhere can prove that the ledger was not
    ///     rewritten as a whole
    record Intact(long entries, String head) implements ChainState {}

    /// The ledger was tampered with.
    ///
    /// @param number the first entry that does not fit
    record Broken(long number, String explanation) implements ChainState {}
}
