// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.api.SloApi.SloUpdateResponse;
import dev.evenkeel.api.ValidationWarning;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.openslo.OpenSloFile;
import dev.evenkeel.files.openslo.OpenSloKind;
import dev.evenkeel.files.openslo.OpenSloObject;
import dev.evenkeel.files.openslo.OpenSloObjectSet;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service that creates, updates and deletes OpenSLO objects; each request is applied completely or not at
/// all.
@Component
class SloDefinitionService {
    private final OpenSloObjectRepository objects;
    private final SloEvaluationRecorder sloEvaluationRecorder;
    private final AuditLog auditLog;
    private final SloServiceFlagReferenceValidator references;

    SloDefinitionService(
            OpenSloObjectRepository objects,
            SloEvaluationRecorder sloEvaluationRecorder,
            AuditLog auditLog,
            SloServiceFlagReferenceValidator references) {
        this.objects = objects;
        this.sloEvaluationRecorder = sloEvaluationRecorder;
        this.auditLog = auditLog;
        this.references = references;
    }

    /// Creates or updates the objects in documents.
    ///
    /// @param text YAML or JSON
    /// @param alone whether to delete objects that the documents do not contain
    /// @param who caller, who must be an author of each service whose SLOs change
    /// @return result without consequences
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    /// @throws dev.evenkeel.server.foundation.problems.ForbiddenException if the caller is not an author
    @Transactional
    public SloUpdateResponse save(String text, boolean alone, Caller.Actor who) {
        OpenSloFile file = OpenSloFile.parse(text);
        throwIfAny(file.errors());
        objects.lock();
        List<OpenSloObject> before = objects.listAll();
        List<OpenSloObject> stay = before.stream()
                .filter(old -> !alone && !isIn(file.objects(), old))
                .toList();
        var set = new OpenSloObjectSet(
                Stream.concat(stay.stream(), file.objects().stream()).toList());
        throwIfAny(set.errors());
        requireRights(who, new OpenSloObjectSet(before), set);
        file.objects().forEach(objects::save);
        before.stream()
                .filter(old -> !isIn(stay, old) && !isIn(file.objects(), old))
                .forEach(this::delete);
        String action = alone ? "slo.replaced" : "slo.set";
        auditLog.append(new AuditEvent(
                who.name(),
                action,
                "slos",
                names(file.objects()),
                OpenSloFile.toJson(before),
                OpenSloFile.toJson(file.objects())));
        List<ValidationError> warnings = new ArrayList<>(file.warnings());
        warnings.addAll(set.warnings());
        warnings.addAll(references.validate(file.objects(), set));
        return new SloUpdateResponse(
                set.slos().stream().map(Slo::name).sorted().toList(),
                warnings.stream()
                        .distinct()
                        .map(one -> new ValidationWarning(one.pointer(), one.message(), one.remedy()))
                        .toList(),
                List.of());
    }

    private static void requireRights(Caller.Actor who, OpenSloObjectSet before, OpenSloObjectSet after) {
        Set<Slo> different = new HashSet<>(before.slos());
        after.slos().forEach(slo -> {
            if (!different.remove(slo)) {
                different.add(slo);
            }
        });
        different.forEach(slo -> who.requireRight(Right.AUTHOR, List.of(slo.service())));
    }

    /// Deletes an SLO; its history and alerts are kept.
    ///
    /// @param reason reason for the audit log; may be empty
    @Transactional
    public void delete(String name, String reason, String who) {
        objects.lock();
        OpenSloObject old = objects.listAll().stream()
                .filter(object ->
                        object.kind() == OpenSloKind.SLO && object.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.SLO_NOT_FOUND,
                        "SLO " + name + " does not exist.",
                        "To list SLOs: ./evenkeel slo list"));
        delete(old);
        auditLog.append(
                new AuditEvent(who, "slo.deleted", name, reason, old.json().toString(), null));
    }

    /// Deletes an object.
    ///
    /// @param who caller, who must be an author of each service whose SLOs change
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException if other objects refer to it, with
    ///     each of them
    /// @throws dev.evenkeel.server.foundation.problems.ForbiddenException if the caller is not an author
    @Transactional
    public void delete(OpenSloKind kind, String name, Caller.Actor who) {
        objects.lock();
        List<OpenSloObject> before = objects.listAll();
        List<OpenSloObject> stay = before.stream()
                .filter(object -> object.kind() != kind || !object.name().equals(name))
                .toList();
        var set = new OpenSloObjectSet(stay);
        throwIfAny(set.errors());
        requireRights(who, new OpenSloObjectSet(before), set);
        before.stream().filter(object -> !stay.contains(object)).forEach(old -> {
            delete(old);
            auditLog.append(new AuditEvent(
                    who.name(), "slo.deleted", name, "", old.json().toString(), null));
        });
    }

    private void delete(OpenSloObject old) {
        objects.delete(old.kind(), old.name());
        if (old.kind() == OpenSloKind.SLO) {
            sloEvaluationRecorder.delete(old.name());
        }
    }

    private static boolean isIn(List<OpenSloObject> objects, OpenSloObject sought) {
        return objects.stream()
                .anyMatch(object ->
                        object.kind() == sought.kind() && object.name().equals(sought.name()));
    }

    private static String names(List<OpenSloObject> objects) {
        return String.join(
                ", ",
                objects.stream()
                        .map(object -> object.kind().wireName() + " " + object.name())
                        .toList());
    }

    private static void throwIfAny(List<ValidationError> found) {
        var errors = new ValidationErrors();
        found.forEach(errors::add);
        ValidationErrorMapper.throwIfAny(errors, "The SLOs were not changed.");
    }
}
