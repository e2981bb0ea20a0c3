// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.audit;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What is said of a chain, for its entries to be held against.
///
/// @param from number of the first entry; above 1 for a part of a ledger, whose first entry is taken at
///     its word about the entry before it
/// @param until number of the last entry; empty when nobody says
/// @param end the end that the ledger itself names; null when there is none to ask
/// @param published heads that were noted elsewhere, ascending; those outside of `from` and `until` are
///     none of them
public record AuditChainExpectations(
        long from, OptionalLong until, @Nullable AuditChainHead end, List<AuditChainHead> published) {
    public AuditChainExpectations {
        if (from < 1) {
            throw new IllegalArgumentException("The first entry is 1, got " + from);
        }
        published = published.stream()
                .filter(head -> head.number() >= from - 1 && (until.isEmpty() || head.number() <= until.getAsLong()))
                .sorted(Comparator.comparingLong(AuditChainHead::number))
                .toList();
    }

    /// Of a whole ledger that nobody has noted anything about.
    public static AuditChainExpectations whole() {
        return new AuditChainExpectations(1, OptionalLong.empty(), null, List.of());
    }

    /// Of a ledger that names its own end.
    public static AuditChainExpectations endingWith(AuditChainHead end) {
        return new AuditChainExpectations(1, OptionalLong.of(end.number()), end, List.of());
    }
}
