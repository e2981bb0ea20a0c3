// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import java.util.List;
import java.util.stream.Collectors;

/// Thrown for a text that is not a valid flag definition; lists every problem found.
public final class InvalidDefinitionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<DefinitionProblem> problems;

    InvalidDefinitionException(List<DefinitionProblem> problems) {
        super(problems.stream()
                .map(DefinitionProblem::toString)
                .collect(Collectors.joining("\n", "the flag definition has " + count(problems) + ":\n", "")));
        this.problems = List.copyOf(problems);
    }

    /// Returns all problems, in the order in which they were found; at least one, at most the first 10,000.
    public List<DefinitionProblem> problems() {
        return problems;
    }

    private static String count(List<DefinitionProblem> problems) {
        return problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    }
}
