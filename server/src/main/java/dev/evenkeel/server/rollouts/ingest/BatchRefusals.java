// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.Problem.Fault;
import dev.evenkeel.server.foundation.problems.ProblemException;
import dev.evenkeel.server.foundation.problems.Refused;
import dev.evenkeel.server.foundation.problems.Rejected;

/// How what cannot be taken in is refused.
final class BatchRefusals {
    private BatchRefusals() {}

    /// @param what was sent, such as `batch`
    static ProblemException of(MalformedMessageException e, String what, String remedy) {
        String detail = String.join("; ", e.problems());
        return switch (e.kind()) {
            case TOO_LARGE -> new Refused(ErrorCode.TOO_LARGE, detail, remedy);
            case NOT_SUCH_JSON -> new Refused(ErrorCode.MALFORMED, detail, remedy);
            case CONTRADICTORY ->
                new Rejected(
                        ErrorCode.INVALID,
                        "The " + what + " contradicts itself: " + detail,
                        remedy,
                        e.problems().stream()
                                .map(problem -> new Fault("", problem, ""))
                                .toList());
        };
    }
}
