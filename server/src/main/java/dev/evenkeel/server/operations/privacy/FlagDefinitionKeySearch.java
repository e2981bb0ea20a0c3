// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.files.json.JsonPointerFormatter;
import dev.evenkeel.server.flags.definition.DefinitionRevision;
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

/// Looks for texts in flag definitions that are the key. Only what authors wrote can name somebody.
///
/// The key goes into no SQL statement, so that no database logs it.
@Component
class FlagDefinitionKeySearch {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_REVISIONS = 100_000;

    private final FlagService flags;
    private final AuditLog ledger;

    FlagDefinitionKeySearch(FlagService flags, AuditLog ledger) {
        this.flags = flags;
        this.ledger = ledger;
    }

    /// Places in definitions in force.
    List<PersonalDataReport.DefinitionLocation> places(String key, List<String> environments) {
        List<PersonalDataReport.DefinitionLocation> places = new ArrayList<>();
        for (String environment : environments) {
            JsonNode definition = JSON.readTree(flags.current(environment).authored());
            look(
                    definition,
                    "",
                    key,
                    pointer -> places.add(new PersonalDataReport.DefinitionLocation(environment, pointer)));
        }
        return places;
    }

    /// How much of the past names the key. Reads all of it: about a second for a hundred thousand entries.
    PersonalDataReport.HistoryMentions history(String key, List<String> environments) {
        String quoted = JSON.writeValueAsString(key);
        long definitions = environments.stream()
                .mapToLong(environment -> former(environment, quoted))
                .sum();
        long entries = 0;
        Iterator<AuditEntry> all = ledger.entries(1, Math.max(1, ledger.last()));
        while (all.hasNext()) {
            AuditEntry entry = all.next();
            if (holds(entry.before(), quoted) || holds(entry.after(), quoted)) {
                entries++;
            }
        }
        return new PersonalDataReport.HistoryMentions(definitions, entries);
    }

    private long former(String environment, String quoted) {
        return flags.history(environment, Long.MAX_VALUE, MOST_REVISIONS).stream()
                .skip(1)
                .mapToLong(DefinitionRevision::revision)
                .filter(revision -> flags.definitionAt(environment, revision).contains(quoted))
                .count();
    }

    private static boolean holds(@Nullable String text, String quoted) {
        return text != null && text.contains(quoted);
    }

    private interface MatchConsumer {
        void at(String pointer);
    }

    private static void look(JsonNode node, String pointer, String key, MatchConsumer finding) {
        if (node.isString() && node.stringValue().equals(key)) {
            finding.at(pointer);
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String at = JsonPointerFormatter.member(pointer, member.getKey());
            if (member.getKey().equals(key)) {
                finding.at(at);
            }
            look(member.getValue(), at, key, finding);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            look(node.get(i), pointer + "/" + i, key, finding);
        }
    }
}
