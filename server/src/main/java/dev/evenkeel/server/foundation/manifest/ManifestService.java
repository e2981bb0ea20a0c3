// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.api.ManifestApi.AppliedManifestSet;
import dev.evenkeel.api.ManifestApi.ApplyManifestsResponse;
import dev.evenkeel.api.ManifestApi.ObjectChange;
import dev.evenkeel.api.ManifestApi.ObjectDrift;
import dev.evenkeel.api.ManifestApi.ObjectDrift.State;
import dev.evenkeel.api.ValidationWarning;
import dev.evenkeel.engine.audit.ValueChange;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
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

/// The service that applies, exports and compares manifests. Thread-safe.
@Component
public class ManifestService {
    /* Applying holds locks that a rollback waits for. */
    private static final int MOST_SECONDS = 10;

    private final ManifestKindRegistry kinds;
    private final AppliedObjectRepository appliedObjectRepository;
    private final AuditLog auditLog;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final TransactionTemplate savepoint;

    ManifestService(
            ManifestKindRegistry kinds,
            AppliedObjectRepository appliedObjectRepository,
            AuditLog auditLog,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.kinds = kinds;
        this.appliedObjectRepository = appliedObjectRepository;
        this.auditLog = auditLog;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setTimeout(MOST_SECONDS);
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /// Applies a request, all objects or none.
    ///
    /// @param dryRun whether everything is rolled back at the end
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all problems
    /// @throws dev.evenkeel.server.foundation.problems.ForbiddenException when the caller may not change an
    ///     object in the request
    ApplyManifestsResponse apply(ApplyRequest request, boolean dryRun, Caller.Actor caller) {
        validateBeforeTransaction(request);
        return Objects.requireNonNull(transaction.execute(status -> {
            var by = new ManifestChangeContext(caller, request.reason(), new ValidationErrors());
            var applying = new ApplyRequestExecutor(kinds, appliedObjectRepository, savepoint, request, by);
            var outcome = new ApplyManifestsResponse(request.set(), dryRun, applying.run(), toWarnings(by.warnings()));
            if (dryRun) {
                status.setRollbackOnly();
            } else {
                saveResult(request, applying, outcome, caller.name());
            }
            return outcome;
        }));
    }

    private static List<ValidationWarning> toWarnings(ValidationErrors warnings) {
        return warnings.toList().stream()
                .map(one -> new ValidationWarning(one.pointer(), one.message(), one.remedy()))
                .toList();
    }

    private void validateBeforeTransaction(ApplyRequest request) {
        var errors = new ValidationErrors();
        request.desiredObjects().forEach((kind, wanted) -> kinds.get(kind).validateBeforeTransaction(wanted, errors));
        ValidationErrorMapper.throwIfAny(errors, ApplyRequest.NOTHING_CHANGED);
    }

    private void saveResult(
            ApplyRequest request, ApplyRequestExecutor applying, ApplyManifestsResponse outcome, String who) {
        Optional<AppliedManifestSet> before = appliedObjectRepository.listSets().stream()
                .filter(set -> set.name().equals(request.set()))
                .findFirst();
        AppliedManifestSet now = new AppliedManifestSet(
                request.set(), request.source(), clock.instant().truncatedTo(ChronoUnit.MICROS), who);
        applying.saveOrigins(outcome.hasChanges() ? now : before.orElse(now));
        if (outcome.hasChanges()) {
            ObjectNode counts = JsonTextParser.STRICT.createObjectNode().put("source", request.source());
            outcome.objects().stream()
                    .filter(ObjectChange::isChange)
                    .forEach(one -> counts.put(
                            one.kind() + " " + one.environment() + "/" + one.name(),
                            one.action().name()));
            auditLog.append(
                    new AuditEvent(who, "manifests.applied", request.set(), request.reason(), null, counts.toString()));
        }
    }

    /// Returns the documents of all current objects, in an order in which they can be applied.
    ///
    /// @param kind kind of objects or of lists; null for all, with objects of list kinds in lists
    @Transactional(readOnly = true)
    public List<ObjectNode> export(@Nullable String kind) {
        List<ObjectNode> documents = new ArrayList<>();
        List<String> held = new ArrayList<>();
        for (ManifestBundleKind list : kinds.listKindsByName().values()) {
            held.addAll(list.objectKinds());
            if (kind == null || kind.equals(list.descriptor().kind())) {
                Map<String, SortedMap<ManifestObjectName, JsonNode>> parts = new LinkedHashMap<>();
                list.objectKinds()
                        .forEach(part -> parts.put(part, kinds.get(part).listSpecs()));
                documents.addAll(list.toDocuments(parts));
            }
        }
        kinds.listAll().stream()
                .filter(one -> kind == null
                        ? !held.contains(one.descriptor().kind())
                        : kind.equals(one.descriptor().kind()))
                .forEach(one -> one.listSpecs().forEach((name, spec) -> documents.add(one.toDocument(name, spec))));
        return documents;
    }

    /// Returns the origin of an object, if it was applied from a manifest.
    public Optional<AppliedObjectOrigin> findOrigin(String kind, ManifestObjectName name) {
        return appliedObjectRepository.findOrigin(kind, name);
    }

    /// Returns the origins of objects of some kinds that were applied from manifests.
    ///
    /// @param kinds at least one
    public List<AppliedObjectOrigin> listOrigins(List<String> kinds) {
        return appliedObjectRepository.listOrigins(kinds);
    }

    /// Returns the drift of each object that was applied from a manifest, by kind and name.
    @Transactional(readOnly = true)
    public List<ObjectDrift> listDrift() {
        Map<String, AppliedManifestSet> sets = new TreeMap<>();
        appliedObjectRepository.listSets().forEach(set -> sets.put(set.name(), set));
        Map<String, SortedMap<ManifestObjectName, JsonNode>> all = new TreeMap<>();
        List<ObjectDrift> drift = new ArrayList<>();
        for (LastAppliedManifestObject one : appliedObjectRepository.listAll()) {
            SortedMap<ManifestObjectName, JsonNode> inForce =
                    all.computeIfAbsent(one.kind(), kind -> kinds.get(kind).listSpecs());
            drift.add(toDrift(one, Objects.requireNonNull(sets.get(one.set())), inForce.get(one.name())));
        }
        return drift;
    }

    private static ObjectDrift toDrift(
            LastAppliedManifestObject applied, AppliedManifestSet set, @Nullable JsonNode now) {
        State state = now == null
                ? State.DELETED
                : SpecComparator.isSame(applied.spec(), now) ? State.IN_SYNC : State.MODIFIED;
        List<ValueChange> differences = state == State.MODIFIED ? SpecComparator.diff(applied.spec(), now) : List.of();
        ManifestObjectName name = applied.name();
        return new ObjectDrift(applied.kind(), name.environment(), name.name(), set, state, differences);
    }

    /// Returns the formats of all kinds of documents, by name.
    public List<KindDescriptor> listDescriptors() {
        return kinds.listDescriptors();
    }
}
