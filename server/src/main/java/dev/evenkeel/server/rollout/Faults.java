// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.server.platform.ErrorCode;
import dev.evenkeel.server.platform.Problem.Fault;
import dev.evenkeel.server.platform.Rejected;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Everything wrong with a request body, found while reading it. Confined to one thread.
final class Faults {
    private final List<Fault> found = new ArrayList<>();

    /// Notes a fault, unless one at the same place is known.
    void add(String pointer, String message, String remedy) {
        if (found.stream().noneMatch(fault -> fault.pointer().equals(pointer))) {
            found.add(new Fault(pointer, message, remedy));
        }
    }

    void wrongType(String pointer, String wanted, @Nullable JsonNode got) {
        add(pointer, "must be " + wanted + ", got " + got, "write " + wanted);
    }

    List<Fault> all() {
        return List.copyOf(found);
    }

    /// @throws Rejected with everything that was found, if anything was
    void throwIfAny(String consequence) {
        if (!found.isEmpty()) {
            String count = found.size() == 1 ? "one problem" : found.size() + " problems";
            throw new Rejected(
                    ErrorCode.INVALID,
                    "The request has " + count + ": " + found.getFirst().pointer() + " "
                            + found.getFirst().message() + (found.size() == 1 ? ". " : "; and more. ") + consequence,
                    "Correct what is listed in problems and send it again.",
                    found);
        }
    }
}
