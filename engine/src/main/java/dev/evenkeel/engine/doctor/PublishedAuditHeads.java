// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Heads of the ledger that left the database.
///
/// @param newest when the last one did; null when none ever did
/// @param behind entries that none of them covers
public record PublishedAuditHeads(@Nullable Instant newest, long behind) {
    private static final String CHECK = "audit heads";
    private static final Duration OLD = Duration.ofDays(1);

    /// Whether they leave it.
    public DiagnosticFinding finding(Instant now) {
        if (newest == null) {
            return DiagnosticFinding.warn(
                    CHECK,
                    "none was ever published",
                    "Whoever owns the database could write the ledger anew unseen. Publish heads where they cannot"
                            + " write: serve --audit-heads FILE (docs/how-to/keep-the-audit.md).");
        }
        return behind > 0 && newest.isBefore(now.minus(OLD))
                ? DiagnosticFinding.warn(
                        CHECK,
                        "the newest is of " + newest + ", " + behind + " entries ago",
                        "See in the server's log why the place is not reached.")
                : DiagnosticFinding.ok(CHECK, "the newest is of " + newest);
    }
}
