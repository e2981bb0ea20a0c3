// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.authoring;

import dev.evenkeel.files.Pointer;
import dev.evenkeel.files.plan.Faults;
import dev.evenkeel.server.flag.Flags;
import dev.evenkeel.server.flag.RevisionTag;
import dev.evenkeel.server.manifest.ManifestJson;
import dev.evenkeel.server.manifest.ObjectKind;
import dev.evenkeel.server.manifest.ObjectName;
import dev.evenkeel.server.manifest.ObjectOrder;
import dev.evenkeel.server.manifest.Refusals;
import dev.evenkeel.server.manifest.Wanted;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Members of a part of environments' definitions, in files. All of an environment come into force in one revision.
abstract sealed class MemberObjects implements ObjectKind permits FlagObjects, SegmentObjects {
    private final Flags flags;
    private final FlagEdits edits;
    private final String part;

    /// @param part of a definition that holds the members
    MemberObjects(Flags flags, FlagEdits edits, String part) {
        this.flags = flags;
        this.edits = edits;
        this.part = part;
    }

    /// The spec of a member.
    abstract JsonNode spec(String member, JsonNode value);

    /// The member of a spec.
    abstract JsonNode value(JsonNode spec);

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
                    .forEach(member -> all.put(
                            new ObjectName(environment, member.getKey()), spec(member.getKey(), member.getValue())));
        }
        return all;
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
        members.forEach(one -> here.set(one.name().name(), value(whole(one))));
        Patch patch = Patch.of(definition.toPrettyString(), List.of());
        flags.hold(environment);
        edits.apply(
                environment,
                new FlagEdits.Edit(List.of(part), "flags.merged", "flags"),
                patch::to,
                new Author(order.who(), order.reason(), null));
    }

    private String place(String pointer, List<Wanted> members) {
        return Refusals.place(
                        pointer,
                        members,
                        one -> Pointer.member("/" + part, one.name().name()))
                .orElse(members.getFirst().pointer());
    }

    @Override
    public void delete(ObjectName name, ObjectOrder order) {
        flags.hold(name.environment());
        edits.remove(name.environment(), deletion(name.name()), new Author(order.who(), order.reason(), null));
    }
}
