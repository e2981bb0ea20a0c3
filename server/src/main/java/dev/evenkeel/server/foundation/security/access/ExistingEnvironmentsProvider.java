// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.util.List;

/// Lookup of the existing environments.
public interface ExistingEnvironmentsProvider {
    /// Returns the names of all environments.
    List<String> listEnvironments();

    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when no environment has the name
    void requireExists(String environment);
}
