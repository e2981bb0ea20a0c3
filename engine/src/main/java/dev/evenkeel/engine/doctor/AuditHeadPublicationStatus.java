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
    private static final String CHECK = "audit log heads";
    private static final Duration OLD = Duration.ofDays(1);

    /// Checks whether heads are published.
    public DiagnosticFinding diagnose(Instant now) {
        if (newest == null) {
            return DiagnosticFinding.warn(
                    CHECK,
                    "none published",
                    "An owner of the database could rewrite the audit log unnoticed. Publish heads where that role"
                            + " cannot write: ./evenkeel serve --audit-head-file FILE (docs/guides/audit-log.md).");
        }
        return unpublishedEntries > 0 && newest.isBefore(now.minus(OLD))
                ? DiagnosticFinding.warn(
                        CHECK,
                        "newest published at " + newest + ", " + unpublishedEntries + " entries ago",
                        "The server log says why publishing heads fails.")
                : DiagnosticFinding.ok(CHECK, "newest published at " + newest);
    }
}
