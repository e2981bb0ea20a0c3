// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.preview.TrafficAssumptions;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutPlanSpec;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A request for the preview of a plan.
public record PlanPreviewRequest(
        @JsonProperty(required = true)
        @JsonPropertyDescription("name of a plan, such as standard, or an inline plan")
        @JsonSubTypes({@JsonSubTypes.Type(String.class), @JsonSubTypes.Type(RolloutPlanSpec.class)})
        RolloutPlan plan,

        @JsonUnwrapped TrafficAssumptions traffic) {
    /// Parses a request.
    ///
    /// @param plans plans that the request can reference by name
    /// @return null when the request is invalid; all errors are then in `errors`
    public static @Nullable PlanPreviewRequest parse(JsonNode body, NamedPlanLookup plans, ValidationErrors errors) {
        JsonObjectReader fields = new JsonObjectReader(body, "", errors);
        TrafficAssumptions traffic = RecordBinder.bind(TrafficAssumptions.class, fields, Map.of(), Set.of("plan"));
        RolloutPlan plan = RolloutPlanCodec.parse(fields.find("plan"), plans, fields.pointerTo("plan"), errors);
        return plan == null || traffic == null || errors.size() > 0 ? null : new PlanPreviewRequest(plan, traffic);
    }
}
