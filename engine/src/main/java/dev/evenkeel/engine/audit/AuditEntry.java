// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of the ledger.
///
/// @param number 1, 2, 3 … without gaps
/// @param at when, to the microsecond
/// @param actor who did it, for example `admin` or `guard`
/// @param action what was done, past tense with dots, for example `flags.replaced`
/// @param subject what it was done to, for example `default/payment-core`
/// @param reason why, in the actor's words; may be empty
/// @param before the subject before as JSON, null when it did not exist
/// @param after the subject after as JSON, null when it no longer exists
/// @param previousHash hash of the entry before; empty for the first
/// @param hash SHA-256 over all of this and the previous entry's hash, hexadecimal
public record AuditEntry(
        long number,
        Instant at,
        String actor,
        String action,
        String subject,
        String reason,
        @Nullable String before,
        @Nullable String after,
        String previousHash,
        String hash) {

    /// The hash that the entry must have, given what it says.
    public String expectedHash() {
        return new AuditEntryHasher()
                .add(previousHash)
                .add(Long.toString(number))
                .add(at.toString())
                .add(actor)
                .add(action)
                .add(subject)
                .add(reason)
                .add(before)
                .add(after)
                .hex();
    }

    /// The same with the hash that it must have.
    public AuditEntry sealed() {
        return new AuditEntry(number, at, actor, action, subject, reason, before, after, previousHash, expectedHash());
    }
}
