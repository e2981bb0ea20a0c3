// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.catalog.Service;
import java.util.List;
import java.util.Map;

/// The service catalog (`/api/v1/services`). Its requests have the format of service files, which the module `files`
/// parses.
public final class ServiceApi {
    private ServiceApi() {}

    /// A service with data derived from the whole graph.
    ///
    /// @param dependencies direct and transitive dependencies, with their distances in steps
    /// @param dependents services that directly depend on it
    public record ServiceResponse(
            @JsonUnwrapped Service service, Map<String, Integer> dependencies, List<String> dependents) {}
}
