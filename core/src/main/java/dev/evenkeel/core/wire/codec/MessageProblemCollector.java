// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import dev.evenkeel.core.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Everything wrong with the message being read.
final class MessageProblemCollector {
    /// Most that are kept: a message of two megabytes could have millions.
    private static final int MOST = 1_000;

    private final List<String> found = new ArrayList<>();
    private int count;
    private boolean shapeBroken;

    /// A field is missing or of a wrong type.
    void shape(String place, String problem) {
        shapeBroken = true;
        value(place, problem);
    }

    /// A value is out of range or contradicts another.
    void value(String place, @Nullable String problem) {
        count++;
        if (count <= MOST) {
            found.add(count < MOST ? place + ": " + problem : "message: there is more that is wrong");
        }
    }

    /// Makes a value unless something is wrong already; what its constructor refuses becomes a problem.
    <T> @Nullable T make(String place, int problemsBefore, Supplier<T> constructor) {
        if (count > problemsBefore) {
            return null;
        }
        try {
            return constructor.get();
        } catch (IllegalArgumentException e) {
            value(place, e.getMessage());
            return null;
        }
    }

    int count() {
        return count;
    }

    MalformedMessageException exception() {
        return new MalformedMessageException(
                shapeBroken
                        ? MalformedMessageException.Kind.NOT_SUCH_JSON
                        : MalformedMessageException.Kind.CONTRADICTORY,
                found);
    }
}
