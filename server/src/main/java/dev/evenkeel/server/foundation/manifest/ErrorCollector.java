// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ForbiddenException;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Notes what others refuse among the faults of a request.
public final class ErrorCollector {
    private ErrorCollector() {}

    /// Does something, and notes it when it is refused. That somebody may not do it ends all.
    ///
    /// @param pointer where the refusal's own pointers begin
    public static void into(ValidationErrors faults, String pointer, Runnable work) {
        into(faults, own -> pointer + own, work);
    }

    /// The same, where the refusal speaks of several objects.
    ///
    /// @param place where in the request the refusal's own pointers lead
    public static void into(ValidationErrors faults, UnaryOperator<String> place, Runnable work) {
        try {
            work.run();
        } catch (ForbiddenException e) {
            throw e;
        } catch (ProblemException e) {
            note(faults, place, e.problem());
        }
    }

    /// Where in the request a refusal's own pointer leads that begins with the place of one of several objects.
    ///
    /// @param own the place of an object to whoever refuses
    /// @return empty when it is about none of them
    public static Optional<String> place(
            String pointer, List<DesiredObject> wanted, Function<DesiredObject, String> own) {
        return wanted.stream()
                .filter(one -> pointer.equals(own.apply(one)) || pointer.startsWith(own.apply(one) + "/"))
                .findFirst()
                .map(one -> one.pointer() + pointer.substring(own.apply(one).length()));
    }

    private static void note(ValidationErrors faults, UnaryOperator<String> place, Problem problem) {
        if (problem.problems().isEmpty()) {
            faults.add(place.apply(""), problem.detail(), problem.remedy());
        }
        for (Problem.FieldError fault : problem.problems()) {
            faults.add(place.apply(fault.pointer()), fault.message(), fault.remedy());
        }
    }
}
