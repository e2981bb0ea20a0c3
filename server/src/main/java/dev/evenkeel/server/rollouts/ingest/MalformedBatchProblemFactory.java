// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.Problem.FieldError;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ProblemException;
import dev.evenkeel.server.foundation.problems.ValidationException;

/// The conversion of parse errors to problem responses.
final class MalformedBatchProblemFactory {
    private MalformedBatchProblemFactory() {}

    /// @param what kind of message, such as `batch`
    static ProblemException toProblem(MalformedMessageException e, String what, String remedy) {
        String detail = String.join("; ", e.problems());
        return switch (e.kind()) {
            case TOO_LARGE -> new MalformedOrOverLimitException(ProblemCode.PAYLOAD_TOO_LARGE, detail, remedy);
            case NOT_SUCH_JSON -> new MalformedOrOverLimitException(ProblemCode.MALFORMED, detail, remedy);
            case CONTRADICTORY ->
                new ValidationException(
                        ProblemCode.INVALID,
                        "The " + what + " is invalid: " + detail,
                        remedy,
                        e.problems().stream()
                                .map(problem -> new FieldError("", problem, ""))
                                .toList());
        };
    }
}
