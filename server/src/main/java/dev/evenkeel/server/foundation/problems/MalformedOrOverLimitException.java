// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

/// Thrown when the server cannot accept a request: malformed, too large, or beyond its current limits. Mapped
/// to the status of its code.
public final class MalformedOrOverLimitException extends ProblemException {
    public MalformedOrOverLimitException(Problem problem) {
        super(problem);
    }

    public MalformedOrOverLimitException(ProblemCode code, String detail, String remedy) {
        super(Problem.of(code, detail, remedy));
    }
}
