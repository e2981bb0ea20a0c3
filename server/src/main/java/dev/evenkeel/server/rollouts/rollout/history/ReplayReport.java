// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// What came of judging a rollout again from its stored ticks.
///
/// @param ticks number of ticks judged again
/// @param identical whether every state is the stored one, bit for bit, and every decision too; the reasons of
///     holds are not compared
/// @param differences the first ones, in words; left out of the JSON when there are none
public record ReplayReport(
        long ticks,
        boolean identical,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> differences) {
    public ReplayReport {
        differences = List.copyOf(differences);
    }
}
