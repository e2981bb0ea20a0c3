// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.JsonPointerFormatter;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.IfMatchRevisionParser;
import dev.evenkeel.server.foundation.manifest.DesiredObject;
import dev.evenkeel.server.foundation.manifest.ErrorCollector;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestJsonMapper;
import dev.evenkeel.server.foundation.manifest.ManifestKind;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
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
abstract sealed class DefinitionMemberManifestKind implements ManifestKind
        permits FlagManifestKind, SegmentManifestKind, FlagSetMetadataManifestKind {
    private final FlagService flags;
    private final FlagEditService edits;
    private final String part;
    private final @Nullable String field;

    /// @param part of a definition that holds the members
    /// @param field of a spec that holds the member; null where the spec is the member
    DefinitionMemberManifestKind(FlagService flags, FlagEditService edits, String part, @Nullable String field) {
        this.flags = flags;
        this.edits = edits;
        this.part = part;
        this.field = field;
    }

    /// The spec of a member.
    ///
    /// @param field as in the constructor
    static JsonNode spec(@Nullable String field, JsonNode member) {
        return field == null
                ? member
                : ManifestJsonMapper.EXACT.createObjectNode().set(field, member);
    }

    /// The member of a spec.
    ///
    /// @param field as in the constructor
    static JsonNode member(@Nullable String field, JsonNode spec) {
        return field == null ? spec : spec.path(field);
    }

    /// How the ledger calls it when one goes.
    abstract FlagEditService.MemberEdit deletion(String name);

    @Override
    public SortedMap<ManifestObjectName, JsonNode> all() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        for (String environment : flags.environments()) {
            ManifestJsonMapper.EXACT
                    .readTree(flags.current(environment).authored())
                    .path(part)
                    .properties()
                    .forEach(member -> all.put(
                            new ManifestObjectName(environment, member.getKey()), spec(field, member.getValue())));
        }
        return all;
    }

    /* What a member consists of, the definition's own reader says. */
    @Override
    public void examine(List<DesiredObject> wanted, ValidationErrors faults) {
        if (field == null) {
            return;
        }
        for (DesiredObject one : wanted) {
            JsonObjectReader fields = new JsonObjectReader(one.spec(), one.pointer(), faults).only(Set.of(field));
            if (one.spec().isObject() && !one.spec().has(field)) {
                faults.add(fields.at(field), "is missing", "a spec of this kind says its " + field);
            }
        }
    }

    @Override
    public void prepare(Collection<ManifestObjectName> names) {
        names.stream()
                .map(ManifestObjectName::environment)
                .distinct()
                .sorted()
                .forEach(environment -> flags.createEnvironment(IfMatchRevisionParser.requireName(environment)));
    }

    @Override
    public void put(List<DesiredObject> wanted, ManifestChangeContext order, ValidationErrors faults) {
        wanted.stream()
                .collect(Collectors.groupingBy(one -> one.name().environment(), TreeMap::new, Collectors.toList()))
                .forEach((environment, members) -> ErrorCollector.into(
                        faults, pointer -> place(pointer, members), () -> put(environment, members, order)));
    }

    private void put(String environment, List<DesiredObject> members, ManifestChangeContext order) {
        ObjectNode definition = ManifestJsonMapper.EXACT.createObjectNode();
        ObjectNode here = definition.putObject(part);
        members.forEach(one -> here.set(one.name().name(), member(field, whole(one))));
        DefinitionPatch patch = DefinitionPatch.of(definition.toPrettyString(), List.of());
        flags.hold(environment);
        edits.apply(
                        environment,
                        new FlagEditService.MemberEdit(List.of(part), "flags.merged", "flags"),
                        patch::to,
                        new EditContext(order.who(), order.reason(), null))
                .warnings()
                .forEach(one -> ownPlace(one.pointer(), members)
                        .ifPresent(place -> order.warnings().add(place, one.message(), one.remedy())));
    }

    private String place(String pointer, List<DesiredObject> members) {
        return ownPlace(pointer, members).orElse(members.getFirst().pointer());
    }

    private Optional<String> ownPlace(String pointer, List<DesiredObject> members) {
        return ErrorCollector.place(
                pointer,
                members,
                one -> JsonPointerFormatter.member("/" + part, one.name().name()));
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext order) {
        flags.hold(name.environment());
        edits.remove(name.environment(), deletion(name.name()), new EditContext(order.who(), order.reason(), null));
    }
}
