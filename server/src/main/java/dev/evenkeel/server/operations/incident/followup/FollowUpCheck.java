// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.followup;

import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How checks of one kind are made. A bean of this type is found by itself. Thread-safe.
public interface FollowUpCheck {
    /// What it looks at.
    FollowUpCriterion.Kind kind();

    /// Names that have to be given.
    Set<String> required();

    /// Names that may be given.
    default Set<String> optional() {
        return Set.of();
    }

    /// What is wrong with what was given, one sentence each without a full stop; empty when nothing is. All
    /// that is required is there.
    default List<String> faults(Map<String, String> of) {
        return List.of();
    }

    /// Looks. Not called where rows are locked; whatever it throws counts as not seen.
    ///
    /// @param incident that the follow-up belongs to
    FollowUpCriterion.Outcome look(Incident incident, Map<String, String> of, Instant now);
}
