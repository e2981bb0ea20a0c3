// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.followup;

import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A kind of automatic follow-up check. Beans of this type are registered automatically. Thread-safe.
public interface FollowUpCheck {
    /// Returns the kind of criterion that this check evaluates.
    FollowUpCriterion.Kind kind();

    /// Returns the names of required parameters.
    Set<String> requiredParameters();

    /// Returns the names of optional parameters.
    default Set<String> optionalParameters() {
        return Set.of();
    }

    /// Validates the parameters; required ones are present. Returns one sentence without a full stop for each
    /// error.
    default List<String> validate(Map<String, String> parameters) {
        return List.of();
    }

    /// Evaluates the check. The caller holds no row locks; an exception counts as an unknown result.
    ///
    /// @param incident the incident that the follow-up belongs to
    FollowUpCriterion.FollowUpCheckOutcome evaluate(Incident incident, Map<String, String> parameters, Instant now);
}
