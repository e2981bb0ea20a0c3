// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.audit;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The expectations against which a chain is verified.
///
/// @param firstNumber number of the first entry; above 1 for an excerpt, whose first entry's previous hash is
///     trusted
/// @param lastNumber number of the last entry; empty when unknown
/// @param head head stored by the audit log itself; null when there is none
/// @param publishedHeads heads recorded elsewhere, ascending; those outside of `from` and `until` are ignored
public record AuditChainExpectations(
        long firstNumber, OptionalLong lastNumber, @Nullable AuditChainHead head, List<AuditChainHead> publishedHeads) {
    public AuditChainExpectations {
        if (firstNumber < 1) {
            throw new IllegalArgumentException("firstNumber must be 1 or more, got " + firstNumber);
        }
        publishedHeads = publishedHeads.stream()
                .filter(one -> one.number() >= firstNumber - 1
                        && (lastNumber.isEmpty() || one.number() <= lastNumber.getAsLong()))
                .sorted(Comparator.comparingLong(AuditChainHead::number))
                .toList();
    }

    /// Expects a complete chain, without recorded heads.
    public static AuditChainExpectations ofWholeLedger() {
        return new AuditChainExpectations(1, OptionalLong.empty(), null, List.of());
    }

    /// Expects a complete chain with a stored head.
    public static AuditChainExpectations endingWith(AuditChainHead end) {
        return new AuditChainExpectations(1, OptionalLong.of(end.number()), end, List.of());
    }
}
