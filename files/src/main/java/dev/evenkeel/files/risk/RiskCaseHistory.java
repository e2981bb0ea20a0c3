// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The history of the service for one case, or its absence; records which errors a history would have
/// avoided. Not thread-safe.
final class RiskCaseHistory {
    /// Error of a case that reads a missing history.
    static final String MISSING = "requires the history of the service, which is missing";

    private final @Nullable ServiceHistory given;
    private final Set<String> asking = new HashSet<>();

    /// @param given null without a history
    RiskCaseHistory(@Nullable ServiceHistory given) {
        this.given = given;
    }

    /// Returns the history; null without one.
    @Nullable
    ServiceHistory find() {
        return given;
    }

    /// Returns the history for a quantity.
    ///
    /// @param pointer location of the quantity
    /// @param alternative remedy other than to add a history
    /// @return null without a history; the error is then added
    @Nullable
    ServiceHistory find(String pointer, String alternative, ValidationErrors errors) {
        if (given == null) {
            asking.add(pointer);
            errors.add(
                    pointer,
                    MISSING,
                    "add it with --history FILE (docs/reference/service-history.md), or " + alternative);
        }
        return given;
    }

    /// Whether a history would have avoided the error.
    boolean wouldResolve(ValidationError error) {
        return error.message().equals(MISSING) && asking.contains(error.pointer());
    }
}
