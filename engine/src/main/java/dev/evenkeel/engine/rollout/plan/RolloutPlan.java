// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.core.stats.CandidateShare;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a candidate gets from nobody to everybody, and what must be shown on the way.
///
/// @param name name of the template or of the author's own plan, not blank
/// @param steps the exposures, strictly growing, at least one
/// @param alpha chance, over the whole rollout, that a harmless candidate is rolled back; above 0,
///     below 0.5. A tenth of it is kept for the breakers in the SDK processes
/// @param advanceAlpha chance per step that a candidate at the margin advances; above 0, below 0.5
/// @param warmUp time after a step's start in which calls are no trials; zero or more
/// @param restartEvery how often rollback evidence gets a fresh start, for harm that begins late; above
///     zero
/// @param guardrails the questions to the evidence
/// @param seedSamples control latencies needed before latency is judged; 1 or more
/// @param blindness what to do without evidence
/// @param tickMaxAge how long a tick waits for the other variant at most; above zero
/// @param incident when failures of control freeze the exposure; null when they never do
/// @param limits how long it may take
/// @param approvers names of those who may approve steps, never who starts the rollout; empty for everybody who
///     may approve changes
/// @param breaker when a process takes the candidate out of use by itself; null when none ever does
/// @param pointOfNoReturn from where on nobody is put back; null when going back is always possible
public record RolloutPlan(
        String name,
        List<RolloutStep> steps,
        double alpha,
        double advanceAlpha,
        Duration warmUp,
        Duration restartEvery,
        Guardrails guardrails,
        long seedSamples,
        MissingDataPolicy blindness,
        Duration tickMaxAge,
        @Nullable SharedIncidentPolicy incident,
        RolloutTimeLimits limits,
        List<String> approvers,
        @Nullable LocalBreakerPolicy breaker,
        @Nullable PointOfNoReturn pointOfNoReturn) {
    /* The rest of alpha is for the breakers in the SDK processes. */
    private static final double SHARE_OF_ALPHA = 0.9;

    /* From this exposure on, going to everybody adds at most a ninth to the harm already possible: no new proof. */
    private static final Percent BAKE = new Percent(9_000);

    /// @throws InvalidPlanException with everything that is wrong
    public RolloutPlan {
        RolloutPlanValidator.of(name, steps, guardrails, blindness)
                .probability("/alpha", alpha)
                .probability("/advanceAlpha", advanceAlpha)
                .atLeastZero("/warmUp", warmUp)
                .positive("/restartEvery", restartEvery)
                .seedSamples(seedSamples)
                .positive("/tickMaxAge", tickMaxAge)
                .incident(incident)
                .limits(limits, steps)
                .approvers(approvers)
                .breaker(breaker)
                .pointOfNoReturn(pointOfNoReturn)
                .orThrow();
        steps = List.copyOf(steps);
        approvers = List.copyOf(approvers);
        guardrails = new Guardrails(
                guardrails.errors(),
                List.copyOf(guardrails.latency()),
                guardrails.rank(),
                List.copyOf(guardrails.metrics()),
                List.copyOf(guardrails.sources()),
                guardrails.shadow(),
                guardrails.settled(),
                guardrails.reconciliation());
    }

    /// The plan for a change that must show quickly what it is: minutes, at a few hundred calls a second.
    public static RolloutPlan fast() {
        return RolloutPlanTemplates.fast();
    }

    /// The plan for a change to a service that matters: hours, with a bake before everybody gets it.
    public static RolloutPlan standard() {
        return RolloutPlanTemplates.standard();
    }

    /// The plan for a change that must not go wrong: days, small tolerances, and people who approve.
    public static RolloutPlan careful() {
        return RolloutPlanTemplates.careful();
    }

    /// The plan that lets nobody meet the candidate before its answers were compared with control's: as
    /// standard, after a step in which a tenth of the calls is answered a second time.
    public static RolloutPlan shadowFirst() {
        return RolloutPlanTemplates.shadowFirst();
    }

    /// Whether that person may approve steps.
    public boolean mayApprove(String who) {
        return approvers.isEmpty() || approvers.contains(who);
    }

    /// This plan without the steps below an exposure.
    ///
    /// @param first smallest exposure to keep, at most the plan's last one
    /// @throws InvalidPlanException when no step is left
    public RolloutPlan startingAt(Percent first) {
        List<RolloutStep> kept = steps.stream()
                .filter(step -> step.exposure().compareTo(first) >= 0)
                .toList();
        return with(kept, guardrails);
    }

    /// This plan with another demand on the stores of a migration.
    public RolloutPlan with(ReconciliationGuardrail reconciliation) {
        return with(steps, guardrails.with(reconciliation));
    }

    private RolloutPlan with(List<RolloutStep> newSteps, Guardrails newGuardrails) {
        return new RolloutPlan(
                name,
                newSteps,
                alpha,
                advanceAlpha,
                warmUp,
                restartEvery,
                newGuardrails,
                seedSamples,
                blindness,
                tickMaxAge,
                incident,
                limits,
                approvers,
                breaker,
                pointOfNoReturn);
    }

    /// The exposure that a proof at a step is for: the next step's, or its own at the last one.
    public Percent exposureAfter(int step) {
        return steps.get(Math.min(step + 1, steps.size() - 1)).exposure();
    }

    /// Whether leaving a step takes proof, not only time without a breach: all but the bake, which has
    /// been earned.
    public boolean asksForProof(int step) {
        return step == 0 || steps.get(step).exposure().compareTo(BAKE) < 0;
    }

    /// Whether leaving a step takes the proof about failures: where there is control to compare with, the
    /// guardrail asks for it at that exposure, and does more than observe.
    public boolean asksForProofOfFailures(int step) {
        Percent exposure = steps.get(step).exposure();
        ErrorGuardrail errors = guardrails.errors();
        return asksForProof(step)
                && isComparable(exposure)
                && exposure.compareTo(errors.advanceFrom()) >= 0
                && errors.action() != GuardrailAction.OBSERVE;
    }

    /// Whether both control and candidate have units at an exposure.
    public static boolean isComparable(Percent exposure) {
        return !exposure.equals(Percent.NONE) && !exposure.equals(Percent.ALL);
    }

    /// The shares of units that candidate and control have at an exposure.
    public static CandidateShare share(Percent exposure) {
        int whole = Percent.ALL.basisPoints();
        return new CandidateShare(exposure.fraction(), (whole - exposure.basisPoints()) / (double) whole);
    }

    /// When a process takes the candidate out of use by itself at a step, as it is told; null when it never
    /// does.
    public @Nullable BreakerConfig breakerTerms(int step) {
        if (breaker == null || isPastReturn(step)) {
            return null;
        }
        double share = LocalBreakerPolicy.SHARE_OF_ALPHA * alpha / breaker.instances();
        return new BreakerConfig(-StrictMath.log(share), guardrails.errors().rollbackRatio(), breaker.ceiling());
    }

    /// How many of control's calls are answered a second time at a step, as processes are told; null for none.
    public @Nullable ShadowConfig shadowTerms(int step) {
        Percent sample = steps.get(step).shadow();
        ShadowGuardrail shadow = guardrails.shadow();
        return shadow == null || sample.equals(Percent.NONE) ? null : new ShadowConfig(sample, shadow.noise());
    }

    /// Whether nobody is put back at a step any more.
    public boolean isPastReturn(int step) {
        return pointOfNoReturn != null
                && pointOfNoReturn.isPassedAt(steps.get(step).exposure());
    }

    /// Logarithm of the rollback evidence, of all guardrails together, that rolls back.
    public double logRollbackNeeded() {
        return -StrictMath.log(SHARE_OF_ALPHA * alpha);
    }

    public boolean isLast(int step) {
        return step == steps.size() - 1;
    }
}
