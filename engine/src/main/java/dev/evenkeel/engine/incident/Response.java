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
public record Response(
        Map<Phase, Moment> times,
        Map<Role, String> roles,
        boolean confirmed,
        @Nullable Mitigation mitigation) {
    /// Nothing yet.
    public static final Response NONE = new Response(Map.of(), Map.of(), false, null);

    public Response {
        times = Map.copyOf(times);
        roles = Map.copyOf(roles);
    }

    /// The moment of a phase; null when it is not known.
    public @Nullable Moment at(Phase phase) {
        return times.get(phase);
    }

    /// The same with a phase at a moment.
    public Response with(Phase phase, Moment moment) {
        Map<Phase, Moment> more = new EnumMap<>(Phase.class);
        more.putAll(times);
        more.put(phase, moment);
        return new Response(more, roles, confirmed, mitigation);
    }

    /// The same with a phase of which nobody knows the moment.
    public Response without(Phase phase) {
        Map<Phase, Moment> fewer = new EnumMap<>(Phase.class);
        fewer.putAll(times);
        fewer.remove(phase);
        return new Response(fewer, roles, confirmed, mitigation);
    }

    /// The same with a phase at a moment, unless that phase has one.
    public Response withIfAbsent(Phase phase, Moment moment) {
        return times.containsKey(phase) ? this : with(phase, moment);
    }

    /// The same with a person in a role.
    public Response with(Role role, String person) {
        Map<Role, String> more = new EnumMap<>(Role.class);
        more.putAll(roles);
        more.put(role, person);
        return new Response(times, more, confirmed, mitigation);
    }

    /// The same with a person in a role, unless somebody has it.
    public Response withIfAbsent(Role role, String person) {
        return roles.containsKey(role) ? this : with(role, person);
    }

    /// The same, confirmed by a person.
    public Response confirm() {
        return new Response(times, roles, true, mitigation);
    }

    /// The same with what ended the harm.
    public Response mitigatedBy(Mitigation action) {
        return new Response(times, roles, confirmed, action);
    }
}
