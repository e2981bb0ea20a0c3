// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// The result of replaying a rollout from its stored ticks.
///
/// @param ticks number of replayed ticks
/// @param identical whether every state, bit for bit, and every decision equals the stored one; reasons of
///     holds are not compared
/// @param differences first differences, for people; omitted from the JSON when there are none
public record ReplayVerificationReport(
        long ticks,
        boolean identical,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> differences) {
    public ReplayVerificationReport {
        differences = List.copyOf(differences);
    }
}
