// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/// A plan with its template, for generating schemas. The name of a plan in a manifest is in the metadata.
@JsonIgnoreProperties("name")
public record RolloutPlanSpec(
        @JsonPropertyDescription(
                "plan that supplies omitted fields, in its version at the time when the file is applied; default"
                        + " standard")
        @Nullable
        String template,

        @JsonUnwrapped RolloutPlan plan) {}
