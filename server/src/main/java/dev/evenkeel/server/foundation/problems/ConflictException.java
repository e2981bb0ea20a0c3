// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

import java.util.List;

/// Thrown when a request conflicts with the current state. Mapped to 409.
public final class ConflictException extends ProblemException {
    public ConflictException(ProblemCode code, String detail, String remedy) {
        this(code, detail, remedy, List.of());
    }

    public ConflictException(ProblemCode code, String detail, String remedy, List<Problem.FieldError> problems) {
        super(Problem.of(code, detail, remedy, problems));
    }
}
