// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.experiment.ExperimentPlan;

/// The request bodies for experiments, for generating schemas.
final class ExperimentRequestSchemas {
    private ExperimentRequestSchemas() {}

    record StartExperimentBody(
            @JsonProperty(required = true) @JsonPropertyDescription("key of the flag")
            String flag,

            @JsonProperty(required = true) @JsonPropertyDescription("variants, goals and decision rule")
            ExperimentPlan plan,

            @JsonPropertyDescription("expected result") String hypothesis,

            @JsonPropertyDescription("service of the change, for a flag without an owner in the service catalog")
            String service,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record StopExperimentRequest(
            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}
}
