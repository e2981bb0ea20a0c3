// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.util.List;

/// Knows which environments there are.
public interface EnvironmentLookup {
    /// Names of all environments.
    List<String> environments();

    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no environment of this
    ///     name
    void requireExists(String environment);
}
