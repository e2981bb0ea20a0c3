// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.gate.FreezeWindow;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import dev.evenkeel.files.freeze.FreezeWindowJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A freeze window as in files; its name is in the metadata.
@JsonInclude(JsonInclude.Include.NON_NULL)
record FreezeWindowSpec(
        @JsonPropertyDescription("Whether the window blocks changes or allows them during a freeze.")
        FreezeWindow.AllowDenyKind kind,

        @JsonPropertyDescription("Reason, shown to users whose changes are blocked.")
        String reason,

        @JsonProperty(required = true)
        @JsonPropertyDescription("First start, as local time in the zone, such as 2026-12-18T18:00.")
        String start,

        @JsonProperty(required = true) @JsonPropertyDescription("IANA time zone, such as Europe/Zurich or UTC.")
        String zone,

        @JsonProperty(required = true)
        @JsonPropertyDescription("ISO 8601 duration, such as P2DT14H or PT90M; at most 366 days.")
        String duration,

        @JsonPropertyDescription("Recurrence rule in iCalendar format, such as FREQ=WEEKLY;BYDAY=FR.") @Nullable
        String rrule,

        @JsonPropertyDescription("Starts to skip.") List<String> except,

        @JsonPropertyDescription("Environments of the window; empty for all.")
        List<String> environments,

        @JsonPropertyDescription("Services of the window; empty for all.")
        List<String> services,

        @JsonPropertyDescription("Service tiers of the window; empty for all.")
        List<String> tiers,

        @JsonPropertyDescription("Change classes of the window; empty for all.")
        List<String> classes) {
    static FreezeWindowSpec of(FreezeWindowDefinition rule) {
        FreezeWindowJson json = FreezeWindowJson.of(rule);
        return new FreezeWindowSpec(
                json.kind(),
                json.reason(),
                json.start(),
                json.zone(),
                json.duration(),
                json.rrule(),
                json.except(),
                json.environments(),
                json.services(),
                json.tiers(),
                json.classes());
    }
}
