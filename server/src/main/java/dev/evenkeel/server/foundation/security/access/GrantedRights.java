// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The rights of a caller by service.
///
/// @param rights by key of the service; those of [#EVERYWHERE] apply to every service and to what belongs to no
///     service
public record GrantedRights(Map<String, Set<Right>> rights) {
    /// The key that means all services.
    public static final String EVERYWHERE = "*";

    /// Every right for all services.
    public static final GrantedRights ALL = new GrantedRights(Map.of(EVERYWHERE, AccessRole.ADMIN.rights()));

    public GrantedRights {
        rights = Map.copyOf(rights);
    }

    /// Returns the union of the rights of roles.
    public static GrantedRights of(Collection<ServiceScopedRole> roles) {
        Map<String, Set<Right>> rights = new HashMap<>();
        for (ServiceScopedRole grant : roles) {
            rights.computeIfAbsent(grant.service(), ignored -> EnumSet.noneOf(Right.class))
                    .addAll(grant.role().rights());
        }
        return new GrantedRights(rights);
    }

    /// Whether the right is granted for at least one service.
    public boolean hasRightAnywhere(Right right) {
        return rights.values().stream().anyMatch(held -> held.contains(right));
    }

    /// Whether the right is granted for each of the services; for an empty collection, whether it is granted
    /// for all services.
    public boolean hasRight(Right right, Collection<String> services) {
        return hasRightEverywhere(right)
                || (!services.isEmpty() && services.stream().allMatch(service -> holds(service, right)));
    }

    /// Whether the right is granted for all services.
    public boolean hasRightEverywhere(Right right) {
        return holds(EVERYWHERE, right);
    }

    /// Returns the intersection of these rights and a limit.
    public GrantedRights intersect(GrantedRights limit) {
        Set<String> services = new HashSet<>(rights.keySet());
        services.addAll(limit.rights.keySet());
        Map<String, Set<Right>> both = new HashMap<>();
        for (String service : services) {
            Set<Right> held = EnumSet.noneOf(Right.class);
            for (Right right : Right.values()) {
                if (hasRight(right, Set.of(service)) && limit.hasRight(right, Set.of(service))) {
                    held.add(right);
                }
            }
            both.put(service, held);
        }
        return new GrantedRights(both);
    }

    /// Returns these rights without one right.
    public GrantedRights without(Right right) {
        Map<String, Set<Right>> fewer = new HashMap<>();
        rights.forEach((service, held) -> {
            Set<Right> left = EnumSet.noneOf(Right.class);
            left.addAll(held);
            left.remove(right);
            fewer.put(service, left);
        });
        return new GrantedRights(fewer);
    }

    private boolean holds(String service, Right right) {
        return rights.getOrDefault(service, Set.of()).contains(right);
    }
}
