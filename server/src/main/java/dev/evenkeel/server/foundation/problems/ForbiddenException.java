// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

/// The caller is known but may not do this. Answered with 403.
public final class ForbiddenException extends ProblemException {
    public ForbiddenException(ProblemCode code, String detail, String remedy) {
        super(Problem.of(code, detail, remedy));
    }
}
