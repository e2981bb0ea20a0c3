// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

import java.util.List;

/// What the caller wants collides with the present state. Answered with 409.
public final class ConflictException extends ProblemException {
    public ConflictException(ProblemCode code, String detail, String remedy) {
        this(code, detail, remedy, List.of());
    }

    public ConflictException(ProblemCode code, String detail, String remedy, List<Problem.FieldError> problems) {
        super(Problem.of(code, detail, remedy, problems));
    }
}
