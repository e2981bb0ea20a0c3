// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Everything wrong with a JSON document, found while reading it. Confined to one thread.
public final class Faults {
    private final List<Fault> found = new ArrayList<>();

    /// One fault among several.
    ///
    /// @param pointer JSON pointer (RFC 6901) into the document; empty when it is about the whole
    public record Fault(String pointer, String message, String remedy) {}

    /// Notes a fault, unless one at the same place is known.
    public void add(String pointer, String message, String remedy) {
        if (found.stream().noneMatch(fault -> fault.pointer().equals(pointer))) {
            found.add(new Fault(pointer, message, remedy));
        }
    }

    void wrongType(String pointer, String wanted, @Nullable JsonNode got) {
        add(pointer, "must be " + wanted + ", got " + got, "write " + wanted);
    }

    /// All of them, in the order in which they were found.
    public List<Fault> all() {
        return List.copyOf(found);
    }
}
