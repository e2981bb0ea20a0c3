// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonValue.JsonString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A valid flag as written by its author: flagd's members and Evenkeel's extensions, which are rendered into
/// plain targeting for delivery.
///
/// @param prerequisites in the order of evaluation
/// @param schedule by time, earliest first
record SourceFlag(String key, JsonObject json, List<Prerequisite> prerequisites, List<ScheduledFlagChange> schedule) {
    /// Member of a flag for its prerequisites.
    static final String PREREQUISITES = "prerequisites";

    /// Member of a flag for its scheduled changes.
    static final String SCHEDULE = "schedule";

    SourceFlag {
        prerequisites = List.copyOf(prerequisites);
        schedule = List.copyOf(schedule);
    }

    /// Whether it is valid for flagd without rendering.
    boolean isPlain() {
        return prerequisites.isEmpty() && schedule.isEmpty();
    }

    boolean isEnabled() {
        return json.member("state") instanceof JsonString state && state.value().equals("ENABLED");
    }

    @Nullable
    String defaultVariant() {
        return json.member("defaultVariant") instanceof JsonString name ? name.value() : null;
    }

    /// Returns the targeting as written; null when it is missing or empty.
    @Nullable
    JsonValue targeting() {
        return json.member("targeting") instanceof JsonObject rule
                        && !rule.members().isEmpty()
                ? rule
                : null;
    }
}
