// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.audit;

/// The result of verifying an audit log.
public sealed interface AuditChainResult {
    /// All entries are unchanged and complete.
    ///
    /// @param entries number of verified entries
    /// @param head hash of the last entry; a copy kept elsewhere proves later that the log was not rewritten
    ///     as a whole. Empty without entries
    /// @param heads number of matching published heads
    record Intact(long entries, String head, int heads) implements AuditChainResult {}

    /// The audit log was tampered with.
    ///
    /// @param number first entry that does not match
    /// @param fault kind of the mismatch
    /// @param explanation continuation of "entry N" in a sentence
    record Broken(long number, AuditChainFaultKind fault, String explanation) implements AuditChainResult {
        public String message() {
            return "Entry " + number + " " + explanation + ".";
        }
    }
}
