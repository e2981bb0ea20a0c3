// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was done about an incident, when and by whom.
///
/// @param times of the phases that are known
/// @param roles who has which; none when nobody has it
/// @param confirmed whether a person said that it is one
/// @param mitigation what ended the harm; null until it did
public record IncidentResponseRecord(
        Map<IncidentPhase, IncidentTimestamp> times,
        Map<IncidentRole, String> roles,
        boolean confirmed,
        @Nullable Mitigation mitigation) {
    /// Nothing yet.
    public static final IncidentResponseRecord NONE = new IncidentResponseRecord(Map.of(), Map.of(), false, null);

    public IncidentResponseRecord {
        times = Map.copyOf(times);
        roles = Map.copyOf(roles);
    }

    /// The moment of a phase; null when it is not known.
    public @Nullable IncidentTimestamp at(IncidentPhase phase) {
        return times.get(phase);
    }

    /// The same with a phase at a moment.
    public IncidentResponseRecord with(IncidentPhase phase, IncidentTimestamp moment) {
        Map<IncidentPhase, IncidentTimestamp> more = new EnumMap<>(IncidentPhase.class);
        more.putAll(times);
        more.put(phase, moment);
        return new IncidentResponseRecord(more, roles, confirmed, mitigation);
    }

    /// The same with a phase of which nobody knows the moment.
    public IncidentResponseRecord without(IncidentPhase phase) {
        Map<IncidentPhase, IncidentTimestamp> fewer = new EnumMap<>(IncidentPhase.class);
        fewer.putAll(times);
        fewer.remove(phase);
        return new IncidentResponseRecord(fewer, roles, confirmed, mitigation);
    }

    /// The same with a phase at a moment, unless that phase has one.
    public IncidentResponseRecord withIfAbsent(IncidentPhase phase, IncidentTimestamp moment) {
        return times.containsKey(phase) ? this : with(phase, moment);
    }

    /// The same with a person in a role.
    public IncidentResponseRecord with(IncidentRole role, String person) {
        Map<IncidentRole, String> more = new EnumMap<>(IncidentRole.class);
        more.putAll(roles);
        more.put(role, person);
        return new IncidentResponseRecord(times, more, confirmed, mitigation);
    }

    /// The same with a person in a role, unless somebody has it.
    public IncidentResponseRecord withIfAbsent(IncidentRole role, String person) {
        return roles.containsKey(role) ? this : with(role, person);
    }

    /// The same, confirmed by a person.
    public IncidentResponseRecord confirm() {
        return new IncidentResponseRecord(times, roles, true, mitigation);
    }

    /// The same with what ended the harm.
    public IncidentResponseRecord mitigatedBy(Mitigation action) {
        return new IncidentResponseRecord(times, roles, confirmed, action);
    }
}
