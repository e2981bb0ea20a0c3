// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.config.CommandLineUsageException;
import dev.evenkeel.server.foundation.config.OidcOptions;
import dev.evenkeel.server.foundation.config.ServerOption;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.security.access.ServiceScopedRole;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The mapping of the identity provider's groups to roles.
///
/// @param roles roles by name of the group
public record OidcGroupRoles(Map<String, List<ServiceScopedRole>> roles) {
    public OidcGroupRoles {
        roles = Map.copyOf(roles);
    }

    /// Parses the options.
    ///
    /// @throws CommandLineUsageException when an option is invalid
    public static OidcGroupRoles of(ServerStartOptions options) {
        OidcOptions oidc = options.oidc();
        Map<String, List<ServiceScopedRole>> roles = new HashMap<>();
        for (String text : oidc == null ? List.<String>of() : oidc.roles()) {
            int equals = text.lastIndexOf('=');
            ServiceScopedRole role = ServiceScopedRole.parse(text.substring(equals + 1))
                    .filter(read -> equals > 0)
                    .orElseThrow(() -> new CommandLineUsageException("Invalid " + options.nameOf(ServerOption.OIDC_ROLE)
                            + " \"" + text + "\". Specify GROUP=ROLE or GROUP=ROLE@SERVICE with the"
                            + " role viewer, author, approver, operator or admin."));
            roles.computeIfAbsent(text.substring(0, equals), ignored -> new ArrayList<>())
                    .add(role);
        }
        return new OidcGroupRoles(roles);
    }

    /// Returns the union of the roles of groups.
    List<ServiceScopedRole> rolesForGroups(Collection<String> groups) {
        return groups.stream()
                .flatMap(group -> roles.getOrDefault(group, List.of()).stream())
                .distinct()
                .sorted()
                .toList();
    }
}
