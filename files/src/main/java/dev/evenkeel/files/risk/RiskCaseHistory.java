// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The organisation's own history for one case, or its absence; records which errors a history would have
/// avoided. Not thread-safe.
final class RiskCaseHistory {
    /// Error of a case that reads a missing history.
    static final String NONE_GIVEN = "requires the history of the service, which is missing";
    /// Remedy for this error.
    static final String REMEDY = "add it with --history FILE (docs/reference/service-history.md), or ";

    private final @Nullable ServiceHistory given;
    private final Set<ValidationErrors.ValidationError> spared = new HashSet<>();

    /// @param given null without a history
    RiskCaseHistory(@Nullable ServiceHistory given) {
        this.given = given;
    }

    /// Returns the history, or null without one.
    @Nullable
    ServiceHistory history() {
        return given;
    }

    /// Returns the history for a quantity.
    ///
    /// @param asking location of the quantity
    /// @param message error if the history is missing
    /// @param remedy remedy for this error
    /// @return null without a history; the error is then added
    @Nullable
    ServiceHistory requireHistory(JsonObjectReader asking, String message, String remedy) {
        if (given == null) {
            spared.add(new ValidationErrors.ValidationError(asking.pointer(), message, remedy));
            asking.errors().add(asking.pointer(), message, remedy);
        }
        return given;
    }

    /// Whether a history would have avoided the error.
    boolean wouldResolve(ValidationErrors.ValidationError fault) {
        return spared.contains(fault);
    }
}
