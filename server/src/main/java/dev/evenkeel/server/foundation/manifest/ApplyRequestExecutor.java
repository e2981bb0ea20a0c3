// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.api.ManifestApi.AppliedManifestSet;
import dev.evenkeel.api.ManifestApi.ObjectChange;
import dev.evenkeel.api.ManifestApi.ObjectChange.Action;
import dev.evenkeel.engine.audit.ValueChange;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// The execution of one apply request, within the caller's transaction. Used once.
///
/// Kinds without differences are skipped. If an applied object turns out to equal the current one, the change
/// is rolled back to a savepoint, including its entries in the audit log.
final class ApplyRequestExecutor {
    private static final String SECRET = "a secret";

    private final ManifestKindRegistry kinds;
    private final AppliedObjectRepository appliedObjectRepository;
    private final TransactionTemplate savepoint;
    private final ApplyRequest request;
    private final ManifestChangeContext by;
    private final ValidationErrors errors = new ValidationErrors();
    private final Set<LastAppliedManifestObject> known = new LinkedHashSet<>();
    private final List<ObjectChange> changes = new ArrayList<>();
    private final Map<String, SortedMap<ManifestObjectName, JsonNode>> inForce = new HashMap<>();

    /// @param savepoint runs the part that may be rolled back
    ApplyRequestExecutor(
            ManifestKindRegistry kinds,
            AppliedObjectRepository appliedObjectRepository,
            TransactionTemplate savepoint,
            ApplyRequest request,
            ManifestChangeContext by) {
        this.kinds = kinds;
        this.appliedObjectRepository = appliedObjectRepository;
        this.savepoint = savepoint;
        this.request = request;
        this.by = by;
    }

    /// Applies the request.
    ///
    /// @return one result per object, in the order of execution, then the objects that are deleted or left
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all problems
    List<ObjectChange> run() {
        appliedObjectRepository.lock();
        known.addAll(appliedObjectRepository.listAll());
        requireNotOwnedByOtherSets();
        kinds.listAll()
                .forEach(kind -> kind.prepare(
                        desiredObjects(kind).stream().map(DesiredObject::name).toList()));
        kinds.listAll().stream().filter(kind -> !desiredObjects(kind).isEmpty()).forEach(this::apply);
        List<LastAppliedManifestObject> gone = listRemoved();
        if (request.prune()) {
            kinds.listAll().reversed().forEach(kind -> prune(kind, gone));
        } else {
            gone.forEach(one -> changes.add(new ObjectChange(
                    one.kind(),
                    one.name().environment(),
                    one.name().name(),
                    Action.KEEP,
                    List.of(),
                    "is not in the files any more; to delete it, apply them with --prune")));
        }
        ValidationErrorMapper.throwIfAny(errors, ApplyRequest.NOTHING_CHANGED);
        return changes;
    }

    /// Stores which objects belong to the set now.
    void saveOrigins(AppliedManifestSet set) {
        appliedObjectRepository.save(set);
        for (ManifestKind kind : kinds.listAll()) {
            desiredObjects(kind).stream()
                    .map(desired -> toAppliedObject(kind, desired))
                    .filter(one -> !known.contains(one))
                    .forEach(appliedObjectRepository::save);
        }
        if (request.prune()) {
            listRemoved().forEach(one -> appliedObjectRepository.delete(one.kind(), one.name()));
        }
    }

    /* Returns the object as a member of the set from now on. */
    private LastAppliedManifestObject toAppliedObject(ManifestKind kind, DesiredObject desired) {
        JsonNode spec = Objects.requireNonNull(specsAfter(kind).get(desired.name()), desired.pointer());
        return new LastAppliedManifestObject(kind.descriptor().kind(), desired.name(), request.set(), spec);
    }

    private List<DesiredObject> desiredObjects(ManifestKind kind) {
        return request.desiredObjects().getOrDefault(kind.descriptor().kind(), List.of());
    }

    private SortedMap<ManifestObjectName, JsonNode> specsAfter(ManifestKind kind) {
        return Objects.requireNonNull(inForce.get(kind.descriptor().kind()));
    }

    /* Two repositories that define the same object differently would overwrite each other repeatedly. */
    private void requireNotOwnedByOtherSets() {
        if (request.takeOver()) {
            return;
        }
        for (LastAppliedManifestObject one : known) {
            if (!one.set().equals(request.set())) {
                request.desiredObjects().getOrDefault(one.kind(), List.of()).stream()
                        .filter(desired -> desired.name().equals(one.name()))
                        .forEach(desired -> errors.add(
                                desired.pointer(),
                                one.kind() + " " + one.name() + " belongs to the set \"" + one.set() + "\"",
                                "remove it from one of the two sets, or move it here: ./evenkeel apply --take-over"));
            }
        }
    }

    private void apply(ManifestKind kind) {
        SortedMap<ManifestObjectName, JsonNode> before = kind.listSpecs();
        List<DesiredObject> differ = desiredObjects(kind).stream()
                .filter(desired -> !before.containsKey(desired.name())
                        || !kind.isCurrent(desired, Objects.requireNonNull(before.get(desired.name()))))
                .toList();
        SortedMap<ManifestObjectName, JsonNode> after =
                differ.isEmpty() ? before : applyInSavepoint(kind, differ, before);
        inForce.put(kind.descriptor().kind(), after);
        for (DesiredObject desired : desiredObjects(kind)) {
            boolean touched = kind.hasSecrets() && differ.contains(desired);
            ObjectChange change =
                    toChange(kind, desired.name(), before.get(desired.name()), after.get(desired.name()), touched);
            if (change.isChange() || isTakenOver(kind, desired)) {
                requireRight(kind, desired.name());
            }
            changes.add(change);
        }
    }

    /* Whether the set takes the object over from another set or from none, or adopts its current spec. */
    private boolean isTakenOver(ManifestKind kind, DesiredObject desired) {
        return errors.toList().isEmpty() && !known.contains(toAppliedObject(kind, desired));
    }

    private SortedMap<ManifestObjectName, JsonNode> applyInSavepoint(
            ManifestKind kind, List<DesiredObject> differ, SortedMap<ManifestObjectName, JsonNode> before) {
        return Objects.requireNonNull(savepoint.execute(status -> {
            kind.apply(differ, by, errors);
            if (!errors.toList().isEmpty()) {
                status.setRollbackOnly();
                return before;
            }
            SortedMap<ManifestObjectName, JsonNode> after = kind.listSpecs();
            if (!kind.hasSecrets() && after.equals(before)) {
                status.setRollbackOnly();
            }
            return after;
        }));
    }

    private static ObjectChange toChange(
            ManifestKind kind,
            ManifestObjectName name,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            boolean touched) {
        List<ValueChange> differences = SpecComparator.diff(before, after);
        if (before == null) {
            return toChange(kind.descriptor().kind(), name, Action.CREATE, differences);
        }
        if (differences.isEmpty() && touched) {
            differences = List.of(new ValueChange("", SECRET, "a different secret"));
        }
        return toChange(
                kind.descriptor().kind(), name, differences.isEmpty() ? Action.NONE : Action.UPDATE, differences);
    }

    private static ObjectChange toChange(
            String kind, ManifestObjectName name, Action action, List<ValueChange> differences) {
        return new ObjectChange(kind, name.environment(), name.name(), action, differences, null);
    }

    private void requireRight(ManifestKind kind, ManifestObjectName name) {
        by.caller().requireRight(kind.descriptor().right(), kind.owningServices(name));
    }

    private List<LastAppliedManifestObject> listRemoved() {
        Set<List<Object>> wanted = new HashSet<>();
        request.desiredObjects()
                .forEach((kind, all) -> all.forEach(desired -> wanted.add(List.of(kind, desired.name()))));
        return known.stream()
                .filter(one -> one.set().equals(request.set()) && !wanted.contains(List.of(one.kind(), one.name())))
                .toList();
    }

    private void prune(ManifestKind kind, List<LastAppliedManifestObject> gone) {
        SortedMap<ManifestObjectName, JsonNode> there = kind.listSpecs();
        for (LastAppliedManifestObject one : gone) {
            JsonNode before = there.get(one.name());
            if (!one.kind().equals(kind.descriptor().kind()) || before == null) {
                continue;
            }
            requireRight(kind, one.name());
            ErrorCollector.collect(
                    errors, "/prune/" + one.kind() + "/" + one.name(), () -> kind.delete(one.name(), by));
            changes.add(toChange(one.kind(), one.name(), Action.DELETE, SpecComparator.diff(before, null)));
        }
    }
}
