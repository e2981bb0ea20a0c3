// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.files.audit.AuditEntryDiff;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.manifest.ObjectChange.Action;
import dev.evenkeel.server.foundation.problems.RequestValidation;
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
    private final AppliedObjectRepository table;
    private final TransactionTemplate savepoint;
    private final ApplyRequest order;
    private final ManifestChangeContext by;
    private final ValidationErrors faults = new ValidationErrors();
    private final Set<AppliedObject> known = new LinkedHashSet<>();
    private final List<ObjectChange> changes = new ArrayList<>();
    private final Map<String, SortedMap<ManifestObjectName, JsonNode>> inForce = new HashMap<>();

    /// @param savepoint runs the part that may be rolled back
    ApplyRequestExecutor(
            ManifestKindRegistry kinds,
            AppliedObjectRepository table,
            TransactionTemplate savepoint,
            ApplyRequest order,
            ManifestChangeContext by) {
        this.kinds = kinds;
        this.table = table;
        this.savepoint = savepoint;
        this.order = order;
        this.by = by;
    }

    /// Applies the request.
    ///
    /// @return one result per object, in the order of execution, then the objects that are deleted or left
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all problems
    List<ObjectChange> run() {
        table.lock();
        known.addAll(table.listAll());
        requireNotOwnedByOtherSets();
        kinds.listAll()
                .forEach(kind -> kind.prepare(
                        desiredObjects(kind).stream().map(DesiredObject::name).toList()));
        kinds.listAll().stream().filter(kind -> !desiredObjects(kind).isEmpty()).forEach(this::apply);
        List<AppliedObject> gone = listRemoved();
        if (order.prune()) {
            kinds.listAll().reversed().forEach(kind -> prune(kind, gone));
        } else {
            gone.forEach(one -> changes.add(ObjectChange.kept(
                    one.kind(), one.name(), "is not in the files any more; it goes when they are applied with prune")));
        }
        RequestValidation.throwIfAny(faults, ApplyRequest.NOTHING_CHANGED);
        return changes;
    }

    /// Stores which objects belong to the set now.
    void saveOrigins(ManifestSet set) {
        table.save(set);
        for (ManifestKind kind : kinds.listAll()) {
            desiredObjects(kind).stream()
                    .map(one -> toAppliedObject(kind, one))
                    .filter(one -> !known.contains(one))
                    .forEach(table::save);
        }
        if (order.prune()) {
            listRemoved().forEach(one -> table.delete(one.kind(), one.name()));
        }
    }

    /* Returns the object as a member of the set from now on. */
    private AppliedObject toAppliedObject(ManifestKind kind, DesiredObject one) {
        JsonNode spec = Objects.requireNonNull(specsAfter(kind).get(one.name()), one.pointer());
        return new AppliedObject(kind.descriptor().kind(), one.name(), order.set(), spec);
    }

    private List<DesiredObject> desiredObjects(ManifestKind kind) {
        return order.desiredObjects().getOrDefault(kind.descriptor().kind(), List.of());
    }

    private SortedMap<ManifestObjectName, JsonNode> specsAfter(ManifestKind kind) {
        return Objects.requireNonNull(inForce.get(kind.descriptor().kind()));
    }

    /* Two repositories that define the same object differently would overwrite each other repeatedly. */
    private void requireNotOwnedByOtherSets() {
        if (order.takeOver()) {
            return;
        }
        for (AppliedObject one : known) {
            if (!one.set().equals(order.set())) {
                order.desiredObjects().getOrDefault(one.kind(), List.of()).stream()
                        .filter(wanted -> wanted.name().equals(one.name()))
                        .forEach(wanted -> faults.add(
                                wanted.pointer(),
                                one.kind() + " " + one.name() + " comes from the files of set \"" + one.set() + "\"",
                                "take it out of one of the two, or apply with takeOver"));
            }
        }
    }

    private void apply(ManifestKind kind) {
        SortedMap<ManifestObjectName, JsonNode> before = kind.listSpecs();
        List<DesiredObject> differ = desiredObjects(kind).stream()
                .filter(one -> !before.containsKey(one.name())
                        || !kind.isCurrent(one, Objects.requireNonNull(before.get(one.name()))))
                .toList();
        SortedMap<ManifestObjectName, JsonNode> after =
                differ.isEmpty() ? before : applyInSavepoint(kind, differ, before);
        inForce.put(kind.descriptor().kind(), after);
        for (DesiredObject one : desiredObjects(kind)) {
            boolean touched = kind.hasSecrets() && differ.contains(one);
            ObjectChange change = toChange(kind, one.name(), before.get(one.name()), after.get(one.name()), touched);
            if (change.isChange() || isTakenOver(kind, one)) {
                requireRight(kind, one.name());
            }
            changes.add(change);
        }
    }

    /* Whether the set takes the object over from another set or from none, or adopts its current spec. */
    private boolean isTakenOver(ManifestKind kind, DesiredObject one) {
        return faults.toList().isEmpty() && !known.contains(toAppliedObject(kind, one));
    }

    private SortedMap<ManifestObjectName, JsonNode> applyInSavepoint(
            ManifestKind kind, List<DesiredObject> differ, SortedMap<ManifestObjectName, JsonNode> before) {
        return Objects.requireNonNull(savepoint.execute(status -> {
            kind.apply(differ, by, faults);
            if (!faults.toList().isEmpty()) {
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
        List<AuditEntryDiff.ValueChange> differences = ObjectChange.diff(before, after);
        if (before == null) {
            return ObjectChange.of(kind.descriptor().kind(), name, Action.CREATE, differences);
        }
        if (differences.isEmpty() && touched) {
            differences = List.of(new AuditEntryDiff.ValueChange("", SECRET, "another secret"));
        }
        return ObjectChange.of(
                kind.descriptor().kind(), name, differences.isEmpty() ? Action.NONE : Action.UPDATE, differences);
    }

    private void requireRight(ManifestKind kind, ManifestObjectName name) {
        by.caller().requireRight(kind.descriptor().right(), kind.owningServices(name));
    }

    private List<AppliedObject> listRemoved() {
        Set<List<Object>> wanted = new HashSet<>();
        order.desiredObjects().forEach((kind, all) -> all.forEach(one -> wanted.add(List.of(kind, one.name()))));
        return known.stream()
                .filter(one -> one.set().equals(order.set()) && !wanted.contains(List.of(one.kind(), one.name())))
                .toList();
    }

    private void prune(ManifestKind kind, List<AppliedObject> gone) {
        SortedMap<ManifestObjectName, JsonNode> there = kind.listSpecs();
        for (AppliedObject one : gone) {
            JsonNode before = there.get(one.name());
            if (!one.kind().equals(kind.descriptor().kind()) || before == null) {
                continue;
            }
            requireRight(kind, one.name());
            ErrorCollector.collect(
                    faults, "/prune/" + one.kind() + "/" + one.name(), () -> kind.delete(one.name(), by));
            changes.add(ObjectChange.of(one.kind(), one.name(), Action.DELETE, ObjectChange.diff(before, null)));
        }
    }
}
