// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An entry of the audit log.
///
/// @param number 1, 2, 3 … without gaps
/// @param at time, to the microsecond
/// @param actor who acted, for example `admin` or `guard`
/// @param action action, past tense with dots, for example `flags.replaced`
/// @param subject object of the action, for example `default/payment-core`
/// @param reason reason stated by the actor; may be empty
/// @param before state before as JSON, null when it did not exist
/// @param after state after as JSON, null when it no longer exists
/// @param previousHash hash of the previous entry; empty for the first
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

    /// Computes the hash of the entry's content.
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
                .toHex();
    }

    /// Returns a copy with the computed hash.
    public AuditEntry withHash() {
        return new AuditEntry(number, at, actor, action, subject, reason, before, after, previousHash, expectedHash());
    }
}
