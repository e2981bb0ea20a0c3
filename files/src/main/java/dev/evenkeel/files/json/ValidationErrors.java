// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Everything wrong with a JSON document, found while reading it. Confined to one thread.
public final class ValidationErrors {
    /// Most that are listed: more help nobody, and a request of some megabytes could have a million.
    private static final int MOST = 10_000;

    private static final ValidationError MORE =
            new ValidationError("", "there is more that is wrong and is not listed", "correct this much first");
    private static final int LONGEST_SHOWN = 300;

    private final List<ValidationError> found = new ArrayList<>();
    private final Set<String> places = new HashSet<>();

    /// One fault among several.
    ///
    /// @param pointer JSON pointer (RFC 6901) into the document; empty when it is about the whole
    public record ValidationError(String pointer, String message, String remedy) {}

    /// Notes a fault, unless one at the same place is known, or there are 10,000 already; the last one
    /// then says so.
    public void add(String pointer, String message, String remedy) {
        if (found.size() < MOST && places.add(pointer)) {
            found.add(found.size() < MOST - 1 ? new ValidationError(pointer, message, remedy) : MORE);
        }
    }

    public void wrongType(String pointer, String wanted, @Nullable JsonNode got) {
        String text = String.valueOf(got);
        String shown = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
        add(pointer, "must be " + wanted + ", got " + shown, "write " + wanted);
    }

    /// All of them, in the order in which they were found.
    public List<ValidationError> all() {
        return List.copyOf(found);
    }
}
