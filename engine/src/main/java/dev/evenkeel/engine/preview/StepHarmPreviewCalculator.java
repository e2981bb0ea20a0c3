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

/// The calculator of the harm of bad candidates at one step until the guard rolls them back; unbounded where
/// the plan's error guardrail only holds or observes.
final class StepHarmPreviewCalculator {
    /// The evaluated failure ratios.
    private static final double[] RATIOS = {1.5, 2, 5, 10};

    private static final double LIKELY = 0.8;
    private static final double LARGEST_RATIO = 1_000;
    private static final double PRECISION = 1.005;
    private static final int MOST_FAILURES = 60_000;
    private static final int MANY_FAILURES = 500;
    private static final int MANY_TICKS = 30;
    /*
     * Above this, tables of the failures in one second cost time and memory in proportion to the square root of each
     * side's number.
     */
    private static final double MOST_FAILURES_OF_A_TICK = 1_000;
    private static final double NEGLIGIBLE = 1e-5;
    private static final int MOST_FAILURES_IN_TIME = 30_000;

    private final CandidateShare share;
    private final TrafficAssumptions traffic;
    private final double tolerated;
    private final boolean rollsBack;
    private final StoppingBoundary frontier;
    private final ComputationBudget budget;

    /// @param bet share of the evidence whose test starts with the step
    StepHarmPreviewCalculator(RolloutPlan plan, RolloutStep step, TrafficAssumptions traffic, double bet) {
        ErrorGuardrail errors = plan.guardrails().errors();
        this.share = CandidateShare.assigned(step.exposure().fraction());
        this.traffic = traffic;
        this.tolerated = errors.rollbackRatio();
        this.budget = ComputationBudget.of(plan);
        this.rollsBack = errors.action() == GuardrailAction.ROLL_BACK;
        this.frontier = new StoppingBoundary(
                share, tolerated, plan.logRollbackThreshold() - StrictMath.log(errors.weight()) - StrictMath.log(bet));
    }

    List<StepHarmPreview> calculateHarms() {
        return Arrays.stream(RATIOS)
                .filter(ratio -> ratio * traffic.baseRate() <= 1)
                .mapToObj(this::calculateHarm)
                .toList();
    }

    /// Returns the smallest ratio with a likely rollback in time, to 0.5%; infinite when there is none. Only
    /// the first 30,000 failures count, fewer in a plan of more than ten steps, so at very high traffic the
    /// true ratio is smaller.
    double detectableRatio(double seconds) {
        double high = Math.min(LARGEST_RATIO, 1 / traffic.baseRate());
        if (!rollsBack || !isLikely(high, seconds)) {
            return Double.POSITIVE_INFINITY;
        }
        double low = Math.min(tolerated, high);
        while (high / low > PRECISION) {
            double middle = Math.sqrt(low * high);
            if (isLikely(middle, seconds)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private boolean isLikely(double ratio, double seconds) {
        double expected = failuresPerSecond(ratio) * seconds;
        int most = (int) Math.min(budget.scale(MOST_FAILURES_IN_TIME), 20 + expected + 9 * Math.sqrt(expected));
        return ExactStoppingTime.of(frontier, theta(ratio), most).probabilityBy(seconds, failuresPerSecond(ratio))
                >= LIKELY;
    }

    private StepHarmPreview calculateHarm(double ratio) {
        double seconds = secondsToRollback(ratio);
        double failed = Double.isFinite(seconds)
                ? seconds * traffic.callsPerSecond() * share.candidate() * traffic.baseRate() * ratio
                : Double.POSITIVE_INFINITY;
        double excess = failed * (1 - 1 / ratio);
        Double price = traffic.moneyPerFailure();
        return new StepHarmPreview(
                ratio,
                seconds,
                failed,
                excess,
                price == null ? OptionalDouble.empty() : OptionalDouble.of(price * excess));
    }

    private double secondsToRollback(double ratio) {
        if (!rollsBack || ratio <= tolerated) {
            return Double.POSITIVE_INFINITY;
        }
        ExactStoppingTime stoppingTime = ExactStoppingTime.of(frontier, theta(ratio), budget.scale(MOST_FAILURES));
        if (!stoppingTime.endsAlmostSurely()) {
            return Double.POSITIVE_INFINITY;
        }
        double inFailures = stoppingTime.meanFailures() / failuresPerSecond(ratio);
        return inFailures > MANY_TICKS * EvaluationSchedule.TICK || stoppingTime.meanFailures() > MANY_FAILURES
                ? inFailures + EvaluationSchedule.TICK / 2
                : secondsByTicks(ratio, stoppingTime);
    }

    /*
     * Evaluates second by second, because the guard sees all failures of a second at once. Where these are many, the
     * first seconds decide, and the evidence of the walk at the end of each second is equally good.
     */
    private double secondsByTicks(double ratio, ExactStoppingTime stoppingTime) {
        double perTick = failuresPerSecond(ratio) * EvaluationSchedule.TICK;
        if (perTick > MOST_FAILURES_OF_A_TICK) {
            return stoppingTime.meanEvaluations(perTick) * EvaluationSchedule.TICK;
        }
        double perSecond = traffic.unitsPerSecond() * traffic.baseRate() * EvaluationSchedule.TICK;
        TruncatedPoisson candidate = TruncatedPoisson.of(perSecond * share.candidate() * ratio);
        TruncatedPoisson control = TruncatedPoisson.of(perSecond * share.control());
        JointCountDistribution cloud = new JointCountDistribution();
        double left = 1;
        double ticks = 0;
        while (left > NEGLIGIBLE) {
            ticks += left;
            cloud.convolve(candidate, control);
            left -= cloud.absorbSettled((more, against) -> more >= frontier.requiredAmong(more + against));
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
