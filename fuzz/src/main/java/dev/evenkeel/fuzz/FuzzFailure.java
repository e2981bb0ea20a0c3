// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An input that a reader handled incorrectly.
///
/// @param kind kind of failure, the same for inputs that trigger the same bug
/// @param error what the reader threw; null when it exceeded a limit
record FuzzFailure(FuzzInput input, String kind, @Nullable Throwable error) {
    private static final int SHOWN = 300;
    private static final int FRAMES = 8;

    static FuzzFailure ofError(FuzzInput input, Throwable error) {
        StackTraceElement[] frames = error.getStackTrace();
        String own = Arrays.stream(frames)
                .filter(frame -> frame.getClassName().startsWith("dev.evenkeel.")
                        && !frame.getClassName().startsWith("dev.evenkeel.fuzz."))
                .map(StackTraceElement::toString)
                .findFirst()
                .orElse("");
        return new FuzzFailure(input, error.getClass().getName() + " at " + own, error);
    }

    String describe(String name) {
        String trace = error == null
                ? ""
                : "\n    " + error
                        + Arrays.stream(error.getStackTrace())
                                .limit(FRAMES)
                                .map(frame -> "\n      at " + frame)
                                .collect(Collectors.joining());
        return "%s does not stand input %d (again with -Devenkeel.fuzz.input=%d): %s%n    input: %s%s"
                .formatted(name, input.seed(), input.seed(), kind, input.preview(SHOWN), trace);
    }
}
