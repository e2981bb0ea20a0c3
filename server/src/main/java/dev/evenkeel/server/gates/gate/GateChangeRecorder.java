// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// A recorder of changes that affect gates: adds an audit entry and triggers a new evaluation of the gates.
/// Thread-safe.
@Component
public class GateChangeRecorder {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AuditLog auditLog;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    GateChangeRecorder(AuditLog auditLog, ApplicationEventPublisher events, Clock clock) {
        this.auditLog = auditLog;
        this.events = events;
        this.clock = clock;
    }

    /// The actor, action, subject and reason of an audit entry.
    public record AuditEntryAttributes(String actor, String action, String subject, String reason) {}

    /// Adds an audit entry in the caller's transaction.
    ///
    /// @param before null if there was no value
    /// @param after null if there is no value any more
    public void record(AuditEntryAttributes auditedAction, @Nullable Object before, @Nullable Object after) {
        auditLog.append(new AuditEvent(
                auditedAction.actor(),
                auditedAction.action(),
                auditedAction.subject(),
                auditedAction.reason(),
                toJson(before),
                toJson(after)));
        events.publishEvent(new GatesChangedEvent());
    }

    private static @Nullable String toJson(@Nullable Object value) {
        return value == null ? null : JSON.writeValueAsString(value);
    }

    /// Returns the current time in the precision of the database.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
