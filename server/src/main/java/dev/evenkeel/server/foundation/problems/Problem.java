// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.engine.validation.ValidationError;
import java.util.List;

/// The body of an error response: problem details of RFC 9457 with a stable `code`, a `remedy`, and all
/// validation errors in `problems`.
///
/// @param detail what is wrong, with the value
/// @param remedy what to do
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        String remedy,
        List<ValidationError> problems) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        problems = List.copyOf(problems);
    }

    public static Problem of(ProblemCode code, String detail, String remedy) {
        return of(code, detail, remedy, List.of());
    }

    public static Problem of(ProblemCode code, String detail, String remedy, List<ValidationError> problems) {
        return new Problem("about:blank", code.title(), code.status(), code.text(), detail, remedy, problems);
    }
}
