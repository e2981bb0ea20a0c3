// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import dev.evenkeel.engine.validation.ValidationError;
import java.math.BigDecimal;
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

    private final List<ValidationError> problems = new ArrayList<>();

    ExperimentPlanValidator validateVariants(List<VariantShare> parts) {
        require(
                parts.size() >= 2 && parts.size() <= ExperimentPlan.MAX_VARIANTS,
                "/variants",
                "must be 2 to " + ExperimentPlan.MAX_VARIANTS + " variants, got " + parts.size(),
                "list control first, then each treatment, with its share");
        Set<String> names = new HashSet<>();
        int total = 0;
        for (int i = 0; i < parts.size(); i++) {
            VariantShare part = parts.get(i);
            String at = "/variants/" + i;
            require(!part.variant().isBlank(), at + "/variant", "is missing", "name a variant of the flag");
            require(
                    names.add(part.variant()),
                    at + "/variant",
                    "duplicate variant \"" + part.variant() + "\"",
                    "list each variant once");
            require(
                    part.share().basisPoints() > 0,
                    at + "/share",
                    "must be above 0%",
                    "set a share, or remove the variant");
            total += part.share().basisPoints();
        }
        if (total != Percent.ALL.basisPoints()) {
            add(
                    "/variants",
                    "the shares add up to " + total / 100.0 + "%, not 100%",
                    "make the shares add up to 100; the flag's targeting decides which units take part");
        }
        return this;
    }

    ExperimentPlanValidator validateGoals(List<ExperimentGoal> goals) {
        require(
                !goals.isEmpty() && goals.size() <= ExperimentPlan.MAX_GOALS,
                "/goals",
                "must be 1 to " + ExperimentPlan.MAX_GOALS + " goals, got " + goals.size(),
                "list the primary goal first");
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
        require(known.add(List.of(goal.metric(), goal.kind())), at, "duplicate goal", "remove one of them");
        require(
                Double.isFinite(goal.maxOutcome()) && goal.maxOutcome() > 0,
                at + "/cap",
                "must be above 0, got " + goal.cap(),
                "set the largest outcome of one unit; larger ones count as this value");
        require(
                goal.kind() == GoalKind.CONVERSION || goal.cap() != null,
                at + "/cap",
                "is missing",
                "set the largest outcome of one unit; larger ones count as this value");
        require(
                goal.kind() != GoalKind.CONVERSION || goal.cap() == null,
                at + "/cap",
                "is not allowed for a conversion, got " + goal.cap(),
                "remove it");
    }

    ExperimentPlanValidator validateConfidence(BigDecimal confidence) {
        return require(
                confidence.compareTo(BigDecimal.valueOf(50)) > 0 && confidence.compareTo(BigDecimal.valueOf(100)) < 0,
                "/confidence",
                "must be above 50 and below 100, got " + confidence.toPlainString(),
                "95 is usual");
    }

    ExperimentPlanValidator validateRule(ExperimentDecisionRule rule) {
        require(
                Double.isFinite(rule.shipAbove()),
                "/rule/shipAbove",
                "must be a number, got " + rule.shipAbove(),
                "0 ships any treatment that is significantly better");
        require(
                Double.isFinite(rule.stopBelow()) && rule.stopBelow() <= rule.shipAbove(),
                "/rule/stopBelow",
                "must be a number and at most shipAbove (" + rule.shipAbove() + "), got " + rule.stopBelow(),
                "0 stops when every treatment is significantly worse");
        return require(
                rule.maxDuration().isPositive() && rule.maxDuration().compareTo(LONGEST) <= 0,
                "/rule/maxDuration",
                "must be longer than zero and at most 365 days, got " + rule.maxDuration(),
                "use \"P28D\" for four weeks");
    }

    ExperimentPlanValidator validateWindow(Duration window, ExperimentDecisionRule rule) {
        return require(
                window.compareTo(Duration.ofSeconds(1)) >= 0 && window.compareTo(rule.maxDuration()) < 0,
                "/window",
                "must be a second or longer, and shorter than maxDuration (" + rule.maxDuration() + "), got " + window,
                "\"P1D\" counts outcomes of a unit within a day of its exposure");
    }

    ExperimentPlanValidator validateTunedFor(long units) {
        return require(
                units >= 1 && units <= MOST_UNITS,
                "/expectedUnits",
                "must be 1 to " + MOST_UNITS + ", got " + units,
                "set the number of units that you expect at the decision");
    }

    ExperimentPlanValidator validateCovariate(@Nullable String covariate) {
        return require(
                covariate == null || !covariate.isBlank(),
                "/covariate",
                "must name an attribute",
                "leave it out if you have no data about units before the experiment");
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
    }

    private ExperimentPlanValidator require(boolean kept, String pointer, String message, String remedy) {
        if (!kept) {
            add(pointer, message, remedy);
        }
        return this;
    }

    private void add(String pointer, String message, String remedy) {
        problems.add(new ValidationError(pointer, message, remedy));
    }
}
