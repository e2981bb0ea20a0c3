// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plan of a guarded rollout: the steps from 0% to 100% exposure and the evidence required between them.
///
/// Each component is a field of a plan in JSON, with the meaning of its description. Exposures and other shares are
/// in percent there.
public record RolloutPlan(
        @JsonPropertyDescription("name of the template or of the author's own plan, not blank")
        String name,

        @JsonPropertyDescription(
                "exposures in percent, increasing; a step lasts at least its dwell time, and with approval until a user"
                        + " approves")
        List<RolloutStep> steps,

        @JsonPropertyDescription(
                "probability, over the whole rollout, that a harmless candidate is rolled back; above 0, below 0.5; a"
                        + " tenth of it is reserved for the breakers in the SDK processes")
        double alpha,

        @JsonPropertyDescription("probability per step that a candidate at the margin advances; above 0, below 0.5")
        double advanceAlpha,

        @JsonPropertyDescription("time after the start of a step whose calls are not evidence; zero or more")
        Duration warmUp,

        @JsonPropertyDescription(
                "interval at which rollback evidence restarts, to detect harm that begins late; above zero")
        Duration restartEvery,

        @JsonPropertyDescription("criteria of the evidence; weights sum to 1")
        Guardrails guardrails,

        @JsonPropertyDescription("number of control latencies required before latency is evaluated; 1 or more")
        long seedSamples,

        @JsonProperty("blindness") @JsonPropertyDescription("what to do without evidence; the exposure is in percent")
        MissingDataLimits missingData,

        @JsonPropertyDescription("maximum time that a tick waits for the other variant; above zero")
        Duration tickMaxAge,

        @JsonProperty("incident")
        @JsonPropertyDescription("failures of control, in percent of calls, that freeze the exposure; null for never")
        @Nullable
        SharedIncidentPolicy sharedIncident,

        @JsonPropertyDescription("maximum duration of a step and of the rollout, and the action afterwards")
        RolloutTimeLimits limits,

        @JsonPropertyDescription(
                "users who may approve steps, never the user who starts the rollout; empty for all users who may"
                        + " approve rollouts")
        List<String> approvers,

        @JsonPropertyDescription(
                "when a process stops using the candidate automatically; the ceiling is in percent; null for never")
        @Nullable
        LocalBreakerPolicy breaker,

        @JsonPropertyDescription("exposure, in percent, from which units are not moved back; null if they always are")
        @Nullable
        PointOfNoReturn pointOfNoReturn) {
    /* The rest of alpha is reserved for the breakers in the SDK processes. */
    private static final double SHARE_OF_ALPHA = 0.9;

    /* From this exposure, the step to 100% adds at most a ninth to the possible harm, so it needs no new proof. */
    private static final Percent BAKE = new Percent(9_000);

    /// @throws InvalidDocumentException with every problem found
    public RolloutPlan {
        RolloutPlanValidator.of(name, steps, guardrails, missingData)
                .validateProbability("/alpha", alpha)
                .validateProbability("/advanceAlpha", advanceAlpha)
                .validateNotNegative("/warmUp", warmUp)
                .validatePositive("/restartEvery", restartEvery)
                .validateSeedSamples(seedSamples)
                .validatePositive("/tickMaxAge", tickMaxAge)
                .validateIncident(sharedIncident)
                .validateLimits(limits, steps)
                .validateApprovers(approvers)
                .validateBreaker(breaker)
                .validatePointOfNoReturn(pointOfNoReturn)
                .throwIfAny();
        steps = List.copyOf(steps);
        approvers = List.copyOf(approvers);
        guardrails = new Guardrails(
                guardrails.errors(),
                List.copyOf(guardrails.latency()),
                guardrails.rank(),
                List.copyOf(guardrails.metrics()),
                List.copyOf(guardrails.sources()),
                guardrails.shadow(),
                guardrails.settlement(),
                guardrails.reconciliation());
    }

    /// Returns the template for quick results: minutes, at a few hundred calls per second.
    public static RolloutPlan fast() {
        return RolloutPlanTemplates.fast();
    }

    /// Returns the template for important services: hours, with a bake step before 100%.
    public static RolloutPlan standard() {
        return RolloutPlanTemplates.standard();
    }

    /// Returns the template for critical changes: days, small tolerances, and approvals.
    public static RolloutPlan careful() {
        return RolloutPlanTemplates.careful();
    }

    /// Returns the template that starts with shadow traffic: as standard, after a first step at 0% exposure
    /// in which a tenth of the calls is shadowed on the candidate and compared with control.
    public static RolloutPlan shadowFirst() {
        return RolloutPlanTemplates.shadowFirst();
    }

    /// Whether a person may approve steps.
    public boolean canApprove(String who) {
        return approvers.isEmpty() || approvers.contains(who);
    }

    /// Returns a copy without the steps below an exposure.
    ///
    /// @param first smallest exposure to keep, at most the plan's last one
    /// @throws InvalidDocumentException when no step is left
    public RolloutPlan fromExposure(Percent first) {
        List<RolloutStep> kept = steps.stream()
                .filter(step -> step.exposure().compareTo(first) >= 0)
                .toList();
        return withSteps(kept, guardrails);
    }

    public RolloutPlan withReconciliation(ReconciliationGuardrail reconciliation) {
        return withSteps(steps, guardrails.withReconciliation(reconciliation));
    }

    private RolloutPlan withSteps(List<RolloutStep> newSteps, Guardrails newGuardrails) {
        return new RolloutPlan(
                name,
                newSteps,
                alpha,
                advanceAlpha,
                warmUp,
                restartEvery,
                newGuardrails,
                seedSamples,
                missingData,
                tickMaxAge,
                sharedIncident,
                limits,
                approvers,
                breaker,
                pointOfNoReturn);
    }

    /// Returns the exposure that a proof at a step allows: the next step's, or its own at the last step.
    public Percent nextExposure(int step) {
        return steps.get(Math.min(step + 1, steps.size() - 1)).exposure();
    }

    /// Whether leaving a step requires proof in addition to time without a breach: every step except the bake
    /// step.
    public boolean requiresProof(int step) {
        return step == 0 || steps.get(step).exposure().compareTo(BAKE) < 0;
    }

    /// Whether leaving a step requires the proof of the error guardrail: control has units, the guardrail
    /// requires the proof at that exposure, and its action is more than observe.
    public boolean requiresFailureProof(int step) {
        Percent exposure = steps.get(step).exposure();
        ErrorGuardrail errors = guardrails.errors();
        return requiresProof(step)
                && isComparable(exposure)
                && exposure.compareTo(errors.advanceFrom()) >= 0
                && errors.action() != GuardrailAction.OBSERVE;
    }

    /// Whether both control and candidate have units at an exposure.
    public static boolean isComparable(Percent exposure) {
        return !exposure.equals(Percent.NONE) && !exposure.equals(Percent.ALL);
    }

    /// Returns the shares of units of candidate and control at an exposure.
    public static CandidateShare shareAt(Percent exposure) {
        int whole = Percent.ALL.basisPoints();
        return new CandidateShare(exposure.fraction(), (whole - exposure.basisPoints()) / (double) whole);
    }

    /// Returns the breaker configuration sent to processes at a step; null for none.
    public @Nullable BreakerConfig breakerConfigAt(int step) {
        if (breaker == null || isPastPointOfNoReturn(step)) {
            return null;
        }
        double share = LocalBreakerPolicy.SHARE_OF_ALPHA * alpha / breaker.instances();
        return new BreakerConfig(-StrictMath.log(share), guardrails.errors().rollbackRatio(), breaker.ceiling());
    }

    /// Returns the shadow configuration sent to processes at a step; null for none.
    public @Nullable ShadowConfig shadowConfigAt(int step) {
        Percent sample = steps.get(step).shadow();
        ShadowGuardrail shadow = guardrails.shadow();
        return shadow == null || sample.equals(Percent.NONE) ? null : new ShadowConfig(sample, shadow.noise());
    }

    /// Whether a step is past the point of no return.
    public boolean isPastPointOfNoReturn(int step) {
        return pointOfNoReturn != null
                && pointOfNoReturn.isPassedAt(steps.get(step).exposure());
    }

    /// Returns the logarithm of the combined rollback evidence at which the rollout is rolled back.
    public double logRollbackThreshold() {
        return -StrictMath.log(SHARE_OF_ALPHA * alpha);
    }

    public boolean isLast(int step) {
        return step == steps.size() - 1;
    }
}
