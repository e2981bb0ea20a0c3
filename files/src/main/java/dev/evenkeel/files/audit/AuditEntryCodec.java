// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.files.json.JsonTextParser;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A lossless codec of audit entries as lines of JSON Lines, with the hashed fields and the hash. `before` and
/// `after` are the hashed texts, so they are serialized as strings although they contain JSON.
public final class AuditEntryCodec {
    private static final List<String> MEMBERS =
            List.of("number", "at", "actor", "action", "subject", "reason", "before", "after", "previousHash", "hash");

    private AuditEntryCodec() {}

    /// Writes an entry as a line, without a line break.
    public static String encode(AuditEntry entry) {
        ObjectNode line = JsonTextParser.STRICT
                .createObjectNode()
                .put("number", entry.number())
                .put("at", AuditTimestampFormat.format(entry.at()))
                .put("actor", entry.actor())
                .put("action", entry.action())
                .put("subject", entry.subject())
                .put("reason", entry.reason())
                .put("before", entry.before())
                .put("after", entry.after())
                .put("previousHash", entry.previousHash())
                .put("hash", entry.hash());
        return JsonTextParser.STRICT.writeValueAsString(line);
    }

    /// Parses a line. Does not verify the hash.
    ///
    /// @throws InvalidAuditTextException when the line differs from the output of [#encode] in more than blanks
    ///     between members
    public static AuditEntry decode(String line) {
        StrictAuditJsonReader json = StrictAuditJsonReader.parse(line, "the entry", MEMBERS);
        return new AuditEntry(
                json.integer("number"),
                AuditTimestampFormat.parse("at", json.text("at")),
                json.text("actor"),
                json.text("action"),
                json.text("subject"),
                json.text("reason"),
                optionalText(json, "before"),
                optionalText(json, "after"),
                json.text("previousHash"),
                json.text("hash"));
    }

    private static @Nullable String optionalText(StrictAuditJsonReader json, String name) {
        return json.isNull(name) ? null : json.text(name);
    }
}
