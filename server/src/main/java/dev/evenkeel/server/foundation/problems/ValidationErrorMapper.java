// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.List;

/// Conversion of validation errors of a request body to the error response.
public final class ValidationErrorMapper {
    private ValidationErrorMapper() {}

    /// @throws ValidationException with all validation errors, if any
    public static void throwIfAny(ValidationErrors errors, String consequence) {
        List<ValidationError> found = errors.toList();
        if (!found.isEmpty()) {
            String count = found.size() == 1 ? "" : " (" + found.size() + " errors)";
            throw new ValidationException(
                    ProblemCode.INVALID,
                    "Invalid request" + count + ": " + found.getFirst().pointer() + " "
                            + found.getFirst().message() + (found.size() == 1 ? ". " : "; and more. ") + consequence,
                    "Fix all listed problems and try again.",
                    found);
        }
    }
}
