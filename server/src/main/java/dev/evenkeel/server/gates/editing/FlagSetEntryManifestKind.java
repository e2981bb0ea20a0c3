// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.JsonPointerFormatter;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.IfMatchRevisionParser;
import dev.evenkeel.server.foundation.manifest.DesiredObject;
import dev.evenkeel.server.foundation.manifest.ErrorCollector;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
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

/// A manifest kind for members of one part of a flag definition, such as flags. All members of an environment
/// are applied in one revision.
abstract sealed class FlagSetEntryManifestKind implements ManifestKind
        permits FlagManifestKind, SegmentManifestKind, FlagSetMetadataManifestKind {
    private final FlagService flags;
    private final FlagEditService edits;
    private final String part;
    private final @Nullable String field;

    /// @param part part of the definition that contains the members
    /// @param field field of the spec that contains the member; null if the spec is the member
    FlagSetEntryManifestKind(FlagService flags, FlagEditService edits, String part, @Nullable String field) {
        this.flags = flags;
        this.edits = edits;
        this.part = part;
        this.field = field;
    }

    /// Converts a member to a spec.
    ///
    /// @param field as in the constructor
    static JsonNode toSpec(@Nullable String field, JsonNode member) {
        return field == null ? member : JsonTextParser.STRICT.createObjectNode().set(field, member);
    }

    /// Converts a spec to a member.
    ///
    /// @param field as in the constructor
    static JsonNode toMember(@Nullable String field, JsonNode spec) {
        return field == null ? spec : spec.path(field);
    }

    /// Returns an edit that deletes a member.
    abstract FlagEdit deletionEdit(String name);

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        for (String environment : flags.listEnvironments()) {
            JsonTextParser.STRICT
                    .readTree(flags.getSnapshot(environment).authored())
                    .path(part)
                    .properties()
                    .forEach(member -> all.put(
                            new ManifestObjectName(environment, member.getKey()), toSpec(field, member.getValue())));
        }
        return all;
    }

    /* Members are validated by the definition's parser. */
    @Override
    public void validateBeforeTransaction(List<DesiredObject> wanted, ValidationErrors errors) {
        if (field == null) {
            return;
        }
        for (DesiredObject desired : wanted) {
            JsonObjectReader fields =
                    new JsonObjectReader(desired.spec(), desired.pointer(), errors).rejectUnknownFields(Set.of(field));
            if (desired.spec().isObject() && !desired.spec().has(field)) {
                errors.add(fields.pointerTo(field), "is missing", "add the field " + field + " to the spec");
            }
        }
    }

    @Override
    public void prepare(Collection<ManifestObjectName> names) {
        names.stream()
                .map(ManifestObjectName::environment)
                .distinct()
                .sorted()
                .forEach(environment ->
                        flags.createEnvironment(IfMatchRevisionParser.requireEnvironmentName(environment)));
    }

    @Override
    public void apply(List<DesiredObject> wanted, ManifestChangeContext context, ValidationErrors errors) {
        wanted.stream()
                .collect(Collectors.groupingBy(
                        desired -> desired.name().environment(), TreeMap::new, Collectors.toList()))
                .forEach((environment, members) -> ErrorCollector.collect(
                        errors, pointer -> toPointer(pointer, members), () -> put(environment, members, context)));
    }

    private void put(String environment, List<DesiredObject> members, ManifestChangeContext context) {
        ObjectNode definition = JsonTextParser.STRICT.createObjectNode();
        ObjectNode here = definition.putObject(part);
        members.forEach(desired -> here.set(desired.name().name(), toMember(field, withDefaults(desired))));
        FlagSetPatch patch = FlagSetPatch.of(definition.toPrettyString(), List.of());
        FlagEdit edit = new FlagEdit(List.of(part), "flags.merged", "flags", patch::applyTo);
        edits.apply(environment, edit, EditContext.of(context.actor(), context.reason(), null))
                .result()
                .warnings()
                .forEach(one -> findPointer(one.pointer(), members)
                        .ifPresent(place -> context.warnings().add(place, one.message(), one.remedy())));
    }

    private String toPointer(String pointer, List<DesiredObject> members) {
        return findPointer(pointer, members).orElse(members.getFirst().pointer());
    }

    private Optional<String> findPointer(String pointer, List<DesiredObject> members) {
        return ErrorCollector.translatePointer(
                pointer,
                members,
                desired ->
                        JsonPointerFormatter.append("/" + part, desired.name().name()));
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        edits.apply(
                name.environment(), deletionEdit(name.name()), EditContext.of(context.actor(), context.reason(), null));
    }
}
