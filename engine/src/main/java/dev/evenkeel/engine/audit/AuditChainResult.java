// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.audit;

/// What checking a ledger found.
public sealed interface AuditChainResult {
    /// Every entry is as it was written and none is missing.
    ///
    /// @param entries that were checked
    /// @param head hash of the last entry; whoever noted it elsewhere can prove that the ledger was not
    ///     rewritten as a whole. Empty when there is no entry
    /// @param heads published ones that fit
    record Intact(long entries, String head, int heads) implements AuditChainResult {}

    /// The ledger was tampered with.
    ///
    /// @param number the first entry that does not fit
    /// @param fault how it does not fit
    /// @param explanation what follows "entry N" in a sentence
    record Broken(long number, AuditChainFault fault, String explanation) implements AuditChainResult {
        /// The finding, in a sentence.
        public String sentence() {
            return "Entry " + number + " " + explanation + ".";
        }
    }
}
