// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.request;

import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.problems.ValidationException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON body of a request, bound to a record, with its validation errors. As a parameter of a controller method,
/// it is validated against the JSON Schema of the record. A request without a body reads as an empty object.
///
/// @param <T> record of the body
public final class JsonRequest<T> {
    private final @Nullable T bound;
    private final ValidationErrors errors;

    /// @param bound null if it could not be bound; then there are errors
    JsonRequest(@Nullable T bound, ValidationErrors errors) {
        this.bound = bound;
        this.errors = errors;
    }

    /// Rules that a JSON Schema cannot express: across fields, or against the caller, the time or stored state.
    ///
    /// @param <T> record of the body
    @FunctionalInterface
    public interface Rules<T> {
        /// Adds violations to the errors.
        ///
        /// @param request the body; **a field that violates its schema is null**, or 0 or false
        void check(T request, ValidationErrors errors);
    }

    /// A conversion of a body with a document, such as a plan, which has rules that a JSON Schema cannot express.
    ///
    /// @param <T> record of the body
    /// @param <R> result
    @FunctionalInterface
    public interface Conversion<T, R> {
        /// Converts the body, or adds violations to the errors.
        ///
        /// @param request the body; **a field that violates its schema is null**, or 0 or false
        /// @return null if there are errors
        @Nullable
        R convert(T request, ValidationErrors errors);
    }

    /// Returns the body before validation, for an authorization check that depends on one of its fields. **A field
    /// that violates its schema is null**, or 0 or false.
    ///
    /// @return null if the body cannot be read at all
    public @Nullable T peek() {
        return bound;
    }

    /// Returns the valid body.
    ///
    /// @param consequence what did not happen, as a sentence
    /// @throws ValidationException with all validation errors
    public T orThrow(String consequence) {
        return orThrow(consequence, (request, found) -> {});
    }

    /// Returns the valid body.
    ///
    /// @param consequence what did not happen, as a sentence
    /// @param rules further rules; their violations are reported together with those of the schema. If the body
    ///     violates its schema, an exception of the rules is ignored
    /// @throws ValidationException with all validation errors
    public T orThrow(String consequence, Rules<? super T> rules) {
        return convertOrThrow(consequence, (request, found) -> {
            rules.check(request, found);
            return request;
        });
    }

    /// Returns the result of a conversion of the valid body.
    ///
    /// @param consequence what did not happen, as a sentence
    /// @param conversion its errors are reported together with those of the schema. If the body violates its
    ///     schema, an exception of the conversion is ignored
    /// @throws ValidationException with all validation errors
    public <R> R convertOrThrow(String consequence, Conversion<? super T, R> conversion) {
        R converted = bound == null ? null : convert(bound, conversion);
        ValidationErrorMapper.throwIfAny(errors, consequence);
        if (converted == null) {
            throw new IllegalStateException("a body without errors is not bound");
        }
        return converted;
    }

    /// Returns all validation errors, without a result.
    ///
    /// @param rules further rules, as in [#orThrow(String, Rules)]
    public List<ValidationError> listErrors(Rules<? super T> rules) {
        if (bound != null) {
            convert(bound, (request, found) -> {
                rules.check(request, found);
                return request;
            });
        }
        return errors.toList();
    }

    /* With a field that is null, a conversion may fail that succeeds for valid bodies. */
    private <R> @Nullable R convert(T body, Conversion<? super T, R> conversion) {
        boolean valid = errors.toList().isEmpty();
        try {
            return conversion.convert(body, errors);
        } catch (RuntimeException e) {
            if (valid) {
                throw e;
            }
            return null;
        }
    }
}
