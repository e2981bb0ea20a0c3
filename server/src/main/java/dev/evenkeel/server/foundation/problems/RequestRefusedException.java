// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

/// A request that the server cannot take: malformed, too large, or more than it can serve at the moment.
/// Answered with the status of its code.
public final class RequestRefusedException extends ProblemException {
    public RequestRefusedException(Problem problem) {
        super(problem);
    }

    public RequestRefusedException(ProblemCode code, String detail, String remedy) {
        super(Problem.of(code, detail, remedy));
    }
}
