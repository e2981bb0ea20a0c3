// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Heads of the audit log that were published outside the database.
///
/// @param newest time of the last publication; null when none was ever published
/// @param unpublishedEntries number of entries that no published head covers
public record AuditHeadPublicationStatus(@Nullable Instant newest, long unpublishedEntries) {
    private static final String CHECK = "audit heads";
    private static final Duration OLD = Duration.ofDays(1);

    /// Checks whether heads are published.
    public DiagnosticFinding diagnose(Instant now) {
        if (newest == null) {
            return DiagnosticFinding.warn(
                    CHECK,
                    "none was ever published",
                    "Whoever owns the database could write the ledger anew unseen. Publish heads where they cannot"
                            + " write: serve --audit-head-file FILE (docs/how-to/keep-the-audit.md).");
        }
        return unpublishedEntries > 0 && newest.isBefore(now.minus(OLD))
                ? DiagnosticFinding.warn(
                        CHECK,
                        "the newest is of " + newest + ", " + unpublishedEntries + " entries ago",
                        "See in the server's log why the place is not reached.")
                : DiagnosticFinding.ok(CHECK, "the newest is of " + newest);
    }
}
