// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.engine.validation.ValidationError;

/// The conversion of parse errors of messages to problem responses.
public final class MalformedMessageProblemFactory {
    private MalformedMessageProblemFactory() {}

    /// @param what kind of message, such as `batch`
    public static ProblemException toProblem(MalformedMessageException e, String what, String remedy) {
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
                                .map(problem -> new ValidationError("", problem, ""))
                                .toList());
        };
    }
}
