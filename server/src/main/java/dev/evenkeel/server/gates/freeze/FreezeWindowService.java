// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import dev.evenkeel.files.json.DocumentJsonModule;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.gate.GatesChangedEvent;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service for the freeze calendar. Thread-safe.
@Component
public class FreezeWindowService {
    private static final String SUBJECT = "freezes";
    private static final String CHANGED = "freezes.changed";

    private final FreezeWindowRepository freezeWindowRepository;
    private final AuditLog auditLog;
    private final ApplicationEventPublisher events;

    FreezeWindowService(
            FreezeWindowRepository freezeWindowRepository, AuditLog auditLog, ApplicationEventPublisher events) {
        this.freezeWindowRepository = freezeWindowRepository;
        this.auditLog = auditLog;
        this.events = events;
    }

    /// Returns all windows, by name.
    public List<FreezeWindowDefinition> list() {
        return freezeWindowRepository.listAll();
    }

    /// Adds windows; replaces windows with the same names.
    ///
    /// @param alone whether to delete all other windows
    /// @return all windows after the change
    @Transactional
    List<FreezeWindowDefinition> save(List<FreezeWindowDefinition> rules, boolean alone, String reason, String who) {
        freezeWindowRepository.lock();
        List<FreezeWindowDefinition> before = freezeWindowRepository.listAll();
        freezeWindowRepository.save(rules);
        if (alone) {
            freezeWindowRepository.deleteAllExcept(
                    rules.stream().map(FreezeWindowDefinition::name).toList());
        }
        List<FreezeWindowDefinition> after = freezeWindowRepository.listAll();
        if (!after.equals(before)) {
            recordChange(new AuditEvent(who, CHANGED, SUBJECT, reason, toJson(before), toJson(after)));
        }
        return after;
    }

    /// Deletes a window.
    ///
    /// @throws NotFoundException if the window does not exist
    @Transactional
    void delete(String name, String reason, String who) {
        freezeWindowRepository.lock();
        List<FreezeWindowDefinition> before = freezeWindowRepository.listAll();
        if (!freezeWindowRepository.delete(name)) {
            throw new NotFoundException(
                    ProblemCode.FREEZE_WINDOW_NOT_FOUND,
                    "There is no freeze window \"" + name + "\". Nothing was changed.",
                    "To list the freeze windows: ./evenkeel freeze list");
        }
        recordChange(new AuditEvent(
                who, CHANGED, SUBJECT, reason, toJson(before), toJson(freezeWindowRepository.listAll())));
    }

    private void recordChange(AuditEvent change) {
        auditLog.append(change);
        events.publishEvent(new GatesChangedEvent());
    }

    private static String toJson(List<FreezeWindowDefinition> rules) {
        return DocumentJsonModule.MAPPER.writeValueAsString(rules);
    }
}
