// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

/// An error caused by the request, with its error response. Nothing was changed.
public abstract sealed class ProblemException extends RuntimeException
        permits NotFoundException,
                ConflictException,
                ValidationException,
                ForbiddenException,
                MalformedOrOverLimitException {
    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
