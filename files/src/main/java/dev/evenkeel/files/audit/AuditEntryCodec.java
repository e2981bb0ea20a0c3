// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import dev.evenkeel.engine.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

/// A lossless codec of audit entries as lines of JSON Lines, with the hashed fields and the hash.
public final class AuditEntryCodec {
    private AuditEntryCodec() {}

    /// The fields of a line.
    ///
    /// @param before hashed text, a string although it contains JSON; so is `after`
    private record Line(
            long number,
            String at,
            String actor,
            String action,
            String subject,
            String reason,
            @Nullable String before,
            @Nullable String after,
            String previousHash,
            String hash) {}

    /// Writes an entry as a line, without a line break.
    public static String encode(AuditEntry entry) {
        return AuditRecordCodec.encode(new Line(
                entry.number(),
                AuditTimestampFormat.format(entry.at()),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.reason(),
                entry.before(),
                entry.after(),
                entry.previousHash(),
                entry.hash()));
    }

    /// Parses a line. Does not verify the hash.
    ///
    /// @throws InvalidAuditTextException when a field is missing, unknown or invalid; a missing `before` or `after`
    ///     is null
    public static AuditEntry decode(String text) {
        Line line = AuditRecordCodec.decode(Line.class, text, "the entry");
        return new AuditEntry(
                line.number(),
                AuditTimestampFormat.parse("at", line.at()),
                line.actor(),
                line.action(),
                line.subject(),
                line.reason(),
                line.before(),
                line.after(),
                line.previousHash(),
                line.hash());
    }
}
