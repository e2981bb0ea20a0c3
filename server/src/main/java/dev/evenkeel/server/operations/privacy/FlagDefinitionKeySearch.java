// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.api.FlagApi.FlagSetRevision;
import dev.evenkeel.api.PrivacyApi.DefinitionLocation;
import dev.evenkeel.api.PrivacyApi.HistoryMentions;
import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.files.json.JsonPointerFormatter;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.audit.AuditLog;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A search for texts in flag definitions that contain a targeting key. Only text written by authors can
/// contain one.
///
/// The key is never part of an SQL statement, so the database cannot log it.
@Component
class FlagDefinitionKeySearch {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_REVISIONS = 100_000;

    private final FlagService flags;
    private final AuditLog auditLog;

    FlagDefinitionKeySearch(FlagService flags, AuditLog auditLog) {
        this.flags = flags;
        this.auditLog = auditLog;
    }

    /// Returns locations in the current definitions.
    List<DefinitionLocation> listLocations(String key, List<String> environments) {
        List<DefinitionLocation> places = new ArrayList<>();
        for (String environment : environments) {
            JsonNode definition = JSON.readTree(flags.getSnapshot(environment).authored());
            search(definition, "", key, pointer -> places.add(new DefinitionLocation(environment, pointer)));
        }
        return places;
    }

    /// Counts occurrences in the definition history and the audit log. Reads all of it: about one second for
    /// 100,000 entries.
    HistoryMentions countMentions(String key, List<String> environments) {
        String quoted = JSON.writeValueAsString(key);
        long definitions = environments.stream()
                .mapToLong(environment -> countFormerDefinitions(environment, quoted))
                .sum();
        long entries = 0;
        Iterator<AuditEntry> all = auditLog.iterate(1, Math.max(1, auditLog.lastEntryNumber()));
        while (all.hasNext()) {
            AuditEntry entry = all.next();
            if (contains(entry.before(), quoted) || contains(entry.after(), quoted)) {
                entries++;
            }
        }
        return new HistoryMentions(definitions, entries);
    }

    private long countFormerDefinitions(String environment, String quoted) {
        return flags.listHistory(environment, Long.MAX_VALUE, MOST_REVISIONS).stream()
                .skip(1)
                .mapToLong(FlagSetRevision::revision)
                .filter(revision -> flags.getDefinitionAt(environment, revision).contains(quoted))
                .count();
    }

    private static boolean contains(@Nullable String text, String quoted) {
        return text != null && text.contains(quoted);
    }

    private interface MatchConsumer {
        void onMatch(String pointer);
    }

    private static void search(JsonNode node, String pointer, String key, MatchConsumer finding) {
        if (node.isString() && node.stringValue().equals(key)) {
            finding.onMatch(pointer);
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String at = JsonPointerFormatter.append(pointer, member.getKey());
            if (member.getKey().equals(key)) {
                finding.onMatch(at);
            }
            search(member.getValue(), at, key, finding);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            search(node.get(i), pointer + "/" + i, key, finding);
        }
    }
}
