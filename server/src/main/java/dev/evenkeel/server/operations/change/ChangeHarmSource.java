// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.ChangeHarm;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who else knows what counts against changes. Reads in the caller's transaction.
@FunctionalInterface
public interface ChangeHarmSource {
    /// What is known, by the id of the change, a reported one or a rollout; those without harm may be absent.
    Map<String, List<ChangeHarm>> of(Set<String> changes);
}
