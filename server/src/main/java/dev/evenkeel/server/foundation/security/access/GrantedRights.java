// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What somebody may do, service by service.
///
/// @param rights by key of the service; those of [#EVERYWHERE] count for every service and for what
///     belongs to none
public record GrantedRights(Map<String, Set<Right>> rights) {
    /// Stands for all services.
    public static final String EVERYWHERE = "*";

    /// Every right.
    public static final GrantedRights ALL = new GrantedRights(Map.of(EVERYWHERE, AccessRole.ADMIN.rights()));

    public GrantedRights {
        rights = Map.copyOf(rights);
    }

    /// What roles add up to.
    public static GrantedRights of(Collection<RoleGrant> roles) {
        Map<String, Set<Right>> rights = new HashMap<>();
        for (RoleGrant grant : roles) {
            rights.computeIfAbsent(grant.service(), ignored -> EnumSet.noneOf(Right.class))
                    .addAll(grant.role().rights());
        }
        return new GrantedRights(rights);
    }

    /// Whether the right is held for any service at all.
    public boolean allowSomewhere(Right right) {
        return rights.values().stream().anyMatch(held -> held.contains(right));
    }

    /// Whether the right is held for each of the services; for none of them, whether it is held for all
    /// there are.
    public boolean allow(Right right, Collection<String> services) {
        return allowEverywhere(right)
                || (!services.isEmpty() && services.stream().allMatch(service -> holds(service, right)));
    }

    /// Whether the right is held for all services.
    public boolean allowEverywhere(Right right) {
        return holds(EVERYWHERE, right);
    }

    /// What these and the others allow.
    public GrantedRights within(GrantedRights limit) {
        Set<String> services = new HashSet<>(rights.keySet());
        services.addAll(limit.rights.keySet());
        Map<String, Set<Right>> both = new HashMap<>();
        for (String service : services) {
            Set<Right> held = EnumSet.noneOf(Right.class);
            for (Right right : Right.values()) {
                if (allow(right, Set.of(service)) && limit.allow(right, Set.of(service))) {
                    held.add(right);
                }
            }
            both.put(service, held);
        }
        return new GrantedRights(both);
    }

    /// The same without one right.
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
