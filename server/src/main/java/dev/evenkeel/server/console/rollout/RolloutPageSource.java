// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.util.List;
import java.util.Optional;

/// Where the pages get rollouts from.
public interface RolloutPageSource {
    /// All that are on their way and some that ended last, each newest first.
    List<Rollout> newest();

    Optional<RolloutPageData> find(String id);
}
