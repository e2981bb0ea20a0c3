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

/// The technologies that flags declare in their metadata: `"technologies": "quarkus, redis"`, `""` for none.
/// Parses each definition once. Thread-safe.
@Component
class TechnologiesOfFlagQueries {
    private static final String FIELD = "technologies";

    private final FlagService flags;
    private final Map<String, FlagSetTechnologies> known = new ConcurrentHashMap<>();

    TechnologiesOfFlagQueries(FlagService flags) {
        this.flags = flags;
    }

    private record FlagSetTechnologies(long revision, String authored, Map<String, List<String>> byFlag) {
        boolean isFrom(EnvironmentSnapshot snapshot) {
            return revision == snapshot.revision() && authored.equals(snapshot.authored());
        }
    }

    /// Returns the keys that a flag declares, empty for none; null without a declaration or without such a
    /// flag.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when the environment does not exist
    @Nullable
    List<String> findByFlag(String environment, String flag) {
        EnvironmentSnapshot snapshot = flags.getSnapshot(environment);
        FlagSetTechnologies declared = known.compute(
                environment, (name, before) -> before != null && before.isFrom(snapshot) ? before : parse(snapshot));
        return declared.byFlag().get(flag);
    }

    private static FlagSetTechnologies parse(EnvironmentSnapshot snapshot) {
        Map<String, List<String>> byFlag = new HashMap<>();
        JsonMapper.shared()
                .readTree(snapshot.authored())
                .path("flags")
                .propertyStream()
                .forEach(flag -> {
                    JsonNode said = flag.getValue().path("metadata").path(FIELD);
                    if (said.isValueNode() && !said.isNull()) {
                        byFlag.put(flag.getKey(), parseKeys(said.asString()));
                    }
                });
        return new FlagSetTechnologies(snapshot.revision(), snapshot.authored(), byFlag);
    }

    private static List<String> parseKeys(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .distinct()
                .toList();
    }
}
