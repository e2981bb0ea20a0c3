// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

import java.util.List;

/// The request is well-formed but wrong; it carries the complete list of what is wrong. Answered with 422.
public final class ValidationException extends ProblemException {
    public ValidationException(ProblemCode code, String detail, String remedy, List<Problem.FieldError> problems) {
        super(Problem.of(code, detail, remedy, problems));
    }
}
