// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import dev.evenkeel.engine.audit.AuditEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One entry of the ledger as one line of JSON Lines, without loss: what its hash covers, and its hash.
/// `before` and `after` are the texts that were hashed, so they stand as texts even though they hold
/// JSON.
public final class AuditEntryCodec {
    private static final List<String> MEMBERS =
            List.of("number", "at", "actor", "action", "subject", "reason", "before", "after", "previousHash", "hash");

    private AuditEntryCodec() {}

    /// The line, without its end.
    public static String write(AuditEntry entry) {
        ObjectNode line = StrictAuditJsonReader.JSON
                .createObjectNode()
                .put("number", entry.number())
                .put("at", AuditTimestampFormat.write(entry.at()))
                .put("actor", entry.actor())
                .put("action", entry.action())
                .put("subject", entry.subject())
                .put("reason", entry.reason())
                .put("before", entry.before())
                .put("after", entry.after())
                .put("previousHash", entry.previousHash())
                .put("hash", entry.hash());
        return StrictAuditJsonReader.JSON.writeValueAsString(line);
    }

    /// The entry of a line. Whether its hash is right is not looked at.
    ///
    /// @throws InvalidAuditTextException when it is not exactly what [#write] writes, blanks between members
    ///     aside
    public static AuditEntry read(String line) {
        StrictAuditJsonReader json = StrictAuditJsonReader.read(line, "the entry", MEMBERS);
        return new AuditEntry(
                json.integer("number"),
                AuditTimestampFormat.read("at", json.text("at")),
                json.text("actor"),
                json.text("action"),
                json.text("subject"),
                json.text("reason"),
                optional(json, "before"),
                optional(json, "after"),
                json.text("previousHash"),
                json.text("hash"));
    }

    private static @Nullable String optional(StrictAuditJsonReader json, String name) {
        return json.isNull(name) ? null : json.text(name);
    }
}
