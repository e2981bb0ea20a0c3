// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The properties of a flag that a drill depends on.
///
/// @param enabled whether the flag is enabled
/// @param stage default variant; null when there is none
/// @param variants names of all variants
/// @param splitOwner description of the rollout or experiment that has a split on the flag; null when there is
///     none
record DrillEligibilityFlagState(
        boolean enabled,
        @Nullable String stage,
        List<String> variants,
        @Nullable String splitOwner) {

    /// Returns the state of a flag; empty when it does not exist.
    static Optional<DrillEligibilityFlagState> find(EnvironmentSnapshot snapshot, String key) {
        JsonNode flag =
                JsonMapper.shared().readTree(snapshot.authored()).path("flags").path(key);
        var split = snapshot.splits().get(key);
        return flag.isObject()
                ? Optional.of(new DrillEligibilityFlagState(
                        !flag.path("state").asString("").equals("DISABLED"),
                        flag.path("defaultVariant").stringValue(null),
                        List.copyOf(flag.path("variants").propertyNames()),
                        split == null ? null : split.title()))
                : Optional.empty();
    }

    /// Returns the default variant; empty when there is none.
    String stageOrEmpty() {
        return stage == null ? "" : stage;
    }

    /// Returns the first variant other than the default.
    Optional<String> findOtherVariant() {
        return variants.stream().filter(variant -> !variant.equals(stage)).findFirst();
    }
}
