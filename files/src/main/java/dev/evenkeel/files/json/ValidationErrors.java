// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

import dev.evenkeel.engine.validation.ValidationError;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A collector of the validation errors of a JSON document. Not thread-safe.
public final class ValidationErrors {
    /// Maximum number of listed errors: a request of some megabytes could have a million, and more do not help.
    private static final int MOST = 10_000;

    private static final ValidationError MORE =
            new ValidationError("", "more errors exist but are not listed", "correct the listed errors first");
    private static final int LONGEST_SHOWN = 300;
    private static final int LONGEST_LINE = 500;

    private final List<ValidationError> found = new ArrayList<>();
    private final NavigableSet<String> places = new TreeSet<>();

    /// Adds an error, unless one at the same location exists or the limit of 10,000 is reached; the last error
    /// then reports the limit.
    public void add(String pointer, String message, String remedy) {
        if (found.size() < MOST && places.add(pointer)) {
            found.add(found.size() < MOST - 1 ? new ValidationError(pointer, message, remedy) : MORE);
        }
    }

    /// Adds an error, with the same limits.
    public void add(ValidationError error) {
        add(error.pointer(), error.message(), error.remedy());
    }

    public void addWrongType(String pointer, String wanted, @Nullable JsonNode got) {
        addWrongType(pointer, wanted, got, "write " + wanted);
    }

    public void addWrongType(String pointer, String wanted, @Nullable JsonNode got, String remedy) {
        add(pointer, "must be " + wanted + ", got " + shorten(got), remedy);
    }

    /// Adds an error if a text is not one line of at most 500 characters.
    public void checkLine(String pointer, @Nullable String text) {
        if (text != null && (text.length() > LONGEST_LINE || text.chars().anyMatch(Character::isISOControl))) {
            add(
                    pointer,
                    "must be one line of at most " + LONGEST_LINE + " characters, got " + text.length(),
                    "shorten it");
        }
    }

    /// Returns the JSON of a value for an error message, at most 300 characters of it.
    public static String shorten(@Nullable JsonNode value) {
        String text = String.valueOf(value);
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }

    /// Whether a field, or a part of it, has an error.
    public boolean contains(String pointer) {
        String next = places.ceiling(pointer + "/");
        return places.contains(pointer) || (next != null && next.startsWith(pointer + "/"));
    }

    /// Returns the number of errors.
    public int size() {
        return found.size();
    }

    /// Returns all errors in the order in which they were found.
    public List<ValidationError> toList() {
        return List.copyOf(found);
    }
}
