// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.rollout.plan.RolloutTimeLimits;
import dev.evenkeel.files.plan.RolloutPlanJson.Breaker;
import dev.evenkeel.files.plan.RolloutPlanJson.Guardrails;
import dev.evenkeel.files.plan.RolloutPlanJson.Incident;
import dev.evenkeel.files.plan.RolloutPlanJson.MissingEvidenceJson;
import dev.evenkeel.files.plan.RolloutPlanJson.NoReturnJson;
import dev.evenkeel.files.plan.RolloutPlanJson.Step;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The spec of a plan manifest, for generating its schema; the properties are those of
/// [dev.evenkeel.engine.rollout.plan.RolloutPlan]. The name of the plan is in the metadata.
public record RolloutPlanSpec(
        @JsonPropertyDescription(
                "the plan whose fields hold where this one leaves them out, as it is when the file is applied; standard"
                        + " unless said otherwise")
        @Nullable
        String template,

        @JsonPropertyDescription(
                "exposures in percent, growing; each is held for its dwell at least, and with approval until a person"
                        + " approves")
        List<Step> steps,

        @JsonPropertyDescription(
                "chance, over the whole rollout, that a harmless candidate is rolled back; above 0, below 0.5")
        double alpha,

        @JsonPropertyDescription("chance per step that a candidate at the margin advances; above 0, below 0.5")
        double advanceAlpha,

        @JsonPropertyDescription("time after a step's start in which calls prove nothing")
        Duration warmUp,

        @JsonPropertyDescription("how often rollback evidence gets a fresh start, for harm that begins late")
        Duration restartEvery,

        @JsonPropertyDescription("what is asked of the evidence; weights add up to 1")
        Guardrails guardrails,

        @JsonPropertyDescription("latencies of control that are needed before latency is judged; 1 or more")
        long seedSamples,

        @JsonPropertyDescription("what to do without evidence; the exposure is in percent")
        MissingEvidenceJson blindness,

        @JsonPropertyDescription("how long a tick waits for the other variant at most")
        Duration tickMaxAge,

        @JsonPropertyDescription("when failures of control freeze the exposure, in percent of calls; null when never")
        @Nullable
        Incident incident,

        @JsonPropertyDescription("how long a step and the whole may take, and what happens then")
        RolloutTimeLimits limits,

        @JsonPropertyDescription("who may approve steps; none for everybody who may approve rollouts")
        List<String> approvers,

        @JsonPropertyDescription(
                "when a process takes the candidate out of use by itself; the ceiling is in percent; null when none"
                        + " does")
        @Nullable
        Breaker breaker,

        @JsonPropertyDescription(
                "exposure, in percent, from which nobody is put back; null when that always is possible")
        @Nullable
        NoReturnJson pointOfNoReturn) {}
