// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

/// Thrown when the authenticated caller lacks permission. Mapped to 403.
public final class ForbiddenException extends ProblemException {
    public ForbiddenException(ProblemCode code, String detail, String remedy) {
        super(Problem.of(code, detail, remedy));
    }
}
