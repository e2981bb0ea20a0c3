// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.openslo.OpenSloFile;
import dev.evenkeel.files.openslo.OpenSloKind;
import dev.evenkeel.files.openslo.OpenSloObject;
import dev.evenkeel.files.openslo.OpenSloObjectSet;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Changes which objects are kept: all of a request or nothing of it.
@Component
class SloDefinitionService {
    private final OpenSloObjectRepository objects;
    private final SloRecorder keeping;
    private final AuditLog ledger;
    private final SloReferenceValidator references;

    SloDefinitionService(
            OpenSloObjectRepository objects, SloRecorder keeping, AuditLog ledger, SloReferenceValidator references) {
        this.objects = objects;
        this.keeping = keeping;
        this.ledger = ledger;
        this.references = references;
    }

    /// What is kept after a change.
    ///
    /// @param slos their names
    /// @param warnings what is allowed, and reads differently from what it seems to say or names what is not
    ///     there
    /// @param caused what the SLOs that were changed cause by now, in sentences
    record SloUpdateResult(List<String> slos, List<ValidationErrors.ValidationError> warnings, List<String> caused) {
        SloUpdateResult causing(List<String> effects) {
            return new SloUpdateResult(slos, warnings, effects);
        }
    }

    /// Keeps the objects of documents.
    ///
    /// @param text YAML or JSON
    /// @param alone whether what the documents do not name goes
    /// @param who must be an author of every service whose SLOs come out different
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong
    /// @throws dev.evenkeel.server.foundation.problems.ForbiddenException when they are not
    @Transactional
    public SloUpdateResult put(String text, boolean alone, Caller.Actor who) {
        OpenSloFile file = OpenSloFile.read(text);
        refuse(file.faults());
        objects.lock();
        List<OpenSloObject> before = objects.all();
        List<OpenSloObject> stay = before.stream()
                .filter(old -> !alone && !isIn(file.objects(), old))
                .toList();
        var set = new OpenSloObjectSet(
                Stream.concat(stay.stream(), file.objects().stream()).toList());
        refuse(set.faults());
        requireRights(who, new OpenSloObjectSet(before), set);
        file.objects().forEach(objects::put);
        before.stream()
                .filter(old -> !isIn(stay, old) && !isIn(file.objects(), old))
                .forEach(this::delete);
        String action = alone ? "slo.replaced" : "slo.set";
        ledger.append(new AuditEvent(
                who.name(),
                action,
                "slos",
                names(file.objects()),
                OpenSloFile.json(before),
                OpenSloFile.json(file.objects())));
        List<ValidationErrors.ValidationError> warnings = new ArrayList<>(file.warnings());
        warnings.addAll(set.warnings());
        warnings.addAll(references.unknown(file.objects(), set));
        return new SloUpdateResult(
                set.slos().stream().map(Slo::name).sorted().toList(),
                warnings.stream().distinct().toList(),
                List.of());
    }

    private static void requireRights(Caller.Actor who, OpenSloObjectSet before, OpenSloObjectSet after) {
        Set<Slo> different = new HashSet<>(before.slos());
        after.slos().forEach(slo -> {
            if (!different.remove(slo)) {
                different.add(slo);
            }
        });
        different.forEach(slo -> who.require(Right.AUTHOR, List.of(slo.service())));
    }

    /// Takes an SLO away; its history and its alerts stay.
    ///
    /// @param reason for the ledger; may be empty
    @Transactional
    public void delete(String name, String reason, String who) {
        objects.lock();
        OpenSloObject old = objects.all().stream()
                .filter(object ->
                        object.kind() == OpenSloKind.SLO && object.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.SLO_NOT_FOUND,
                        "There is no SLO " + name + ".",
                        "GET /api/v1/slos lists all of them."));
        delete(old);
        ledger.append(
                new AuditEvent(who, "slo.deleted", name, reason, old.json().toString(), null));
    }

    /// Takes an object away.
    ///
    /// @param who must be an author of every service whose SLOs come out different
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException when others need it; with each of
    ///     them
    /// @throws dev.evenkeel.server.foundation.problems.ForbiddenException when they are not
    @Transactional
    public void delete(OpenSloKind kind, String name, Caller.Actor who) {
        objects.lock();
        List<OpenSloObject> before = objects.all();
        List<OpenSloObject> stay = before.stream()
                .filter(object -> object.kind() != kind || !object.name().equals(name))
                .toList();
        var set = new OpenSloObjectSet(stay);
        refuse(set.faults());
        requireRights(who, new OpenSloObjectSet(before), set);
        before.stream().filter(object -> !stay.contains(object)).forEach(old -> {
            delete(old);
            ledger.append(new AuditEvent(
                    who.name(), "slo.deleted", name, "", old.json().toString(), null));
        });
    }

    private void delete(OpenSloObject old) {
        objects.delete(old.kind(), old.name());
        if (old.kind() == OpenSloKind.SLO) {
            keeping.remove(old.name());
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
                        .map(object -> object.kind().text() + " " + object.name())
                        .toList());
    }

    private static void refuse(List<ValidationErrors.ValidationError> found) {
        var faults = new ValidationErrors();
        found.forEach(fault -> faults.add(fault.pointer(), fault.message(), fault.remedy()));
        RequestValidation.throwIfAny(faults, "Nothing was changed.");
    }
}
