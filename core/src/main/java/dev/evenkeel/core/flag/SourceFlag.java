// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonValue.JsonString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A flag as its author wrote it, without problems: flagd's parts and Evenkeel's own, which delivery turns into
/// plain targeting.
///
/// @param prerequisites asked in this order
/// @param schedule by time, the earliest first
record SourceFlag(String key, JsonObject json, List<Prerequisite> prerequisites, List<ScheduledFlagChange> schedule) {
    /// Member of a flag with its prerequisites.
    static final String PREREQUISITES = "prerequisites";

    /// Member of a flag with its scheduled changes.
    static final String SCHEDULE = "schedule";

    SourceFlag {
        prerequisites = List.copyOf(prerequisites);
        schedule = List.copyOf(schedule);
    }

    /// Whether flagd would understand it as it is.
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

    /// The targeting as written; null when there is none or an empty one.
    @Nullable
    JsonValue targeting() {
        return json.member("targeting") instanceof JsonObject rule
                        && !rule.members().isEmpty()
                ? rule
                : null;
    }
}
