// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import dev.evenkeel.files.json.Pointer;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.flags.flag.RevisionTag;
import dev.evenkeel.server.foundation.manifest.ManifestJson;
import dev.evenkeel.server.foundation.manifest.ObjectKind;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.ObjectOrder;
import dev.evenkeel.server.foundation.manifest.Refusals;
import dev.evenkeel.server.foundation.manifest.Wanted;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Members of a part of environments' definitions, in files. All of an environment come into force in one
/// revision.
abstract sealed class MemberObjects implements ObjectKind permits FlagObjects, SegmentObjects, SetMetadataObjects {
    private final Flags flags;
    private final FlagEdits edits;
    private final String part;
    private final @Nullable String field;

    /// @param part of a definition that holds the members
    /// @param field of a spec that holds the member; null where the spec is the member
    MemberObjects(Flags flags, FlagEdits edits, String part, @Nullable String field) {
        this.flags = flags;
        this.edits = edits;
        this.part = part;
        this.field = field;
    }

    /// The spec of a member.
    ///
    /// @param field as in the constructor
    static JsonNode spec(@Nullable String field, JsonNode member) {
        return field == null ? member : ManifestJson.EXACT.createObjectNode().set(field, member);
    }

    /// The member of a spec.
    ///
    /// @param field as in the constructor
    static JsonNode member(@Nullable String field, JsonNode spec) {
        return field == null ? spec : spec.path(field);
    }

    /// How the ledger calls it when one goes.
    abstract FlagEdits.Edit deletion(String name);

    @Override
    public SortedMap<ObjectName, JsonNode> all() {
        SortedMap<ObjectName, JsonNode> all = new TreeMap<>();
        for (String environment : flags.environments()) {
            ManifestJson.EXACT
                    .readTree(flags.current(environment).authored())
                    .path(part)
                    .properties()
                    .forEach(member ->
                            all.put(new ObjectName(environment, member.getKey()), spec(field, member.getValue())));
        }
        return all;
    }

    /* What a member consists of, the definition's own reader says. */
    @Override
    public void examine(List<Wanted> wanted, Faults faults) {
        if (field == null) {
            return;
        }
        for (Wanted one : wanted) {
            JsonFields fields = new JsonFields(one.spec(), one.pointer(), faults).only(Set.of(field));
            if (one.spec().isObject() && !one.spec().has(field)) {
                faults.add(fields.at(field), "is missing", "a spec of this kind says its " + field);
            }
        }
    }

    @Override
    public void prepare(Collection<ObjectName> names) {
        names.stream()
                .map(ObjectName::environment)
                .distinct()
                .sorted()
                .forEach(environment -> flags.createEnvironment(RevisionTag.requireName(environment)));
    }

    @Override
    public void put(List<Wanted> wanted, ObjectOrder order, Faults faults) {
        wanted.stream()
                .collect(Collectors.groupingBy(one -> one.name().environment(), TreeMap::new, Collectors.toList()))
                .forEach((environment, members) -> Refusals.into(
                        faults, pointer -> place(pointer, members), () -> put(environment, members, order)));
    }

    private void put(String environment, List<Wanted> members, ObjectOrder order) {
        ObjectNode definition = ManifestJson.EXACT.createObjectNode();
        ObjectNode here = definition.putObject(part);
        members.forEach(one -> here.set(one.name().name(), member(field, whole(one))));
        Patch patch = Patch.of(definition.toPrettyString(), List.of());
        flags.hold(environment);
        edits.apply(
                        environment,
                        new FlagEdits.Edit(List.of(part), "flags.merged", "flags"),
                        patch::to,
                        new Author(order.who(), order.reason(), null))
                .warnings()
                .forEach(one -> ownPlace(one.pointer(), members)
                        .ifPresent(place -> order.warnings().add(place, one.message(), one.remedy())));
    }

    private String place(String pointer, List<Wanted> members) {
        return ownPlace(pointer, members).orElse(members.getFirst().pointer());
    }

    private Optional<String> ownPlace(String pointer, List<Wanted> members) {
        return Refusals.place(
                pointer, members, one -> Pointer.member("/" + part, one.name().name()));
    }

    @Override
    public void delete(ObjectName name, ObjectOrder order) {
        flags.hold(name.environment());
        edits.remove(name.environment(), deletion(name.name()), new Author(order.who(), order.reason(), null));
    }
}
