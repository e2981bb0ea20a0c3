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
        @JsonPropertyDescription("whether it keeps changes from starting or lets them through a freeze")
        FreezeWindow.AllowDenyKind kind,

        @JsonPropertyDescription("why, for who is held up") String reason,

        @JsonProperty(required = true)
        @JsonPropertyDescription("when it begins first, on the zone's clock: 2026-12-18T18:00")
        String start,

        @JsonProperty(required = true) @JsonPropertyDescription("an IANA zone such as Europe/Zurich, or UTC")
        String zone,

        @JsonProperty(required = true) @JsonPropertyDescription("how long it lasts: P2DT14H, PT90M; at most 366 days")
        String duration,

        @JsonPropertyDescription("how it comes again, as iCalendar writes it: FREQ=WEEKLY;BYDAY=FR") @Nullable
        String rrule,

        @JsonPropertyDescription("starts that are left out") List<String> except,

        @JsonPropertyDescription("environments it is about; none for all")
        List<String> environments,

        @JsonPropertyDescription("services it is about; none for all")
        List<String> services,

        @JsonPropertyDescription("tiers it is about; none for all")
        List<String> tiers,

        @JsonPropertyDescription("classes of change it is about; none for all")
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
