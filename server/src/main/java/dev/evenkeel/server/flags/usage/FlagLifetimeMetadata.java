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

/// What a definition says of how long its flags are needed. Metadata of a flag win over those of the set.
final class FlagLifetimeMetadata {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode authored;
    private final JsonNode delivered;

    /// @param authored a valid definition
    /// @param delivered the same as services get it, scheduled changes compiled into rules
    FlagLifetimeMetadata(String authored, String delivered) {
        this.authored = JSON.readTree(authored);
        this.delivered = JSON.readTree(delivered);
    }

    /// What the flag is for; a release where nothing, or nothing known, is said.
    FlagType type(String key) {
        return FlagType.named(metadata(key, "type").asString("")).orElse(FlagType.RELEASE);
    }

    boolean isPermanent(String key) {
        return metadata(key, "permanent").asBoolean(false);
    }

    private JsonNode metadata(String key, String name) {
        JsonNode own = authored.path("flags").path(key).path("metadata").path(name);
        return own.isMissingNode() ? authored.path("metadata").path(name) : own;
    }

    /// Flags that have this one as a prerequisite.
    List<String> askedBy(String key) {
        return authored.path("flags")
                .propertyStream()
                .filter(flag -> flag.getValue()
                        .path("prerequisites")
                        .valueStream()
                        .anyMatch(asked -> asked.path("flag").asString("").equals(key)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Whether the flag's rule asks for the time and holds a number that is a later time, in seconds.
    boolean changesAfter(Instant now, String key) {
        var rule = new TimeRuleScan(now.getEpochSecond());
        rule.read(delivered.path("flags").path(key).path("targeting"));
        return rule.asksForTheTime && rule.holdsLaterTime;
    }

    /// Looks for times in one rule and the shared ones that it uses.
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
