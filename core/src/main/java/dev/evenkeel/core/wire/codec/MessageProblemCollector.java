// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import dev.evenkeel.core.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The problems of the message being read.
final class MessageProblemCollector {
    /// Maximum number of problems: a message of two megabytes could have millions.
    private static final int MOST = 1_000;

    private final List<String> found = new ArrayList<>();
    private int count;
    private boolean shapeBroken;

    /// Records a missing field or a wrong type.
    void addShapeProblem(String place, String problem) {
        shapeBroken = true;
        addValueProblem(place, problem);
    }

    /// Records a value that is out of range or contradicts another.
    void addValueProblem(String place, @Nullable String problem) {
        count++;
        if (count <= MOST) {
            found.add(count < MOST ? place + ": " + problem : "message: more problems are not listed");
        }
    }

    /// Creates a value unless there are problems already; an exception of its constructor is recorded as a
    /// problem.
    <T> @Nullable T build(String place, int problemsBefore, Supplier<T> constructor) {
        if (count > problemsBefore) {
            return null;
        }
        try {
            return constructor.get();
        } catch (IllegalArgumentException e) {
            addValueProblem(place, e.getMessage());
            return null;
        }
    }

    int count() {
        return count;
    }

    MalformedMessageException toException() {
        return new MalformedMessageException(
                shapeBroken
                        ? MalformedMessageException.Kind.NOT_SUCH_JSON
                        : MalformedMessageException.Kind.CONTRADICTORY,
                found);
    }
}
