// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Computes a chain again, entry by entry, and holds it against what is claimed of it. Reads each entry
/// once and keeps none, so the length of a ledger costs time only. Confined to one thread.
///
/// Guarantee: whoever edits, drops, adds or reorders entries is found at the first entry that does not
/// fit, unless a preimage or collision of SHA-256 is found. Whoever writes every hash after an edit anew
/// is found only by a published head, at the first one that names an entry from the edit on.
public final class AuditChainVerifier {
    private final AuditChainExpectations claims;
    private final Deque<AuditChainHead> open;
    private long number;
    private @Nullable String hash;
    private int heads;

    private AuditChainVerifier(AuditChainExpectations claims) {
        this.claims = claims;
        this.open = new ArrayDeque<>(claims.published());
        this.number = claims.from() - 1;
        this.hash = number == 0 ? "" : null;
    }

    /// Checks a chain.
    ///
    /// @param entries as they stand; read until the first that does not fit, further only to tell a
    ///     missing entry from one that comes later
    /// @param checked is told how many entries fit so far, after each
    public static AuditChainResult of(
            Iterator<AuditEntry> entries, AuditChainExpectations claims, LongConsumer checked) {
        return new AuditChainVerifier(claims).run(entries, checked);
    }

    private AuditChainResult run(Iterator<AuditEntry> entries, LongConsumer checked) {
        Optional<AuditChainResult.Broken> broken = hash == null ? Optional.empty() : published();
        while (broken.isEmpty() && entries.hasNext()) {
            broken = take(entries.next(), entries);
            checked.accept(number - claims.from() + 1);
        }
        return broken.or(this::end)
                .<AuditChainResult>map(found -> found)
                .orElseGet(
                        () -> new AuditChainResult.Intact(number - claims.from() + 1, hash == null ? "" : hash, heads));
    }

    private Optional<AuditChainResult.Broken> take(AuditEntry entry, Iterator<AuditEntry> rest) {
        OptionalLong until = claims.until();
        if (until.isPresent() && number == until.getAsLong()) {
            return broken(number + 1, AuditChainFault.OTHER_HEAD, "stands behind the end that was named");
        }
        if (entry.number() != number + 1) {
            return misplaced(entry.number(), rest);
        }
        if (!entry.hash().equals(entry.expectedHash())) {
            return broken(entry.number(), AuditChainFault.CHANGED, "was changed after it was written");
        }
        if (hash == null) {
            hash = entry.previousHash();
            Optional<AuditChainResult.Broken> before = published();
            if (before.isPresent()) {
                return before;
            }
        }
        if (!entry.previousHash().equals(hash)) {
            return broken(
                    entry.number(), AuditChainFault.CHANGED, "was not written after the entry that stands before it");
        }
        number++;
        hash = entry.hash();
        return published();
    }

    /* The rest is read to the end only here. */
    private Optional<AuditChainResult.Broken> misplaced(long found, Iterator<AuditEntry> rest) {
        long wanted = number + 1;
        boolean later = false;
        while (found > wanted && !later && rest.hasNext()) {
            later = rest.next().number() == wanted;
        }
        if (found < wanted) {
            return broken(
                    wanted, AuditChainFault.OUT_OF_ORDER, "is not in its place: entry " + found + " stands there");
        }
        return later
                ? broken(wanted, AuditChainFault.OUT_OF_ORDER, "comes later: entry " + found + " stands in its place")
                : broken(wanted, AuditChainFault.MISSING, "is missing: entry " + found + " stands in its place");
    }

    /* Heads of the entry that was just taken. */
    private Optional<AuditChainResult.Broken> published() {
        while (!open.isEmpty() && open.getFirst().number() <= number) {
            if (!open.removeFirst().hash().equals(hash)) {
                return broken(
                        number, AuditChainFault.OTHER_HEAD, "has another hash than the head that was published of it");
            }
            heads++;
        }
        return Optional.empty();
    }

    private Optional<AuditChainResult.Broken> end() {
        OptionalLong until = claims.until();
        if (until.isPresent() && number < until.getAsLong()) {
            return broken(
                    number + 1,
                    AuditChainFault.CUT_OFF,
                    "and what follows are cut off: the end is " + until.getAsLong());
        }
        if (!open.isEmpty()) {
            long last = open.getLast().number();
            return broken(
                    number + 1,
                    AuditChainFault.CUT_OFF,
                    "and what follows are cut off: a head was published of " + last);
        }
        AuditChainHead end = claims.end();
        return end == null || end.hash().equals(hash)
                ? Optional.empty()
                : broken(number, AuditChainFault.OTHER_HEAD, "has another hash than the ledger names as its end");
    }

    private static Optional<AuditChainResult.Broken> broken(long number, AuditChainFault fault, String explanation) {
        return Optional.of(new AuditChainResult.Broken(number, fault, explanation));
    }
}
