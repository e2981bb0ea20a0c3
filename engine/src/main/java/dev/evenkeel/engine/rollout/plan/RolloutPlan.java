// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.core.stats.CandidateShare;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plan of a guarded rollout: the steps from 0% to 100% exposure and the evidence required between them.
///
/// @param name name of the template or of the author's own plan, not blank
/// @param steps exposures, strictly increasing, at least one
/// @param alpha probability, over the whole rollout, that a harmless candidate is rolled back; above 0, below
///     0.5. A tenth of it is reserved for the breakers in the SDK processes
/// @param advanceAlpha probability per step that a candidate at the margin advances; above 0, below 0.5
/// @param warmUp time after the start of a step in which calls are not trials; zero or more
/// @param restartEvery interval at which another rollback test is started, to detect harm that begins late;
///     above zero
/// @param guardrails guardrails to evaluate
/// @param seedSamples control latencies needed before latency is evaluated; 1 or more
/// @param missingData policy for missing evidence
/// @param tickMaxAge maximum time that a tick waits for the other variant; above zero
/// @param sharedIncident policy for shared incidents, which freeze the exposure; null for none
/// @param limits time limits
/// @param approvers names of those who may approve steps, never the person who starts the rollout; empty for
///     everyone with the right to approve changes
/// @param breaker policy of the circuit breaker in each process; null for none
/// @param pointOfNoReturn exposure from which a rollback is not possible; null when it always is
public record RolloutPlan(
        String name,
        List<RolloutStep> steps,
        double alpha,
        double advanceAlpha,
        Duration warmUp,
        Duration restartEvery,
        Guardrails guardrails,
        long seedSamples,
        MissingDataLimits missingData,
        Duration tickMaxAge,
        @Nullable SharedIncidentPolicy sharedIncident,
        RolloutTimeLimits limits,
        List<String> approvers,
        @Nullable LocalBreakerPolicy breaker,
        @Nullable PointOfNoReturn pointOfNoReturn) {
    /* The rest of alpha is reserved for the breakers in the SDK processes. */
    private static final double SHARE_OF_ALPHA = 0.9;

    /* From this exposure, the step to 100% adds at most a ninth to the possible harm, so it needs no new proof. */
    private static final Percent BAKE = new Percent(9_000);

    /// @throws InvalidPlanException with every problem found
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
    /// @throws InvalidPlanException when no step is left
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
