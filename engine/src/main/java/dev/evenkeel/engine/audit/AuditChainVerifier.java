// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The verifier of a hash chain, entry by entry, against expectations. Reads each entry once and retains none,
/// so memory is constant.
///
/// Guarantee: every edit, removal, insertion or reordering of entries is detected at the first entry that
/// does not match, unless a preimage or collision of SHA-256 is found. A chain rewritten with new hashes
/// after an edit is detected only by a published head, at the first one that covers an entry from the edit
/// on.
public final class AuditChainVerifier {
    private final AuditChainExpectations claims;
    private final Deque<AuditChainHead> open;
    private long number;
    private @Nullable String hash;
    private int heads;

    private AuditChainVerifier(AuditChainExpectations claims) {
        this.claims = claims;
        this.open = new ArrayDeque<>(claims.publishedHeads());
        this.number = claims.firstNumber() - 1;
        this.hash = number == 0 ? "" : null;
    }

    /// Verifies a chain.
    ///
    /// @param entries entries in stored order; read up to the first mismatch, and beyond it only to
    ///     distinguish a missing entry from one that comes later
    /// @param checked receives the number of matching entries so far, after each
    public static AuditChainResult verify(
            Iterator<AuditEntry> entries, AuditChainExpectations claims, LongConsumer checked) {
        return new AuditChainVerifier(claims).verifyAll(entries, checked);
    }

    private AuditChainResult verifyAll(Iterator<AuditEntry> entries, LongConsumer checked) {
        Optional<AuditChainResult.Broken> broken = hash == null ? Optional.empty() : checkPublishedHeads();
        while (broken.isEmpty() && entries.hasNext()) {
            broken = verifyEntry(entries.next(), entries);
            checked.accept(number - claims.firstNumber() + 1);
        }
        return broken.or(this::checkEnd)
                .<AuditChainResult>map(found -> found)
                .orElseGet(() -> new AuditChainResult.Intact(
                        number - claims.firstNumber() + 1, hash == null ? "" : hash, heads));
    }

    private Optional<AuditChainResult.Broken> verifyEntry(AuditEntry entry, Iterator<AuditEntry> rest) {
        OptionalLong until = claims.lastNumber();
        if (until.isPresent() && number == until.getAsLong()) {
            return broken(number + 1, AuditChainFaultKind.HEAD_MISMATCH, "comes after the expected last entry");
        }
        if (entry.number() != number + 1) {
            return findOrderFault(entry.number(), rest);
        }
        if (!entry.hash().equals(entry.expectedHash())) {
            return broken(entry.number(), AuditChainFaultKind.MODIFIED, "was changed after it was written");
        }
        if (hash == null) {
            hash = entry.previousHash();
            Optional<AuditChainResult.Broken> before = checkPublishedHeads();
            if (before.isPresent()) {
                return before;
            }
        }
        if (!entry.previousHash().equals(hash)) {
            return broken(
                    entry.number(), AuditChainFaultKind.MODIFIED, "does not contain the hash of the entry before it");
        }
        number++;
        hash = entry.hash();
        return checkPublishedHeads();
    }

    /* Only this case reads the rest to the end. */
    private Optional<AuditChainResult.Broken> findOrderFault(long found, Iterator<AuditEntry> rest) {
        long wanted = number + 1;
        boolean later = false;
        while (found > wanted && !later && rest.hasNext()) {
            later = rest.next().number() == wanted;
        }
        if (found < wanted) {
            return broken(
                    wanted, AuditChainFaultKind.OUT_OF_ORDER, "is out of order: entry " + found + " is in its place");
        }
        return later
                ? broken(wanted, AuditChainFaultKind.OUT_OF_ORDER, "comes later: entry " + found + " is in its place")
                : broken(wanted, AuditChainFaultKind.MISSING, "is missing: entry " + found + " is in its place");
    }

    /* Heads of the current entry. */
    private Optional<AuditChainResult.Broken> checkPublishedHeads() {
        while (!open.isEmpty() && open.getFirst().number() <= number) {
            if (!open.removeFirst().hash().equals(hash)) {
                return broken(
                        number, AuditChainFaultKind.HEAD_MISMATCH, "has a different hash than its published head");
            }
            heads++;
        }
        return Optional.empty();
    }

    private Optional<AuditChainResult.Broken> checkEnd() {
        OptionalLong until = claims.lastNumber();
        if (until.isPresent() && number < until.getAsLong()) {
            return broken(
                    number + 1,
                    AuditChainFaultKind.TRUNCATED,
                    "and all later entries are missing: the last entry should be " + until.getAsLong());
        }
        if (!open.isEmpty()) {
            long last = open.getLast().number();
            return broken(
                    number + 1,
                    AuditChainFaultKind.TRUNCATED,
                    "and all later entries are missing: a head was published for entry " + last);
        }
        AuditChainHead end = claims.head();
        return end == null || end.hash().equals(hash)
                ? Optional.empty()
                : broken(
                        number,
                        AuditChainFaultKind.HEAD_MISMATCH,
                        "has a different hash than the head of the audit log");
    }

    private static Optional<AuditChainResult.Broken> broken(
            long number, AuditChainFaultKind fault, String explanation) {
        return Optional.of(new AuditChainResult.Broken(number, fault, explanation));
    }
}
