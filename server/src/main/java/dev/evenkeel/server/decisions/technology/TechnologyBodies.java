// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.technology.Ring;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What bodies of requests about technologies consist of, for their schemas.
final class TechnologyBodies {
    private TechnologyBodies() {}

    record All(
            @JsonProperty(required = true) @JsonPropertyDescription("by their keys")
            Map<String, Technology> technologies) {}

    record Technology(
            @Nullable String name,
            @Nullable TechnologyKind kind,
            @Nullable List<Use> services,
            @Nullable List<String> packages,
            @Nullable List<Move> moves) {}

    record Use(
            @JsonProperty(required = true) String service,

            @JsonProperty(required = true) @JsonPropertyDescription("a day or a moment")
            String since,

            @JsonPropertyDescription("a day or a moment") @Nullable
            String until) {}

    record Move(
            @JsonPropertyDescription("a day or a moment") @Nullable
            String at,

            @JsonProperty(required = true) Ring to,
            @JsonProperty(required = true) String reason,
            @Nullable String person,

            @JsonPropertyDescription("a decision record") @Nullable
            String record) {}

    record Policy(
            int tokens,
            double novelBelowHours,
            TechnologyPolicy.Demand demand,
            @JsonPropertyDescription("why, for the ledger") String reason) {}

    record Sbom(
            @JsonProperty(required = true) @JsonPropertyDescription("package URLs without a version")
            List<String> introduced) {}

    record Records(
            @JsonProperty(required = true) @JsonPropertyDescription("Markdown texts by id")
            Map<String, String> records,

            @JsonPropertyDescription("why, for the ledger") String reason) {}
}
