// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import java.util.List;
import java.util.Optional;

/// Where the pages get rollouts from.
interface RolloutSource {
    Optional<RolloutFacts> find(String id);

    /// Newest first.
    List<RolloutFacts> all();

    /// The newest ticks, oldest first, at most `limit`.
    List<TickFacts> recentTicks(String id, int limit);
}
