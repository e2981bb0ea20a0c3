// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.manifest;

import dev.evenkeel.files.plan.Faults;
import dev.evenkeel.server.platform.Forbidden;
import dev.evenkeel.server.platform.Problem;
import dev.evenkeel.server.platform.ProblemException;
import java.util.function.UnaryOperator;

/// Notes what others refuse among the faults of a request.
public final class Refusals {
    private Refusals() {}

    /// Does something, and notes it when it is refused. That somebody may not do it ends all.
    ///
    /// @param pointer where the refusal's own pointers begin
    public static void into(Faults faults, String pointer, Runnable work) {
        into(faults, own -> pointer + own, work);
    }

    /// The same, where the refusal speaks of several objects.
    ///
    /// @param place where in the request the refusal's own pointers lead
    public static void into(Faults faults, UnaryOperator<String> place, Runnable work) {
        try {
            work.run();
        } catch (Forbidden e) {
            throw e;
        } catch (ProblemException e) {
            note(faults, place, e.problem());
        }
    }

    private static void note(Faults faults, UnaryOperator<String> place, Problem problem) {
        if (problem.problems().isEmpty()) {
            faults.add(place.apply(""), problem.detail(), problem.remedy());
        }
        for (Problem.Fault fault : problem.problems()) {
            faults.add(place.apply(fault.pointer()), fault.message(), fault.remedy());
        }
    }
}
