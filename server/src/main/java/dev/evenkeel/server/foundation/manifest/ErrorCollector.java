// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ForbiddenException;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Collector that adds exceptions to the validation errors of a request.
public final class ErrorCollector {
    private ErrorCollector() {}

    /// Runs an action and adds its exception to the validation errors. Rethrows a [ForbiddenException].
    ///
    /// @param pointer prefix for the exception's own pointers
    public static void collect(ValidationErrors errors, String pointer, Runnable work) {
        collect(errors, own -> pointer + own, work);
    }

    /// Runs an action that concerns several objects, and adds its exception to the validation errors.
    ///
    /// @param place maps the exception's own pointers to pointers into the request
    public static void collect(ValidationErrors errors, UnaryOperator<String> place, Runnable work) {
        try {
            work.run();
        } catch (ForbiddenException e) {
            throw e;
        } catch (ProblemException e) {
            addProblem(errors, place, e.problem());
        }
    }

    /// Maps an exception's pointer that begins with the location of one of several objects to a pointer into
    /// the request.
    ///
    /// @param own location of an object as used by the exception
    /// @return empty when the pointer is for none of the objects
    public static Optional<String> translatePointer(
            String pointer, List<DesiredObject> wanted, Function<DesiredObject, String> own) {
        return wanted.stream()
                .filter(desired -> pointer.equals(own.apply(desired)) || pointer.startsWith(own.apply(desired) + "/"))
                .findFirst()
                .map(desired ->
                        desired.pointer() + pointer.substring(own.apply(desired).length()));
    }

    private static void addProblem(ValidationErrors errors, UnaryOperator<String> place, Problem problem) {
        if (problem.problems().isEmpty()) {
            errors.add(place.apply(""), problem.detail(), problem.remedy());
        }
        for (ValidationError fault : problem.problems()) {
            errors.add(place.apply(fault.pointer()), fault.message(), fault.remedy());
        }
    }
}
