// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The technologies that flags declare in their metadata: `"technologies": "quarkus, redis"`, `""` for none. A
/// definition is read once. Thread-safe.
@Component
class FlagTechnologyQueries {
    private static final String FIELD = "technologies";

    private final FlagService flags;
    private final Map<String, ParsedDefinition> known = new ConcurrentHashMap<>();

    FlagTechnologyQueries(FlagService flags) {
        this.flags = flags;
    }

    private record ParsedDefinition(long revision, String authored, Map<String, List<String>> byFlag) {
        boolean isOf(EnvironmentSnapshot snapshot) {
            return revision == snapshot.revision() && authored.equals(snapshot.authored());
        }
    }

    /// Keys that a flag declares, empty for none; null when it says nothing, or there is no such flag.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such environment
    @Nullable
    List<String> of(String environment, String flag) {
        EnvironmentSnapshot snapshot = flags.current(environment);
        ParsedDefinition declared = known.compute(
                environment, (name, before) -> before != null && before.isOf(snapshot) ? before : read(snapshot));
        return declared.byFlag().get(flag);
    }

    private static ParsedDefinition read(EnvironmentSnapshot snapshot) {
        Map<String, List<String>> byFlag = new HashMap<>();
        JsonMapper.shared()
                .readTree(snapshot.authored())
                .path("flags")
                .propertyStream()
                .forEach(flag -> {
                    JsonNode said = flag.getValue().path("metadata").path(FIELD);
                    if (said.isValueNode() && !said.isNull()) {
                        byFlag.put(flag.getKey(), keys(said.asString()));
                    }
                });
        return new ParsedDefinition(snapshot.revision(), snapshot.authored(), byFlag);
    }

    private static List<String> keys(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .distinct()
                .toList();
    }
}
