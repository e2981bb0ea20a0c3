// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import dev.evenkeel.server.foundation.security.access.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The front door of objects as files. Thread-safe.
@Component
public class ManifestService {
    /* What is put into force holds locks that a rollback waits for. */
    private static final int MOST_SECONDS = 10;

    private final ManifestKindRegistry kinds;
    private final AppliedObjectRepository table;
    private final AuditLog ledger;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final TransactionTemplate savepoint;

    ManifestService(
            ManifestKindRegistry kinds,
            AppliedObjectRepository table,
            AuditLog ledger,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.kinds = kinds;
        this.table = table;
        this.ledger = ledger;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setTimeout(MOST_SECONDS);
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /// What the order came to.
    ///
    /// @param set name of the files
    /// @param dryRun whether nothing was changed
    /// @param objects one for each object of the files, and for each that came from the set before
    /// @param warnings what of the objects that differ is allowed and has no effect
    record ApplyResult(
            String set,
            boolean dryRun,
            List<ObjectChange> objects,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ValidationErrors.ValidationError> warnings) {
        boolean changes() {
            return objects.stream().anyMatch(ObjectChange::isChange);
        }
    }

    /// Puts objects into force: all of an order or none.
    ///
    /// @param dryRun whether all is taken back at the end
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong
    /// @throws dev.evenkeel.server.foundation.problems.ForbiddenException when somebody may not change what the
    ///     order changes
    ApplyResult apply(ApplyRequest order, boolean dryRun, Caller.Actor caller) {
        examine(order);
        return Objects.requireNonNull(transaction.execute(status -> {
            var by = new ManifestChangeContext(caller, order.reason(), new ValidationErrors());
            var applying = new ApplyOperation(kinds, table, savepoint, order, by);
            var outcome = new ApplyResult(
                    order.set(), dryRun, applying.run(), by.warnings().all());
            if (dryRun) {
                status.setRollbackOnly();
            } else {
                keep(order, applying, outcome, caller.name());
            }
            return outcome;
        }));
    }

    private void examine(ApplyRequest order) {
        var faults = new ValidationErrors();
        order.wanted().forEach((kind, wanted) -> kinds.get(kind).examine(wanted, faults));
        RequestValidation.throwIfAny(faults, ApplyRequest.NOTHING);
    }

    private void keep(ApplyRequest order, ApplyOperation applying, ApplyResult outcome, String who) {
        Optional<ManifestSet> before = table.sets().stream()
                .filter(set -> set.name().equals(order.set()))
                .findFirst();
        ManifestSet now =
                new ManifestSet(order.set(), order.source(), clock.instant().truncatedTo(ChronoUnit.MICROS), who);
        applying.remember(outcome.changes() ? now : before.orElse(now));
        if (outcome.changes()) {
            ObjectNode counts = ManifestJsonMapper.EXACT.createObjectNode().put("source", order.source());
            outcome.objects().stream()
                    .filter(ObjectChange::isChange)
                    .forEach(one -> counts.put(
                            one.kind() + " " + one.environment() + "/" + one.name(),
                            one.action().name()));
            ledger.append(new AuditEvent(who, "files.applied", order.set(), order.reason(), null, counts.toString()));
        }
    }

    /// The documents of all objects that are in force, in the order in which they can be applied.
    ///
    /// @param kind of objects or of lists; null for all, those that lists hold in lists
    @Transactional(readOnly = true)
    public List<ObjectNode> export(@Nullable String kind) {
        List<ObjectNode> documents = new ArrayList<>();
        List<String> held = new ArrayList<>();
        for (ManifestListKind list : kinds.lists().values()) {
            held.addAll(list.kinds());
            if (kind == null || kind.equals(list.form().kind())) {
                Map<String, SortedMap<ManifestObjectName, JsonNode>> parts = new LinkedHashMap<>();
                list.kinds().forEach(part -> parts.put(part, kinds.get(part).all()));
                documents.addAll(list.documents(parts));
            }
        }
        kinds.all().stream()
                .filter(one -> kind == null
                        ? !held.contains(one.form().kind())
                        : kind.equals(one.form().kind()))
                .forEach(one -> one.all().forEach((name, spec) -> documents.add(one.document(name, spec))));
        return documents;
    }

    /// The files that an object came from, if it did.
    public Optional<ManifestOrigin> findOrigin(String kind, ManifestObjectName name) {
        return table.findOrigin(kind, name);
    }

    /// The files that objects of some kinds came from, as far as they did.
    ///
    /// @param kinds at least one
    public List<ManifestOrigin> origins(List<String> kinds) {
        return table.origins(kinds);
    }

    /// How each object that came from a file stands, by kind and name.
    @Transactional(readOnly = true)
    public List<ObjectDrift> drift() {
        Map<String, ManifestSet> sets = new TreeMap<>();
        table.sets().forEach(set -> sets.put(set.name(), set));
        Map<String, SortedMap<ManifestObjectName, JsonNode>> all = new TreeMap<>();
        List<ObjectDrift> drift = new ArrayList<>();
        for (AppliedObject one : table.all()) {
            SortedMap<ManifestObjectName, JsonNode> inForce =
                    all.computeIfAbsent(one.kind(), kind -> kinds.get(kind).all());
            drift.add(ObjectDrift.of(one, Objects.requireNonNull(sets.get(one.set())), inForce.get(one.name())));
        }
        return drift;
    }

    /// How all kinds of documents are written, by name.
    public List<KindDescriptor> forms() {
        return kinds.forms();
    }
}
