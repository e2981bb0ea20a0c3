// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plan under examination: finds everything that is wrong before it complains.
final class RolloutPlanValidator {
    private static final double WEIGHT_TOLERANCE = 1e-9;
    private static final Percent HIGHEST_CEILING = new Percent(9_000);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int MOST_STEPS = 100;
    private static final long MOST_SAMPLES = 1_000_000_000;
    private static final Percent HALF = new Percent(5_000);
    private static final String REASONABLE = "leave it out to keep the template's value";

    private final List<PlanProblem> problems = new ArrayList<>();

    private RolloutPlanValidator() {}

    static RolloutPlanValidator of(
            @Nullable String name,
            @Nullable List<RolloutStep> steps,
            @Nullable Guardrails guardrails,
            @Nullable MissingDataPolicy blindness) {
        RolloutPlanValidator check = new RolloutPlanValidator();
        if (name == null || name.isBlank()) {
            check.add("/name", "the name is missing", "give the plan a name");
        }
        check.steps(steps);
        check.guardrails(guardrails, steps);
        check.shadow(guardrails == null ? null : guardrails.shadow(), steps == null ? List.of() : steps);
        new AdvanceConditionValidator(check).all(guardrails);
        check.blindness(blindness);
        return check;
    }

    RolloutPlanValidator probability(String pointer, double value) {
        return require(
                value > 0 && value < 0.5, pointer, "must be above 0 and below 0.5, got " + value, "0.01 is usual");
    }

    RolloutPlanValidator atLeastZero(String pointer, @Nullable Duration value) {
        return require(
                        value != null && !value.isNegative(),
                        pointer,
                        "must be zero or longer, got " + value,
                        REASONABLE)
                .atMostAYear(pointer, value);
    }

    RolloutPlanValidator positive(String pointer, @Nullable Duration value) {
        return require(
                        value != null && value.isPositive(),
                        pointer,
                        "must be longer than zero, got " + value,
                        REASONABLE)
                .atMostAYear(pointer, value);
    }

    private RolloutPlanValidator atMostAYear(String pointer, @Nullable Duration value) {
        return require(
                value == null || value.compareTo(LONGEST) <= 0,
                pointer,
                "must be a year (366 days) at most, got " + value,
                "give a shorter time, such as P14D");
    }

    RolloutPlanValidator seedSamples(long value) {
        return require(
                value >= 1 && value <= MOST_SAMPLES,
                "/seedSamples",
                "must be 1 to " + MOST_SAMPLES + ", got " + value,
                "10000 is usual");
    }

    RolloutPlanValidator incident(@Nullable SharedIncidentPolicy incident) {
        if (incident == null) {
            return this;
        }
        ceiling("/incident/failureRate", incident.failureRate(), "10 is usual; leave incident out to never freeze");
        return positive("/incident/stepBackAfter", incident.stepBackAfter());
    }

    RolloutPlanValidator limits(@Nullable RolloutTimeLimits limits, @Nullable List<RolloutStep> steps) {
        if (limits == null || limits.whenLate() == null) {
            return add("/limits", "limits need step, rollout and whenLate", "whenLate is HOLD or ROLL_BACK");
        }
        positive("/limits/step", limits.step());
        positive("/limits/rollout", limits.rollout());
        if (limits.step() == null || limits.rollout() == null) {
            return this;
        }
        Duration longest = longestDwell(steps);
        require(
                limits.step().compareTo(longest) > 0,
                "/limits/step",
                "must be longer than every dwell, got " + limits.step() + " and a dwell of " + longest,
                "give each step more time than its dwell, for the proof");
        return require(
                limits.rollout().compareTo(limits.step()) >= 0,
                "/limits/rollout",
                "must not be shorter than the limit of a step, got " + limits.rollout() + " and " + limits.step(),
                "give the whole rollout at least the time of one step");
    }

    RolloutPlanValidator approvers(@Nullable List<String> approvers) {
        boolean named = approvers != null && approvers.stream().noneMatch(name -> name == null || name.isBlank());
        return require(
                named,
                "/approvers",
                "must be a list of names, got " + approvers,
                "an empty list lets everybody approve");
    }

    RolloutPlanValidator breaker(@Nullable LocalBreakerPolicy breaker) {
        if (breaker == null) {
            return this;
        }
        require(
                breaker.instances() >= 1 && breaker.instances() <= 1_000_000,
                "/breaker/instances",
                "must be 1 to 1000000, got " + breaker.instances(),
                "give the most processes that will ever run at once; 100 is usual");
        return ceiling("/breaker/ceiling", breaker.ceiling(), "20 is usual; leave breaker out to have none");
    }

    RolloutPlanValidator pointOfNoReturn(@Nullable PointOfNoReturn point) {
        if (point == null) {
            return this;
        }
        require(
                point.from() != null && point.from().compareTo(Percent.NONE) > 0,
                "/pointOfNoReturn/from",
                "must be above 0 %, got " + point.from(),
                "give the exposure from which going back does more harm than staying");
        return require(
                point.instead() != null && !point.instead().isBlank(),
                "/pointOfNoReturn/instead",
                "is missing",
                "say in a sentence what whoever is on duty does instead of going back");
    }

    private RolloutPlanValidator ceiling(String pointer, @Nullable Percent rate, String remedy) {
        return require(
                rate != null && rate.compareTo(Percent.NONE) > 0 && rate.compareTo(HIGHEST_CEILING) < 0,
                pointer,
                "must be above 0 % and below " + HIGHEST_CEILING + ", got " + rate,
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

    void orThrow() {
        if (!problems.isEmpty()) {
            throw new InvalidPlanException(problems);
        }
    }

    private void steps(@Nullable List<RolloutStep> steps) {
        if (steps == null || steps.isEmpty()) {
            add("/steps", "there are no steps", "name at least one exposure");
            return;
        }
        require(
                steps.size() <= MOST_STEPS,
                "/steps",
                "must be at most " + MOST_STEPS + " steps, got " + steps.size(),
                "leave exposures out; five to eight steps are usual");
        boolean nobodyFirst = isOnlyShadowed(steps.get(0));
        if (nobodyFirst) {
            atLeastZero("/steps/0/dwell", steps.get(0).dwell());
        }
        Percent before = Percent.NONE;
        for (int i = nobodyFirst ? 1 : 0; i < steps.size(); i++) {
            before = step("/steps/" + i, steps.get(i), before);
        }
        require(
                !nobodyFirst || steps.size() > 1,
                "/steps",
                "nobody ever gets the candidate: the only step is at 0 %",
                "add steps with exposures above 0 %");
    }

    private static boolean isOnlyShadowed(@Nullable RolloutStep step) {
        return step != null && step.shadow() != null && step.isShadowed() && Percent.NONE.equals(step.exposure());
    }

    private void shadow(@Nullable ShadowGuardrail shadow, List<RolloutStep> steps) {
        boolean asked = steps.stream().anyMatch(step -> step != null && step.shadow() != null && step.isShadowed());
        require(
                asked == (shadow != null),
                "/guardrails/shadow",
                asked
                        ? "is missing, and a step answers calls a second time"
                        : "is there, and no step answers calls a second time",
                "give both shadow in a step and guardrails.shadow, or neither");
        if (shadow == null) {
            return;
        }
        action("/guardrails/shadow", shadow.action());
        require(
                shadow.tolerated() != null
                        && shadow.tolerated().compareTo(Percent.NONE) > 0
                        && shadow.tolerated().compareTo(HALF) < 0,
                "/guardrails/shadow/tolerated",
                "must be above 0 % and below 50 %, got " + shadow.tolerated(),
                "0.1 tolerates one differing answer in a thousand");
        require(
                shadow.noise() != null && shadow.noise().compareTo(Percent.ALL) < 0,
                "/guardrails/shadow/noise",
                "must be 0 % to below 100 %, got " + shadow.noise(),
                "50 learns most where answers differ by themselves; 0 where control must not run twice");
    }

    private Percent step(String pointer, @Nullable RolloutStep step, Percent before) {
        if (step == null || step.exposure() == null) {
            add(pointer + "/exposure", "the exposure is missing", "give a share of units above 0 %, up to 100 %");
            return before;
        }
        require(
                step.exposure().compareTo(before) > 0,
                pointer + "/exposure",
                "exposure must grow from step to step, got " + step.exposure() + " after " + before,
                "sort the steps and drop repetitions");
        atLeastZero(pointer + "/dwell", step.dwell());
        require(step.shadow() != null, pointer + "/shadow", "is missing", "0 answers no call a second time");
        return step.exposure();
    }

    private void guardrails(@Nullable Guardrails guardrails, @Nullable List<RolloutStep> steps) {
        if (guardrails == null
                || guardrails.errors() == null
                || guardrails.latency() == null
                || guardrails.metrics() == null
                || guardrails.sources() == null) {
            add(
                    "/guardrails",
                    "guardrails need errors, latency, metrics and sources",
                    "give them; all but errors may be empty lists");
            return;
        }
        errors(guardrails.errors(), steps);
        double weights = guardrails.errors().weight();
        for (int i = 0; i < guardrails.latency().size(); i++) {
            weights += latency("/guardrails/latency/" + i, guardrails.latency().get(i));
        }
        distinctNames(guardrails.latency());
        LatencyRankGuardrail rank = guardrails.rank();
        if (rank != null) {
            weight("/guardrails/rank", rank.weight());
            action("/guardrails/rank", rank.action());
            ratio("/guardrails/rank/rollbackRatio", rank.rollbackRatio());
            weights += rank.weight();
        }
        weights += new MetricGuardrailValidator(this).all(guardrails);
        new CounterSourceValidator(this).all(guardrails);
        require(
                Math.abs(weights - 1) <= WEIGHT_TOLERANCE,
                "/guardrails",
                "weights must add up to 1, got " + weights,
                "divide each weight by their sum");
    }

    private void errors(ErrorGuardrail errors, @Nullable List<RolloutStep> steps) {
        weight("/guardrails/errors", errors.weight());
        action("/guardrails/errors", errors.action());
        ratio("/guardrails/errors/rollbackRatio", errors.rollbackRatio());
        advanceFrom("/guardrails/errors", errors.advanceFrom());
        double rise = errors.toleratedRise();
        require(
                rise >= 0 && rise <= 10,
                "/guardrails/errors/toleratedRise",
                "must be 0 to 10, got " + rise,
                "0.25 tolerates a quarter more failures");
        if (errors.toleratedExtra() == null) {
            add("/guardrails/errors/toleratedExtra", "is missing", "0 leaves toleratedRise as the only tolerance");
            return;
        }
        require(
                rise > 0 || errors.toleratedExtra().basisPoints() > 0,
                "/guardrails/errors",
                "toleratedRise and toleratedExtra are both 0, so an equally good candidate would never advance",
                "allow one of them, for instance toleratedExtra 0.5 %");
        extraLeavesRoom(errors.toleratedExtra(), steps);
    }

    /* The margin at a step is the tolerance over the next exposure; a margin of 100 % of calls would prove nothing. */
    private void extraLeavesRoom(Percent extra, @Nullable List<RolloutStep> steps) {
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
                "must be below the exposure that the first proof is for, got " + extra + " and " + first,
                "tolerate less, or begin with larger steps");
    }

    private double latency(String pointer, @Nullable LatencyGuardrail latency) {
        if (latency == null) {
            add(pointer, "is missing", "remove the empty entry");
            return 0;
        }
        double q = latency.quantile();
        require(q > 0 && q < 1, pointer + "/quantile", "must be above 0 and below 1, got " + q, "0.95 asks for p95");
        weight(pointer, latency.weight());
        action(pointer, latency.action());
        ratio(pointer + "/rollbackRatio", latency.rollbackRatio());
        double ratio = latency.advanceRatio();
        require(
                ratio > 1 && ratio <= 100,
                pointer + "/advanceRatio",
                "must be above 1, up to 100, got " + ratio,
                "1.1 asks for proof that the candidate is less than 10 % slower");
        advanceFrom(pointer, latency.advanceFrom());
        return latency.weight();
    }

    private void distinctNames(List<LatencyGuardrail> latency) {
        long names = latency.stream()
                .filter(one -> one != null)
                .map(LatencyGuardrail::quantile)
                .distinct()
                .count();
        require(names == latency.size(), "/guardrails/latency", "a quantile is asked for twice", "keep one of them");
    }

    private void blindness(@Nullable MissingDataPolicy blindness) {
        if (blindness == null) {
            add("/blindness", "is missing", "say what to do without evidence");
            return;
        }
        positive("/blindness/noDataAfter", blindness.noDataAfter());
        positive("/blindness/rollBackAfter", blindness.rollBackAfter());
        if (blindness.rollBackFrom() == null) {
            add("/blindness/rollBackFrom", "is missing", "0 rolls a blind rollout back at any exposure");
        }
        if (blindness.noDataAfter() != null && blindness.rollBackAfter() != null) {
            require(
                    blindness.rollBackAfter().compareTo(blindness.noDataAfter()) > 0,
                    "/blindness/rollBackAfter",
                    "must be longer than noDataAfter " + blindness.noDataAfter() + ", got " + blindness.rollBackAfter(),
                    "hold first, roll back later");
        }
        silence(blindness);
    }

    private void silence(MissingDataPolicy blindness) {
        Duration after = blindness.silentAfter();
        require(
                after != null
                        && after.compareTo(MissingDataPolicy.LEAST_SILENT_AFTER) >= 0
                        && after.compareTo(MissingDataPolicy.MOST_SILENT_AFTER) <= 0,
                "/blindness/silentAfter",
                "must be " + QuantityFormatter.span(MissingDataPolicy.LEAST_SILENT_AFTER) + " to "
                        + QuantityFormatter.span(MissingDataPolicy.MOST_SILENT_AFTER) + ", got " + after,
                "PT30S is three times the longest interval between batches of an SDK");
        if (blindness.silentShare() == null) {
            add("/blindness/silentShare", "is missing", "0 holds for any silent process");
        }
    }

    void weight(String pointer, double weight) {
        require(
                weight > 0 && weight <= 1,
                pointer + "/weight",
                "must be above 0, up to 1, got " + weight,
                "leave a guardrail out instead of weighing it 0");
    }

    void action(String pointer, @Nullable GuardrailAction action) {
        if (action == null) {
            add(pointer + "/action", "is missing", "use ROLL_BACK, HOLD or OBSERVE");
        }
    }

    void ratio(String pointer, double ratio) {
        require(
                ratio >= 1 && ratio <= 100,
                pointer,
                "must be 1 to 100, got " + ratio,
                "1 tolerates nothing, 1.1 a tenth");
    }

    private void advanceFrom(String pointer, @Nullable Percent from) {
        if (from == null) {
            add(pointer + "/advanceFrom", "is missing", "0 asks for the proof at every step");
        }
    }

    RolloutPlanValidator require(boolean holds, String pointer, String message, String remedy) {
        if (!holds) {
            add(pointer, message, remedy);
        }
        return this;
    }

    RolloutPlanValidator add(String pointer, String message, String remedy) {
        problems.add(new PlanProblem(pointer, message, remedy));
        return this;
    }
}
