// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.engine.rollout.plan.InvalidPlanException;
import dev.evenkeel.engine.rollout.plan.PlanProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The validator of an experiment plan; collects every problem before it throws.
final class ExperimentPlanValidator {
    private static final Pattern METRIC = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final long MOST_UNITS = 1_000_000_000_000L;

    private final List<PlanProblem> problems = new ArrayList<>();

    ExperimentPlanValidator validateVariants(List<VariantShare> parts) {
        require(
                parts.size() >= 2 && parts.size() <= ExperimentPlan.MAX_VARIANTS,
                "/variants",
                "must be 2 to " + ExperimentPlan.MAX_VARIANTS + " variants, got " + parts.size(),
                "name control first, then each treatment, with its share");
        Set<String> names = new HashSet<>();
        int total = 0;
        for (int i = 0; i < parts.size(); i++) {
            VariantShare part = parts.get(i);
            String at = "/variants/" + i;
            require(!part.variant().isBlank(), at + "/variant", "is missing", "name a variant of the flag");
            require(
                    names.add(part.variant()),
                    at + "/variant",
                    "\"" + part.variant() + "\" is there twice",
                    "name different variants");
            require(
                    part.share().basisPoints() > 0,
                    at + "/share",
                    "must be above 0 %",
                    "give it a share, or leave the variant out");
            total += part.share().basisPoints();
        }
        if (total != Percent.ALL.basisPoints()) {
            add(
                    "/variants",
                    "the shares are " + total / 100.0 + " % together, not 100 %",
                    "let the shares add up to 100; who is eligible is the flag's own targeting");
        }
        return this;
    }

    ExperimentPlanValidator validateGoals(List<ExperimentGoal> goals) {
        require(
                !goals.isEmpty() && goals.size() <= ExperimentPlan.MAX_GOALS,
                "/goals",
                "must be 1 to " + ExperimentPlan.MAX_GOALS + " goals, got " + goals.size(),
                "give the primary goal first");
        Set<List<Object>> known = new HashSet<>();
        for (int i = 0; i < goals.size(); i++) {
            validateGoal("/goals/" + i, goals.get(i), known);
        }
        return this;
    }

    private void validateGoal(String at, ExperimentGoal goal, Set<List<Object>> known) {
        boolean ofCall = goal.metric().equals(ExperimentGoal.CALL);
        require(
                ofCall || METRIC.matcher(goal.metric()).matches(),
                at + "/metric",
                "must be a letter and up to 99 letters, digits, dots, dashes or underscores, got \"" + goal.metric()
                        + "\"",
                "use the name that the service tracks, or " + ExperimentGoal.CALL
                        + " for the duration of the guarded call");
        require(
                !ofCall || goal.kind() == GoalKind.DURATION,
                at + "/kind",
                ExperimentGoal.CALL + " is a duration, got " + goal.kind(),
                "use DURATION, or name a tracked metric");
        require(
                known.add(List.of(goal.metric(), goal.kind())),
                at,
                "the same goal is there twice",
                "leave one of them out");
        require(
                Double.isFinite(goal.cap()) && goal.cap() > 0,
                at + "/cap",
                "must be above 0, got " + goal.cap(),
                "give the largest outcome of one unit that is to count; what is above counts as this");
        require(
                goal.kind() != GoalKind.CONVERSION || goal.cap() == 1,
                at + "/cap",
                "a conversion has no cap, got " + goal.cap(),
                "leave it out");
    }

    ExperimentPlanValidator validateAlpha(double alpha) {
        return require(
                alpha > 0 && alpha < 0.5,
                "/confidence",
                "must be above 50 and below 100, got " + 100 * (1 - alpha),
                "95 is usual");
    }

    ExperimentPlanValidator validateRule(ExperimentDecisionRule rule) {
        require(
                Double.isFinite(rule.shipAbove()),
                "/rule/shipAbove",
                "must be a number, got " + rule.shipAbove(),
                "0 ships whatever is shown to be better");
        require(
                Double.isFinite(rule.stopBelow()) && rule.stopBelow() <= rule.shipAbove(),
                "/rule/stopBelow",
                "must be a number and at most shipAbove (" + rule.shipAbove() + "), got " + rule.stopBelow(),
                "0 stops whatever is shown to be worse");
        return require(
                rule.maxDuration().isPositive() && rule.maxDuration().compareTo(LONGEST) <= 0,
                "/rule/maxDuration",
                "must be longer than zero and at most 365 days, got " + rule.maxDuration(),
                "write \"P28D\" for four weeks");
    }

    ExperimentPlanValidator validateWindow(Duration window, ExperimentDecisionRule rule) {
        return require(
                window.compareTo(Duration.ofSeconds(1)) >= 0 && window.compareTo(rule.maxDuration()) < 0,
                "/window",
                "must be a second or longer, and shorter than the longest time (" + rule.maxDuration() + "), got "
                        + window,
                "\"P1D\" counts what happens to a unit within a day of its exposure");
    }

    ExperimentPlanValidator validateTunedFor(long units) {
        return require(
                units >= 1 && units <= MOST_UNITS,
                "/expectedUnits",
                "must be 1 to " + MOST_UNITS + ", got " + units,
                "give the units that you expect to have when it is decided");
    }

    ExperimentPlanValidator validateCovariate(@Nullable String covariate) {
        return require(
                covariate == null || !covariate.isBlank(),
                "/covariate",
                "must name an attribute",
                "leave it out when nothing is known of units beforehand");
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidPlanException(problems);
        }
    }

    private ExperimentPlanValidator require(boolean kept, String pointer, String message, String remedy) {
        if (!kept) {
            add(pointer, message, remedy);
        }
        return this;
    }

    private void add(String pointer, String message, String remedy) {
        problems.add(new PlanProblem(pointer, message, remedy));
    }
}
