// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

import dev.evenkeel.engine.validation.ValidationError;
import java.util.List;

/// Thrown when a request is well-formed but invalid; contains all problems. Mapped to 422.
public final class ValidationException extends ProblemException {
    public ValidationException(ProblemCode code, String detail, String remedy, List<ValidationError> problems) {
        super(Problem.of(code, detail, remedy, problems));
    }
}
