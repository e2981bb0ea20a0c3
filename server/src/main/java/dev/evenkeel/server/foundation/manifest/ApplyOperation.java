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

/// Puts the objects of one order into force, within the caller's transaction. Used once.
///
/// A kind of which nothing differs is not touched. What a kind makes of objects that turn out to say what was
/// in force is taken back to a savepoint, its entries in the ledger too.
final class ApplyOperation {
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

    /// @param savepoint for what is taken back
    ApplyOperation(
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

    /// Does it.
    ///
    /// @return what came of each object: in the order in which it was done, then what goes or is left
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong
    List<ObjectChange> run() {
        table.lock();
        known.addAll(table.all());
        requireOwn();
        kinds.all()
                .forEach(kind ->
                        kind.prepare(of(kind).stream().map(DesiredObject::name).toList()));
        kinds.all().stream().filter(kind -> !of(kind).isEmpty()).forEach(this::put);
        List<AppliedObject> gone = gone();
        if (order.prune()) {
            kinds.all().reversed().forEach(kind -> prune(kind, gone));
        } else {
            gone.forEach(one -> changes.add(ObjectChange.left(
                    one.kind(), one.name(), "is not in the files any more; it goes when they are applied with prune")));
        }
        RequestValidation.throwIfAny(faults, ApplyRequest.NOTHING);
        return changes;
    }

    /// Notes which objects the set has now.
    void remember(ManifestSet set) {
        table.put(set);
        for (ManifestKind kind : kinds.all()) {
            of(kind).stream()
                    .map(one -> applied(kind, one))
                    .filter(one -> !known.contains(one))
                    .forEach(table::put);
        }
        if (order.prune()) {
            gone().forEach(one -> table.delete(one.kind(), one.name()));
        }
    }

    /* The object as it belongs to the set from now on. */
    private AppliedObject applied(ManifestKind kind, DesiredObject one) {
        JsonNode spec = Objects.requireNonNull(after(kind).get(one.name()), one.pointer());
        return new AppliedObject(kind.form().kind(), one.name(), order.set(), spec);
    }

    private List<DesiredObject> of(ManifestKind kind) {
        return order.wanted().getOrDefault(kind.form().kind(), List.of());
    }

    private SortedMap<ManifestObjectName, JsonNode> after(ManifestKind kind) {
        return Objects.requireNonNull(inForce.get(kind.form().kind()));
    }

    /* Two repositories that want one object otherwise would take turns. */
    private void requireOwn() {
        if (order.takeOver()) {
            return;
        }
        for (AppliedObject one : known) {
            if (!one.set().equals(order.set())) {
                order.wanted().getOrDefault(one.kind(), List.of()).stream()
                        .filter(wanted -> wanted.name().equals(one.name()))
                        .forEach(wanted -> faults.add(
                                wanted.pointer(),
                                one.kind() + " " + one.name() + " comes from the files of set \"" + one.set() + "\"",
                                "take it out of one of the two, or apply with takeOver"));
            }
        }
    }

    private void put(ManifestKind kind) {
        SortedMap<ManifestObjectName, JsonNode> before = kind.all();
        List<DesiredObject> differ = of(kind).stream()
                .filter(one -> !before.containsKey(one.name())
                        || !kind.isInForce(one, Objects.requireNonNull(before.get(one.name()))))
                .toList();
        SortedMap<ManifestObjectName, JsonNode> after = differ.isEmpty() ? before : put(kind, differ, before);
        inForce.put(kind.form().kind(), after);
        for (DesiredObject one : of(kind)) {
            boolean touched = kind.hasSecrets() && differ.contains(one);
            ObjectChange change = change(kind, one.name(), before.get(one.name()), after.get(one.name()), touched);
            if (change.isChange() || isTaken(kind, one)) {
                requireRight(kind, one.name());
            }
            changes.add(change);
        }
    }

    /* Whether the set takes the object from another one or from none, or takes what is in force for its own word. */
    private boolean isTaken(ManifestKind kind, DesiredObject one) {
        return faults.all().isEmpty() && !known.contains(applied(kind, one));
    }

    private SortedMap<ManifestObjectName, JsonNode> put(
            ManifestKind kind, List<DesiredObject> differ, SortedMap<ManifestObjectName, JsonNode> before) {
        return Objects.requireNonNull(savepoint.execute(status -> {
            kind.put(differ, by, faults);
            if (!faults.all().isEmpty()) {
                status.setRollbackOnly();
                return before;
            }
            SortedMap<ManifestObjectName, JsonNode> after = kind.all();
            if (!kind.hasSecrets() && after.equals(before)) {
                status.setRollbackOnly();
            }
            return after;
        }));
    }

    private static ObjectChange change(
            ManifestKind kind,
            ManifestObjectName name,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            boolean touched) {
        List<AuditEntryDiff.ValueChange> differences = ObjectChange.between(before, after);
        if (before == null) {
            return ObjectChange.of(kind.form().kind(), name, Action.CREATE, differences);
        }
        if (differences.isEmpty() && touched) {
            differences = List.of(new AuditEntryDiff.ValueChange("", SECRET, "another secret"));
        }
        return ObjectChange.of(
                kind.form().kind(), name, differences.isEmpty() ? Action.NONE : Action.CHANGE, differences);
    }

    private void requireRight(ManifestKind kind, ManifestObjectName name) {
        by.caller().require(kind.form().right(), kind.services(name));
    }

    private List<AppliedObject> gone() {
        Set<List<Object>> wanted = new HashSet<>();
        order.wanted().forEach((kind, all) -> all.forEach(one -> wanted.add(List.of(kind, one.name()))));
        return known.stream()
                .filter(one -> one.set().equals(order.set()) && !wanted.contains(List.of(one.kind(), one.name())))
                .toList();
    }

    private void prune(ManifestKind kind, List<AppliedObject> gone) {
        SortedMap<ManifestObjectName, JsonNode> there = kind.all();
        for (AppliedObject one : gone) {
            JsonNode before = there.get(one.name());
            if (!one.kind().equals(kind.form().kind()) || before == null) {
                continue;
            }
            requireRight(kind, one.name());
            ErrorCollector.into(faults, "/prune/" + one.kind() + "/" + one.name(), () -> kind.delete(one.name(), by));
            changes.add(ObjectChange.of(one.kind(), one.name(), Action.DELETE, ObjectChange.between(before, null)));
        }
    }
}
