// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.engine.stale.FlagType;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The metadata in a definition about how long its flags are needed. Metadata of a flag override those of the
/// set.
final class FlagLifetimeMetadataReader {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode authored;
    private final JsonNode delivered;

    /// @param authored a valid definition
    /// @param delivered the definition that services receive, with scheduled changes compiled into rules
    FlagLifetimeMetadataReader(String authored, String delivered) {
        this.authored = JSON.readTree(authored);
        this.delivered = JSON.readTree(delivered);
    }

    /// Returns the type of the flag; a release when it is missing or unknown.
    FlagType type(String key) {
        return FlagType.findByName(metadata(key, "type").asString("")).orElse(FlagType.RELEASE);
    }

    boolean isPermanent(String key) {
        return metadata(key, "permanent").asBoolean(false);
    }

    private JsonNode metadata(String key, String name) {
        JsonNode own = authored.path("flags").path(key).path("metadata").path(name);
        return own.isMissingNode() ? authored.path("metadata").path(name) : own;
    }

    /// Returns the flags that have this one as a prerequisite.
    List<String> listDependents(String key) {
        return authored.path("flags")
                .propertyStream()
                .filter(flag -> flag.getValue()
                        .path("prerequisites")
                        .valueStream()
                        .anyMatch(asked -> asked.path("flag").asString("").equals(key)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Whether the flag's rule reads the time and contains a number that is a later time, in seconds.
    boolean changesAfter(Instant now, String key) {
        var rule = new TimeRuleScan(now.getEpochSecond());
        rule.read(delivered.path("flags").path(key).path("targeting"));
        return rule.asksForTheTime && rule.holdsLaterTime;
    }

    /// A search for times in one rule and the shared rules that it references.
    private final class TimeRuleScan {
        private final long now;
        private final Set<String> sharedRules = new HashSet<>();
        private boolean asksForTheTime;
        private boolean holdsLaterTime;

        TimeRuleScan(long now) {
            this.now = now;
        }

        void read(JsonNode node) {
            asksForTheTime |= node.asString("").equals("$flagd.timestamp");
            holdsLaterTime |= node.isNumber() && node.doubleValue() > now;
            String shared = node.path("$ref").asString("");
            if (sharedRules.add(shared)) {
                read(delivered.path("$evaluators").path(shared));
            }
            node.forEach(this::read);
        }
    }
}
