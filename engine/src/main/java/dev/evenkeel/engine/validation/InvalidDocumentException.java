// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.validation;

import java.util.List;
import java.util.stream.Collectors;

/// Thrown for an invalid document, such as a rollout plan; lists all validation errors.
public final class InvalidDocumentException extends IllegalArgumentException {
    private final transient List<ValidationError> errors;

    /// @param errors all validation errors, at least one
    public InvalidDocumentException(List<ValidationError> errors) {
        super(errors.stream().map(ValidationError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /// Returns all validation errors, in the order of the document.
    public List<ValidationError> errors() {
        return errors;
    }
}
