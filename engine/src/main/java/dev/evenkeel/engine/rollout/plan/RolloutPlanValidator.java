// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import dev.evenkeel.engine.validation.ValidationError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The validator of a plan; collects every problem before it throws.
final class RolloutPlanValidator {
    private static final double WEIGHT_TOLERANCE = 1e-9;
    private static final Percent HIGHEST_CEILING = new Percent(9_000);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int MOST_STEPS = 100;
    private static final long MOST_SAMPLES = 1_000_000_000;
    private static final Percent HALF = new Percent(5_000);
    private static final String REASONABLE = "omit it to keep the value of the template";

    private final List<ValidationError> problems = new ArrayList<>();

    private RolloutPlanValidator() {}

    static RolloutPlanValidator of(
            @Nullable String name,
            @Nullable List<RolloutStep> steps,
            @Nullable Guardrails guardrails,
            @Nullable MissingDataLimits blindness) {
        RolloutPlanValidator validator = new RolloutPlanValidator();
        if (name == null || name.isBlank()) {
            validator.add("/name", "is missing", "set a name");
        }
        validator.validateSteps(steps);
        validator.validateGuardrails(guardrails, steps);
        validator.validateShadow(guardrails == null ? null : guardrails.shadow(), steps == null ? List.of() : steps);
        new AdvanceConditionValidator(validator).validate(guardrails);
        validator.validateMissingData(blindness);
        return validator;
    }

    RolloutPlanValidator validateProbability(String pointer, double value) {
        return require(
                value > 0 && value < 0.5, pointer, "must be above 0 and below 0.5, got " + value, "0.01 is usual");
    }

    RolloutPlanValidator validateNotNegative(String pointer, @Nullable Duration value) {
        return require(
                        value != null && !value.isNegative(),
                        pointer,
                        "must be zero or longer, got " + value,
                        REASONABLE)
                .validateAtMostAYear(pointer, value);
    }

    RolloutPlanValidator validatePositive(String pointer, @Nullable Duration value) {
        return require(
                        value != null && value.isPositive(),
                        pointer,
                        "must be longer than zero, got " + value,
                        REASONABLE)
                .validateAtMostAYear(pointer, value);
    }

    private RolloutPlanValidator validateAtMostAYear(String pointer, @Nullable Duration value) {
        return require(
                value == null || value.compareTo(LONGEST) <= 0,
                pointer,
                "must be a year (366 days) at most, got " + value,
                "use a shorter time, such as P14D");
    }

    RolloutPlanValidator validateSeedSamples(long value) {
        return require(
                value >= 1 && value <= MOST_SAMPLES,
                "/seedSamples",
                "must be 1 to " + MOST_SAMPLES + ", got " + value,
                "10000 is usual");
    }

    RolloutPlanValidator validateIncident(@Nullable SharedIncidentPolicy incident) {
        if (incident == null) {
            return this;
        }
        validateCeiling(
                "/incident/failureRate", incident.failureRate(), "10 is usual; remove incident to disable the check");
        return validatePositive("/incident/stepBackAfter", incident.stepBackAfter());
    }

    RolloutPlanValidator validateLimits(@Nullable RolloutTimeLimits limits, @Nullable List<RolloutStep> steps) {
        if (limits == null || limits.whenLate() == null) {
            return add("/limits", "must have step, rollout and whenLate", "whenLate is HOLD or ROLL_BACK");
        }
        validatePositive("/limits/step", limits.step());
        validatePositive("/limits/rollout", limits.rollout());
        if (limits.step() == null || limits.rollout() == null) {
            return this;
        }
        Duration longest = longestDwell(steps);
        require(
                limits.step().compareTo(longest) > 0,
                "/limits/step",
                "must be longer than every dwell, got " + limits.step() + " and a dwell of " + longest,
                "allow more time than the longest dwell");
        return require(
                limits.rollout().compareTo(limits.step()) >= 0,
                "/limits/rollout",
                "must not be shorter than the limit of a step, got " + limits.rollout() + " and " + limits.step(),
                "allow at least the time of one step");
    }

    RolloutPlanValidator validateApprovers(@Nullable List<String> approvers) {
        boolean named = approvers != null && approvers.stream().noneMatch(name -> name == null || name.isBlank());
        return require(
                named,
                "/approvers",
                "must be a list of names, got " + approvers,
                "use an empty list to let every user with permission approve");
    }

    RolloutPlanValidator validateBreaker(@Nullable LocalBreakerPolicy breaker) {
        if (breaker == null) {
            return this;
        }
        require(
                breaker.instances() >= 1 && breaker.instances() <= 1_000_000,
                "/breaker/instances",
                "must be 1 to 1000000, got " + breaker.instances(),
                "set the maximum number of concurrent processes; 100 is usual");
        return validateCeiling("/breaker/ceiling", breaker.ceiling(), "20 is usual; remove breaker to disable it");
    }

    RolloutPlanValidator validatePointOfNoReturn(@Nullable PointOfNoReturn point) {
        if (point == null) {
            return this;
        }
        require(
                point.from() != null && point.from().compareTo(Percent.NONE) > 0,
                "/pointOfNoReturn/from",
                "must be above 0%, got " + point.from(),
                "set the exposure from which a rollback does more harm than the candidate");
        return require(
                point.instead() != null && !point.instead().isBlank(),
                "/pointOfNoReturn/instead",
                "is missing",
                "describe what the operator does instead of a rollback");
    }

    private RolloutPlanValidator validateCeiling(String pointer, @Nullable Percent rate, String remedy) {
        return require(
                rate != null && rate.compareTo(Percent.NONE) > 0 && rate.compareTo(HIGHEST_CEILING) < 0,
                pointer,
                "must be above 0% and below " + HIGHEST_CEILING + ", got " + rate,
                remedy);
    }

    private static Duration longestDwell(@Nullable List<RolloutStep> steps) {
        return steps == null
                ? Duration.ZERO
                : steps.stream()
                        .filter(step -> step != null && step.dwell() != null)
                        .map(RolloutStep::dwell)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO);
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
    }

    private void validateSteps(@Nullable List<RolloutStep> steps) {
        if (steps == null || steps.isEmpty()) {
            add("/steps", "must not be empty", "add at least one step");
            return;
        }
        require(
                steps.size() <= MOST_STEPS,
                "/steps",
                "must be at most " + MOST_STEPS + " steps, got " + steps.size(),
                "remove steps; five to eight are usual");
        boolean nobodyFirst = isOnlyShadowed(steps.get(0));
        if (nobodyFirst) {
            validateNotNegative("/steps/0/dwell", steps.get(0).dwell());
        }
        Percent before = Percent.NONE;
        for (int i = nobodyFirst ? 1 : 0; i < steps.size(); i++) {
            before = validateStep("/steps/" + i, steps.get(i), before);
        }
        require(
                !nobodyFirst || steps.size() > 1,
                "/steps",
                "the only step is at 0%, so no user gets the candidate",
                "add steps with exposures above 0%");
    }

    private static boolean isOnlyShadowed(@Nullable RolloutStep step) {
        return step != null && step.shadow() != null && step.isShadowed() && Percent.NONE.equals(step.exposure());
    }

    private void validateShadow(@Nullable ShadowGuardrail shadow, List<RolloutStep> steps) {
        boolean asked = steps.stream().anyMatch(step -> step != null && step.shadow() != null && step.isShadowed());
        require(
                asked == (shadow != null),
                "/guardrails/shadow",
                asked ? "is missing, but a step has shadow calls" : "is set, but no step has shadow calls",
                "set both shadow in a step and guardrails.shadow, or neither");
        if (shadow == null) {
            return;
        }
        validateAction("/guardrails/shadow", shadow.action());
        require(
                shadow.tolerated() != null
                        && shadow.tolerated().compareTo(Percent.NONE) > 0
                        && shadow.tolerated().compareTo(HALF) < 0,
                "/guardrails/shadow/tolerated",
                "must be above 0% and below 50%, got " + shadow.tolerated(),
                "0.1 tolerates one differing result in a thousand");
        require(
                shadow.noise() != null && shadow.noise().compareTo(Percent.ALL) < 0,
                "/guardrails/shadow/noise",
                "must be 0% to below 100%, got " + shadow.noise(),
                "use 50 if control results differ between calls, 0 if control must not run twice");
    }

    private Percent validateStep(String pointer, @Nullable RolloutStep step, Percent before) {
        if (step == null || step.exposure() == null) {
            add(pointer + "/exposure", "is missing", "set a percentage of units, 0 to 100");
            return before;
        }
        require(
                step.exposure().compareTo(before) > 0,
                pointer + "/exposure",
                "exposure must grow from step to step, got " + step.exposure() + " after " + before,
                "sort the steps and remove duplicates");
        validateNotNegative(pointer + "/dwell", step.dwell());
        require(step.shadow() != null, pointer + "/shadow", "is missing", "use 0 for no shadow calls");
        return step.exposure();
    }

    private void validateGuardrails(@Nullable Guardrails guardrails, @Nullable List<RolloutStep> steps) {
        if (guardrails == null
                || guardrails.errors() == null
                || guardrails.latency() == null
                || guardrails.metrics() == null
                || guardrails.sources() == null) {
            add(
                    "/guardrails",
                    "must have errors, latency, metrics and sources",
                    "add them; all except errors can be empty lists");
            return;
        }
        validateErrors(guardrails.errors(), steps);
        double weights = guardrails.errors().weight();
        for (int i = 0; i < guardrails.latency().size(); i++) {
            weights += validateLatency(
                    "/guardrails/latency/" + i, guardrails.latency().get(i));
        }
        validateDistinctNames(guardrails.latency());
        LatencyRankGuardrail rank = guardrails.rank();
        if (rank != null) {
            validateWeight("/guardrails/rank", rank.weight());
            validateAction("/guardrails/rank", rank.action());
            validateRatio("/guardrails/rank/rollbackRatio", rank.rollbackRatio());
            weights += rank.weight();
        }
        weights += new CustomMetricGuardrailValidator(this).validate(guardrails);
        new CounterSourceValidator(this).validate(guardrails);
        require(
                Math.abs(weights - 1) <= WEIGHT_TOLERANCE,
                "/guardrails",
                "weights must add up to 1, got " + weights,
                "divide each weight by their sum");
    }

    private void validateErrors(ErrorGuardrail errors, @Nullable List<RolloutStep> steps) {
        validateWeight("/guardrails/errors", errors.weight());
        validateAction("/guardrails/errors", errors.action());
        validateRatio("/guardrails/errors/rollbackRatio", errors.rollbackRatio());
        validateAdvanceFrom("/guardrails/errors", errors.advanceFrom());
        double rise = errors.toleratedRise();
        require(
                rise >= 0 && rise <= 10,
                "/guardrails/errors/toleratedRise",
                "must be 0 to 10, got " + rise,
                "0.25 tolerates a quarter more failures");
        if (errors.toleratedExtra() == null) {
            add("/guardrails/errors/toleratedExtra", "is missing", "use 0 to tolerate toleratedRise only");
            return;
        }
        require(
                rise > 0 || errors.toleratedExtra().basisPoints() > 0,
                "/guardrails/errors",
                "toleratedRise and toleratedExtra are both 0, so even an equally good candidate never advances",
                "set one of them, for example toleratedExtra 0.5");
        validateExtra(errors.toleratedExtra(), steps);
    }

    /*
     * The margin at a step is the tolerance divided by the next exposure; a margin of 100% of calls would prove
     * nothing.
     */
    private void validateExtra(Percent extra, @Nullable List<RolloutStep> steps) {
        if (steps == null
                || steps.isEmpty()
                || steps.get(0) == null
                || steps.get(0).exposure() == null) {
            return;
        }
        int proof = isOnlyShadowed(steps.get(0)) ? 2 : 1;
        Percent first = steps.get(Math.min(proof, steps.size() - 1)).exposure();
        require(
                first != null && extra.compareTo(first) < 0,
                "/guardrails/errors/toleratedExtra",
                "must be below the exposure of the first proof, got " + extra + " and " + first,
                "reduce it, or start with larger steps");
    }

    private double validateLatency(String pointer, @Nullable LatencyGuardrail latency) {
        if (latency == null) {
            add(pointer, "is missing", "remove the empty entry");
            return 0;
        }
        double q = latency.quantile();
        require(q > 0 && q < 1, pointer + "/quantile", "must be above 0 and below 1, got " + q, "use 0.95 for p95");
        validateWeight(pointer, latency.weight());
        validateAction(pointer, latency.action());
        validateRatio(pointer + "/rollbackRatio", latency.rollbackRatio());
        double ratio = latency.advanceRatio();
        require(
                ratio > 1 && ratio <= 100,
                pointer + "/advanceRatio",
                "must be above 1, up to 100, got " + ratio,
                "1.1 requires proof that the candidate is less than 10% slower");
        validateAdvanceFrom(pointer, latency.advanceFrom());
        return latency.weight();
    }

    private void validateDistinctNames(List<LatencyGuardrail> latency) {
        long names = latency.stream()
                .filter(one -> one != null)
                .map(LatencyGuardrail::quantile)
                .distinct()
                .count();
        require(names == latency.size(), "/guardrails/latency", "duplicate quantile", "remove one of them");
    }

    private void validateMissingData(@Nullable MissingDataLimits blindness) {
        if (blindness == null) {
            add("/blindness", "is missing", "add the policy for missing data");
            return;
        }
        validatePositive("/blindness/noDataAfter", blindness.noDataAfter());
        validatePositive("/blindness/rollBackAfter", blindness.rollBackAfter());
        if (blindness.rollBackFrom() == null) {
            add("/blindness/rollBackFrom", "is missing", "use 0 to roll back at any exposure");
        }
        if (blindness.noDataAfter() != null && blindness.rollBackAfter() != null) {
            require(
                    blindness.rollBackAfter().compareTo(blindness.noDataAfter()) > 0,
                    "/blindness/rollBackAfter",
                    "must be longer than noDataAfter " + blindness.noDataAfter() + ", got " + blindness.rollBackAfter(),
                    "use a longer time than noDataAfter");
        }
        validateSilence(blindness);
    }

    private void validateSilence(MissingDataLimits blindness) {
        Duration after = blindness.silentAfter();
        require(
                after != null
                        && after.compareTo(MissingDataLimits.MIN_SILENT_AFTER) >= 0
                        && after.compareTo(MissingDataLimits.MAX_SILENT_AFTER) <= 0,
                "/blindness/silentAfter",
                "must be " + QuantityFormatter.formatDuration(MissingDataLimits.MIN_SILENT_AFTER) + " to "
                        + QuantityFormatter.formatDuration(MissingDataLimits.MAX_SILENT_AFTER) + ", got " + after,
                "PT30S is usual: three times the longest interval between batches of an SDK");
        if (blindness.silentShare() == null) {
            add("/blindness/silentShare", "is missing", "use 0 to hold for any silent process");
        }
    }

    void validateWeight(String pointer, double weight) {
        require(
                weight > 0 && weight <= 1,
                pointer + "/weight",
                "must be above 0, up to 1, got " + weight,
                "use a weight above 0, or remove the guardrail");
    }

    void validateAction(String pointer, @Nullable GuardrailAction action) {
        if (action == null) {
            add(pointer + "/action", "is missing", "use ROLL_BACK, HOLD or OBSERVE");
        }
    }

    void validateRatio(String pointer, double ratio) {
        require(
                ratio >= 1 && ratio <= 100,
                pointer,
                "must be 1 to 100, got " + ratio,
                "1 tolerates no increase, 1.1 tolerates 10%");
    }

    private void validateAdvanceFrom(String pointer, @Nullable Percent from) {
        if (from == null) {
            add(pointer + "/advanceFrom", "is missing", "use 0 to require the proof at every step");
        }
    }

    RolloutPlanValidator require(boolean holds, String pointer, String message, String remedy) {
        if (!holds) {
            add(pointer, message, remedy);
        }
        return this;
    }

    RolloutPlanValidator add(String pointer, String message, String remedy) {
        problems.add(new ValidationError(pointer, message, remedy));
        return this;
    }
}
