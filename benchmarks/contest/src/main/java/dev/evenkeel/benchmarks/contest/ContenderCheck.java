// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import java.util.ArrayList;
import java.util.List;

/// Holds a contender to the answers of each scenario, so that nothing is timed that does something else.
public final class ContenderCheck {
    private final Contender contender;
    private final List<String> problems = new ArrayList<>();

    private ContenderCheck(Contender contender) {
        this.contender = contender;
    }

    /// Asks everything about all users, twice.
    ///
    /// @return what is wrong; empty when all answers are as they should be
    public static List<String> problems(Contender contender) {
        var check = new ContenderCheck(contender);
        for (EvaluationScenario scenario : EvaluationScenario.values()) {
            check.scenario(scenario);
        }
        return List.copyOf(check.problems);
    }

    private void scenario(EvaluationScenario scenario) {
        ScenarioSupport footing = contender.footing(scenario);
        List<Boolean> here = answers(scenario, ContestUsers.COUNTRY);
        List<Boolean> elsewhere = answers(scenario, ContestUsers.OTHER_COUNTRY);
        requireShare(scenario, ContestUsers.COUNTRY, here, expectedShare(scenario, footing));
        requireShare(scenario, ContestUsers.OTHER_COUNTRY, elsewhere, expectedShareElsewhere(scenario, footing));
        if (footing != ScenarioSupport.RANDOM_SPLIT && !here.equals(answers(scenario, ContestUsers.COUNTRY))) {
            problems.add(contender.name() + ", " + scenario + ": a user's second answer differs from the first");
        }
    }

    private static double expectedShare(EvaluationScenario scenario, ScenarioSupport footing) {
        if (footing == ScenarioSupport.FLOOR) {
            return 0;
        }
        return scenario == EvaluationScenario.SPLIT ? 0.5 : 1;
    }

    private static double expectedShareElsewhere(EvaluationScenario scenario, ScenarioSupport footing) {
        boolean ruled = footing == ScenarioSupport.WHOLE && scenario != EvaluationScenario.STATIC;
        return ruled ? 0 : expectedShare(scenario, footing);
    }

    private List<Boolean> answers(EvaluationScenario scenario, String country) {
        var users = new ContestUsers();
        var answers = new ArrayList<Boolean>();
        for (int i = 0; i < ContestUsers.COUNT; i++) {
            answers.add(scenario.ask(contender, users.next(), country));
        }
        return answers;
    }

    /// Half of the users is half of 1,024 within six standard deviations; all and none are exact.
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
