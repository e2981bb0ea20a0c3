// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.evaluation;

import static dev.evenkeel.benchmarks.jvm.BenchmarkSamples.formatNumber;

import dev.evenkeel.benchmarks.contest.EvaluationScenario;
import dev.evenkeel.benchmarks.jvm.BenchmarkSamples;
import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The goals of flag evaluation, checked against a contest with one thread. A goal about a contender that did
/// not take part is omitted.
final class ContestGoals {
    private static final int THREADS = 1;
    private static final String OURS = "Evenkeel";
    private static final String OUR_PROVIDER = "OpenFeature, Evenkeel provider";
    private static final String FLOOR = "OpenFeature, no-op provider";
    private static final String RIVAL = "LaunchDarkly";

    private final List<ContenderResult> entrants;
    private final List<BenchmarkGoal> goals = new ArrayList<>();

    private ContestGoals(List<ContenderResult> entrants) {
        this.entrants = entrants;
    }

    static List<BenchmarkGoal> evaluate(List<ContenderResult> entrants) {
        var goals = new ContestGoals(entrants);
        goals.addCostGoal(EvaluationScenario.STATIC, 10, 0);
        goals.addCostGoal(EvaluationScenario.SPLIT, 100, 64);
        goals.addLeadGoal(EvaluationScenario.STATIC);
        goals.addLeadGoal(EvaluationScenario.SPLIT);
        for (EvaluationScenario scenario : EvaluationScenario.values()) {
            goals.addOverheadGoal(scenario);
        }
        return List.copyOf(goals.goals);
    }

    private void addCostGoal(EvaluationScenario scenario, double nanos, long bytes) {
        find(OURS, scenario)
                .ifPresent(ours -> goals.add(new BenchmarkGoal(
                        "%s: at most %.0f ns, %d B".formatted(name(scenario), nanos, bytes),
                        formatNumber(ours.median()) + " ns, " + ours.bytesPerCall() + " B",
                        ours.median() <= nanos && ours.bytesPerCall() <= bytes)));
    }

    private void addLeadGoal(EvaluationScenario scenario) {
        find(OURS, scenario)
                .ifPresent(ours -> find(RIVAL, scenario).ifPresent(rival -> {
                    double factor = rival.median() / ours.median();
                    goals.add(new BenchmarkGoal(
                            name(scenario) + ": LaunchDarkly takes at least 3 times as long",
                            formatNumber(factor) + " times",
                            factor >= 3));
                }));
    }

    /// The overhead of our provider compared with its parts: the client with a no-op provider and, for
    /// scenarios with a rule, the evaluation of the rule.
    private void addOverheadGoal(EvaluationScenario scenario) {
        find(OUR_PROVIDER, scenario)
                .ifPresent(through -> find(FLOOR, scenario)
                        .ifPresent(floor -> find(OURS, scenario).ifPresent(own -> {
                            boolean ruled = scenario != EvaluationScenario.STATIC;
                            double parts = floor.median() + (ruled ? own.median() : 0);
                            goals.add(new BenchmarkGoal(
                                    name(scenario) + " through our OpenFeature provider: at most 20 ns above the no-op"
                                            + " provider" + (ruled ? " and our own API together" : ""),
                                    formatNumber(through.median()) + " ns, above that "
                                            + formatNumber(through.median() - parts),
                                    through.median() - parts <= 20));
                        })));
    }

    private Optional<BenchmarkSamples> find(String name, EvaluationScenario scenario) {
        return entrants.stream()
                .filter(entrant -> entrant.name().equals(name))
                .map(entrant -> entrant.samplesFor(THREADS, scenario))
                .filter(figures -> !figures.times().isEmpty())
                .findFirst();
    }

    private static String name(EvaluationScenario scenario) {
        return switch (scenario) {
            case STATIC -> "static flag";
            case RULE -> "one rule";
            case SPLIT -> "rule + percentage";
        };
    }
}
