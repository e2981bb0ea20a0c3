// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.engine.rollout.plan.ErrorGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// What bad candidates do at one step until the guard rolls them back: for ever, where the plan's errors
/// guardrail only holds or observes.
final class HarmPreviewCalculator {
    /// The failure ratios that are looked at.
    private static final double[] RATIOS = {1.5, 2, 5, 10};

    private static final double LIKELY = 0.8;
    private static final double LARGEST_RATIO = 1_000;
    private static final double PRECISION = 1.005;
    private static final int MOST_FAILURES = 60_000;
    private static final int MANY_FAILURES = 500;
    private static final int MANY_TICKS = 30;
    /* The tables of more failures in one second take memory and time by the square root of each side's number. */
    private static final double MOST_FAILURES_OF_A_TICK = 1_000;
    private static final double NEGLIGIBLE = 1e-5;
    private static final int MOST_FAILURES_IN_TIME = 30_000;

    private final CandidateShare share;
    private final TrafficAssumptions traffic;
    private final double tolerated;
    private final boolean rollsBack;
    private final StoppingBoundary frontier;
    private final ComputationBudget effort;

    /// @param bet share of the evidence that starts as the step begins
    HarmPreviewCalculator(RolloutPlan plan, RolloutStep step, TrafficAssumptions traffic, double bet) {
        ErrorGuardrail errors = plan.guardrails().errors();
        this.share = CandidateShare.assigned(step.exposure().fraction());
        this.traffic = traffic;
        this.tolerated = errors.rollbackRatio();
        this.effort = ComputationBudget.of(plan);
        this.rollsBack = errors.action() == GuardrailAction.ROLL_BACK;
        this.frontier = new StoppingBoundary(
                share, tolerated, plan.logRollbackNeeded() - StrictMath.log(errors.weight()) - StrictMath.log(bet));
    }

    List<HarmPreview> harms() {
        return Arrays.stream(RATIOS)
                .filter(ratio -> ratio * traffic.baseRate() <= 1)
                .mapToObj(this::harm)
                .toList();
    }

    /// Smallest ratio with a likely rollback in time, to half a percent; infinite when there is none. Only the
    /// first 30,000 failures count, fewer in a plan of more than ten steps, so that at very high traffic the
    /// true one is smaller.
    double smallestRatio(double seconds) {
        double high = Math.min(LARGEST_RATIO, 1 / traffic.baseRate());
        if (!rollsBack || !likely(high, seconds)) {
            return Double.POSITIVE_INFINITY;
        }
        double low = Math.min(tolerated, high);
        while (high / low > PRECISION) {
            double middle = Math.sqrt(low * high);
            if (likely(middle, seconds)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private boolean likely(double ratio, double seconds) {
        double expected = failuresPerSecond(ratio) * seconds;
        int most = (int) Math.min(effort.of(MOST_FAILURES_IN_TIME), 20 + expected + 9 * Math.sqrt(expected));
        return ExactStoppingTime.of(frontier, theta(ratio), most).chanceBy(seconds, failuresPerSecond(ratio)) >= LIKELY;
    }

    private HarmPreview harm(double ratio) {
        double seconds = seconds(ratio);
        double failed = Double.isFinite(seconds)
                ? seconds * traffic.callsPerSecond() * share.candidate() * traffic.baseRate() * ratio
                : Double.POSITIVE_INFINITY;
        double excess = failed * (1 - 1 / ratio);
        OptionalDouble price = traffic.moneyPerFailure();
        return new HarmPreview(
                ratio,
                seconds,
                failed,
                excess,
                price.isPresent() ? OptionalDouble.of(price.getAsDouble() * excess) : price);
    }

    private double seconds(double ratio) {
        if (!rollsBack || ratio <= tolerated) {
            return Double.POSITIVE_INFINITY;
        }
        ExactStoppingTime walk = ExactStoppingTime.of(frontier, theta(ratio), effort.of(MOST_FAILURES));
        if (!walk.ends()) {
            return Double.POSITIVE_INFINITY;
        }
        double inFailures = walk.meanFailures() / failuresPerSecond(ratio);
        return inFailures > MANY_TICKS * EvaluationSchedule.TICK || walk.meanFailures() > MANY_FAILURES
                ? inFailures + EvaluationSchedule.TICK / 2
                : secondsByTicks(ratio, walk);
    }

    /*
     * Look by look, because here it matters that the guard sees all failures of a second at once. Where these are many,
     * the first seconds settle it, and the evidence of the walk at the end of each second is as good.
     */
    private double secondsByTicks(double ratio, ExactStoppingTime walk) {
        double perTick = failuresPerSecond(ratio) * EvaluationSchedule.TICK;
        if (perTick > MOST_FAILURES_OF_A_TICK) {
            return walk.meanLooks(perTick) * EvaluationSchedule.TICK;
        }
        double perSecond = traffic.unitsPerSecond() * traffic.baseRate() * EvaluationSchedule.TICK;
        TruncatedPoisson candidate = TruncatedPoisson.of(perSecond * share.candidate() * ratio);
        TruncatedPoisson control = TruncatedPoisson.of(perSecond * share.control());
        CountDistribution cloud = new CountDistribution();
        double left = 1;
        double ticks = 0;
        while (left > NEGLIGIBLE) {
            ticks += left;
            cloud.spread(candidate, control);
            left -= cloud.absorb((more, against) -> more >= frontier.needed(more + against));
        }
        return ticks * EvaluationSchedule.TICK;
    }

    private double theta(double ratio) {
        return share.candidate() * ratio / (share.candidate() * ratio + share.control());
    }

    private double failuresPerSecond(double ratio) {
        return traffic.unitsPerSecond() * traffic.baseRate() * (share.candidate() * ratio + share.control());
    }
}
