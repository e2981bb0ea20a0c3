// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

/// Something the caller named does not exist. Answered with 404.
public final class NotFoundException extends ProblemException {
    public NotFoundException(ProblemCode code, String detail, String remedy) {
        super(Problem.of(code, detail, remedy));
    }
}
