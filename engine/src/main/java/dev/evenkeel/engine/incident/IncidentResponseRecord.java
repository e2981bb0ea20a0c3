// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The record of the response to an incident.
///
/// @param times times of the known phases
/// @param roles person in each assigned role
/// @param confirmed whether a person confirmed the incident
/// @param mitigation action that ended the harm; null until then
public record IncidentResponseRecord(
        Map<IncidentPhase, TimestampWithPrecision> times,
        Map<IncidentRole, String> roles,
        boolean confirmed,
        @Nullable MitigationType mitigation) {
    /// A record without data.
    public static final IncidentResponseRecord NONE = new IncidentResponseRecord(Map.of(), Map.of(), false, null);

    public IncidentResponseRecord {
        times = Map.copyOf(times);
        roles = Map.copyOf(roles);
    }

    /// Returns the time of a phase; null when unknown.
    public @Nullable TimestampWithPrecision timeOf(IncidentPhase phase) {
        return times.get(phase);
    }

    /// Returns a copy with the time of a phase.
    public IncidentResponseRecord withTime(IncidentPhase phase, TimestampWithPrecision timestamp) {
        Map<IncidentPhase, TimestampWithPrecision> more = new EnumMap<>(IncidentPhase.class);
        more.putAll(times);
        more.put(phase, timestamp);
        return new IncidentResponseRecord(more, roles, confirmed, mitigation);
    }

    /// Returns a copy without the time of a phase.
    public IncidentResponseRecord withoutTime(IncidentPhase phase) {
        Map<IncidentPhase, TimestampWithPrecision> fewer = new EnumMap<>(IncidentPhase.class);
        fewer.putAll(times);
        fewer.remove(phase);
        return new IncidentResponseRecord(fewer, roles, confirmed, mitigation);
    }

    /// Returns a copy with the time of a phase, unless one is set.
    public IncidentResponseRecord withTimeIfAbsent(IncidentPhase phase, TimestampWithPrecision timestamp) {
        return times.containsKey(phase) ? this : withTime(phase, timestamp);
    }

    /// Returns a copy with a person in a role.
    public IncidentResponseRecord withRole(IncidentRole role, String person) {
        Map<IncidentRole, String> more = new EnumMap<>(IncidentRole.class);
        more.putAll(roles);
        more.put(role, person);
        return new IncidentResponseRecord(times, more, confirmed, mitigation);
    }

    /// Returns a copy with a person in a role, unless it is assigned.
    public IncidentResponseRecord withRoleIfAbsent(IncidentRole role, String person) {
        return roles.containsKey(role) ? this : withRole(role, person);
    }

    public IncidentResponseRecord withConfirmation() {
        return new IncidentResponseRecord(times, roles, true, mitigation);
    }

    /// Returns a copy with the mitigation.
    public IncidentResponseRecord withMitigation(MitigationType action) {
        return new IncidentResponseRecord(times, roles, confirmed, action);
    }
}
