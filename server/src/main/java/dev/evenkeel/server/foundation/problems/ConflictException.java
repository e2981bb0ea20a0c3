// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

import dev.evenkeel.engine.validation.ValidationError;
import java.util.List;

/// Thrown when a request conflicts with the current state. Mapped to 409.
public final class ConflictException extends ProblemException {
    public ConflictException(ProblemCode code, String detail, String remedy) {
        this(code, detail, remedy, List.of());
    }

    public ConflictException(ProblemCode code, String detail, String remedy, List<ValidationError> problems) {
        super(Problem.of(code, detail, remedy, problems));
    }
}
