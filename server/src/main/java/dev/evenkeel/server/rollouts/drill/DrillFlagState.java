// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a drill has to know of a flag.
///
/// @param enabled whether it decides anything
/// @param stage its default variant; null when it has none
/// @param variants all of them
/// @param splitBy what runs on it, in words; null when nothing does
record DrillFlagState(
        boolean enabled,
        @Nullable String stage,
        List<String> variants,
        @Nullable String splitBy) {

    /// Empty when there is no such flag.
    static Optional<DrillFlagState> find(EnvironmentSnapshot snapshot, String key) {
        JsonNode flag =
                JsonMapper.shared().readTree(snapshot.authored()).path("flags").path(key);
        var split = snapshot.splits().get(key);
        return flag.isObject()
                ? Optional.of(new DrillFlagState(
                        !flag.path("state").asString("").equals("DISABLED"),
                        flag.path("defaultVariant").stringValue(null),
                        List.copyOf(flag.path("variants").propertyNames()),
                        split == null ? null : split.title()))
                : Optional.empty();
    }

    /// The default variant; empty when there is none.
    String stageOrNone() {
        return stage == null ? "" : stage;
    }

    /// The first variant that is not the default one.
    Optional<String> other() {
        return variants.stream().filter(variant -> !variant.equals(stage)).findFirst();
    }
}
