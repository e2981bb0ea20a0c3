// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import java.util.List;
import java.util.stream.Collectors;

/// A plan that cannot be followed, with everything that is wrong with it.
public final class InvalidPlanException extends IllegalArgumentException {
    private final transient List<PlanProblem> problems;

    /// @param problems all of them, at least one
    public InvalidPlanException(List<PlanProblem> problems) {
        super(problems.stream()
                .map(problem -> problem.pointer() + ": " + problem.message() + "; " + problem.remedy())
                .collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /// Everything that is wrong, in the order of the plan.
    public List<PlanProblem> problems() {
        return problems;
    }
}
