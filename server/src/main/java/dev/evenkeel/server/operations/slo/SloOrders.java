// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.openslo.Kind;
import dev.evenkeel.files.openslo.OpenSloFile;
import dev.evenkeel.files.openslo.OpenSloObject;
import dev.evenkeel.files.openslo.OpenSloSet;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLedger;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.foundation.problems.RequestFaults;
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
class SloOrders {
    private final ObjectTable objects;
    private final Keeping keeping;
    private final AuditLedger ledger;
    private final SloReferences references;

    SloOrders(ObjectTable objects, Keeping keeping, AuditLedger ledger, SloReferences references) {
        this.objects = objects;
        this.keeping = keeping;
        this.ledger = ledger;
        this.references = references;
    }

    /// What is kept after a change.
    ///
    /// @param slos their names
    /// @param warnings what is allowed, and reads differently from what it seems to say or names what is not there
    /// @param caused what the SLOs that were changed cause by now, in sentences
    record Kept(List<String> slos, List<Faults.Fault> warnings, List<String> caused) {
        Kept causing(List<String> effects) {
            return new Kept(slos, warnings, effects);
        }
    }

    /// Keeps the objects of documents.
    ///
    /// @param text YAML or JSON
    /// @param alone whether what the documents do not name goes
    /// @param who must be an author of every service whose SLOs come out different
    /// @throws dev.evenkeel.server.foundation.problems.Rejected with everything that is wrong
    /// @throws dev.evenkeel.server.foundation.problems.Forbidden when they are not
    @Transactional
    public Kept put(String text, boolean alone, Caller.Actor who) {
        OpenSloFile file = OpenSloFile.read(text);
        refuse(file.faults());
        objects.lock();
        List<OpenSloObject> before = objects.all();
        List<OpenSloObject> stay = before.stream()
                .filter(old -> !alone && !isIn(file.objects(), old))
                .toList();
        var set = new OpenSloSet(
                Stream.concat(stay.stream(), file.objects().stream()).toList());
        refuse(set.faults());
        requireRights(who, new OpenSloSet(before), set);
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
        List<Faults.Fault> warnings = new ArrayList<>(file.warnings());
        warnings.addAll(set.warnings());
        warnings.addAll(references.unknown(file.objects(), set));
        return new Kept(
                set.slos().stream().map(Slo::name).sorted().toList(),
                warnings.stream().distinct().toList(),
                List.of());
    }

    private static void requireRights(Caller.Actor who, OpenSloSet before, OpenSloSet after) {
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
                .filter(object -> object.kind() == Kind.SLO && object.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        ErrorCode.SLO_NOT_FOUND,
                        "There is no SLO " + name + ".",
                        "GET /api/v1/slos lists all of them."));
        delete(old);
        ledger.append(
                new AuditEvent(who, "slo.deleted", name, reason, old.json().toString(), null));
    }

    /// Takes an object away.
    ///
    /// @param who must be an author of every service whose SLOs come out different
    /// @throws dev.evenkeel.server.foundation.problems.Rejected when others need it; with each of them
    /// @throws dev.evenkeel.server.foundation.problems.Forbidden when they are not
    @Transactional
    public void delete(Kind kind, String name, Caller.Actor who) {
        objects.lock();
        List<OpenSloObject> before = objects.all();
        List<OpenSloObject> stay = before.stream()
                .filter(object -> object.kind() != kind || !object.name().equals(name))
                .toList();
        var set = new OpenSloSet(stay);
        refuse(set.faults());
        requireRights(who, new OpenSloSet(before), set);
        before.stream().filter(object -> !stay.contains(object)).forEach(old -> {
            delete(old);
            ledger.append(new AuditEvent(
                    who.name(), "slo.deleted", name, "", old.json().toString(), null));
        });
    }

    private void delete(OpenSloObject old) {
        objects.delete(old.kind(), old.name());
        if (old.kind() == Kind.SLO) {
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

    private static void refuse(List<Faults.Fault> found) {
        var faults = new Faults();
        found.forEach(fault -> faults.add(fault.pointer(), fault.message(), fault.remedy()));
        RequestFaults.throwIfAny(faults, "Nothing was changed.");
    }
}
