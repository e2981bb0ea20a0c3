// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.ChangeHarmEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A provider of harm caused by changes, for example of incidents. Reads in the caller's transaction.
@FunctionalInterface
public interface ChangeHarmSource {
    /// Returns the harm by change id. An id is that of a reported change or of a rollout. Changes without harm
    /// may be absent.
    Map<String, List<ChangeHarmEvent>> listByChange(Set<String> changes);
}
