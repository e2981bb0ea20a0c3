// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

/// Thrown when a resource named by the caller does not exist. Mapped to 404.
public final class NotFoundException extends ProblemException {
    public NotFoundException(ProblemCode code, String detail, String remedy) {
        super(Problem.of(code, detail, remedy));
    }
}
