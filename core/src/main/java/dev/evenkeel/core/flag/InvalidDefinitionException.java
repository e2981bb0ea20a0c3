// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import java.util.List;
import java.util.stream.Collectors;

/// Says that a text is no flag definition, with everything that is wrong with it.
public final class InvalidDefinitionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<DefinitionProblem> problems;

    InvalidDefinitionException(List<DefinitionProblem> problems) {
        super(problems.stream()
                .map(DefinitionProblem::toString)
                .collect(Collectors.joining("\n", "the flag definition has " + count(problems) + ":\n", "")));
        this.problems = List.copyOf(problems);
    }

    /// All problems, in the order of the document's reading; at least one, the first 10,000 of more.
    public List<DefinitionProblem> problems() {
        return problems;
    }

    private static String count(List<DefinitionProblem> problems) {
        return problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    }
}
