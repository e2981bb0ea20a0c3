// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import java.util.List;
import java.util.stream.Collectors;

/// Thrown for an invalid plan; lists every problem found.
public final class InvalidPlanException extends IllegalArgumentException {
    private final transient List<PlanProblem> problems;

    /// @param problems all problems, at least one
    public InvalidPlanException(List<PlanProblem> problems) {
        super(problems.stream()
                .map(problem -> problem.pointer() + ": " + problem.message() + "; " + problem.remedy())
                .collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /// Returns all problems, in the order of the plan.
    public List<PlanProblem> problems() {
        return problems;
    }
}
