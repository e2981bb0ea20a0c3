// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

import java.util.List;

/// Thrown when a request is well-formed but invalid; contains all problems. Mapped to 422.
public final class ValidationException extends ProblemException {
    public ValidationException(ProblemCode code, String detail, String remedy, List<Problem.FieldError> problems) {
        super(Problem.of(code, detail, remedy, problems));
    }
}
