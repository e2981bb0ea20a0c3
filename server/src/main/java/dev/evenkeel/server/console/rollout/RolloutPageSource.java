// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.util.List;
import java.util.Optional;

/// Source of rollouts for pages.
public interface RolloutPageSource {
    /// Returns all running rollouts and some that ended last, each newest first.
    List<Rollout> listNewest();

    Optional<RolloutPageData> find(String id);
}
