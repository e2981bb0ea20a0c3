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
                "plan that supplies omitted fields, in its version at the time when the file is applied; default"
                        + " standard")
        @Nullable
        String template,

        @JsonPropertyDescription(
                "exposures in percent, increasing; a step lasts at least its dwell time, and with approval until a user"
                        + " approves")
        List<Step> steps,

        @JsonPropertyDescription(
                "probability, over the whole rollout, that a harmless candidate is rolled back; above 0, below 0.5")
        double alpha,

        @JsonPropertyDescription("probability per step that a candidate at the margin advances; above 0, below 0.5")
        double advanceAlpha,

        @JsonPropertyDescription("time after the start of a step whose calls are not evidence")
        Duration warmUp,

        @JsonPropertyDescription("interval at which rollback evidence restarts, to detect harm that begins late")
        Duration restartEvery,

        @JsonPropertyDescription("criteria of the evidence; weights sum to 1")
        Guardrails guardrails,

        @JsonPropertyDescription("number of control latencies required before latency is evaluated; 1 or more")
        long seedSamples,

        @JsonPropertyDescription("what to do without evidence; the exposure is in percent")
        MissingEvidenceJson blindness,

        @JsonPropertyDescription("maximum time that a tick waits for the other variant")
        Duration tickMaxAge,

        @JsonPropertyDescription("failures of control, in percent of calls, that freeze the exposure; null for never")
        @Nullable
        Incident incident,

        @JsonPropertyDescription("maximum duration of a step and of the rollout, and the action afterwards")
        RolloutTimeLimits limits,

        @JsonPropertyDescription("users who may approve steps; empty for all users who may approve rollouts")
        List<String> approvers,

        @JsonPropertyDescription(
                "when a process stops using the candidate automatically; the ceiling is in percent; null for never")
        @Nullable
        Breaker breaker,

        @JsonPropertyDescription("exposure, in percent, from which units are not moved back; null if they always are")
        @Nullable
        NoReturnJson pointOfNoReturn) {}
