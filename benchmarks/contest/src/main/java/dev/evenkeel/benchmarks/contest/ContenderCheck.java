// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import java.util.ArrayList;
import java.util.List;

/// Check of a contender's results in each scenario, so that the contest times only equivalent work.
public final class ContenderCheck {
    private final Contender contender;
    private final List<String> problems = new ArrayList<>();

    private ContenderCheck(Contender contender) {
        this.contender = contender;
    }

    /// Evaluates every flag for all users, twice.
    ///
    /// @return problems; empty when all results are correct
    public static List<String> findProblems(Contender contender) {
        var check = new ContenderCheck(contender);
        for (EvaluationScenario scenario : EvaluationScenario.values()) {
            check.checkScenario(scenario);
        }
        return List.copyOf(check.problems);
    }

    private void checkScenario(EvaluationScenario scenario) {
        ScenarioSupport scenarioSupport = contender.supportFor(scenario);
        List<Boolean> here = answers(scenario, ContestUsers.COUNTRY);
        List<Boolean> elsewhere = answers(scenario, ContestUsers.OTHER_COUNTRY);
        requireShare(scenario, ContestUsers.COUNTRY, here, expectedShare(scenario, scenarioSupport));
        requireShare(
                scenario, ContestUsers.OTHER_COUNTRY, elsewhere, expectedShareElsewhere(scenario, scenarioSupport));
        if (scenarioSupport != ScenarioSupport.RANDOM_SPLIT && !here.equals(answers(scenario, ContestUsers.COUNTRY))) {
            problems.add(contender.name() + ", " + scenario + ": a user's second answer differs from the first");
        }
    }

    private static double expectedShare(EvaluationScenario scenario, ScenarioSupport scenarioSupport) {
        if (scenarioSupport == ScenarioSupport.FLOOR) {
            return 0;
        }
        return scenario == EvaluationScenario.SPLIT ? 0.5 : 1;
    }

    private static double expectedShareElsewhere(EvaluationScenario scenario, ScenarioSupport scenarioSupport) {
        boolean ruled = scenarioSupport == ScenarioSupport.WHOLE && scenario != EvaluationScenario.STATIC;
        return ruled ? 0 : expectedShare(scenario, scenarioSupport);
    }

    private List<Boolean> answers(EvaluationScenario scenario, String country) {
        var users = new ContestUsers();
        var answers = new ArrayList<Boolean>();
        for (int i = 0; i < ContestUsers.COUNT; i++) {
            answers.add(scenario.evaluate(contender, users.next(), country));
        }
        return answers;
    }

    /// A half is 512 of 1,024 users within six standard deviations; all and none are exact.
    private void requireShare(EvaluationScenario scenario, String country, List<Boolean> answers, double expected) {
        long on = answers.stream().filter(answer -> answer).count();
        double tolerance = 6 * Math.sqrt(ContestUsers.COUNT * expected * (1 - expected));
        if (Math.abs(on - expected * ContestUsers.COUNT) > tolerance) {
            problems.add("%s, %s, users from %s: on for %d of %d, expected %.0f"
                    .formatted(
                            contender.name(),
                            scenario,
                            country,
                            on,
                            ContestUsers.COUNT,
                            expected * ContestUsers.COUNT));
        }
    }
}
