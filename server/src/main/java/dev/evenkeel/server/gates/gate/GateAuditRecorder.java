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

/// Notes in the audit ledger what people change that gates rest on, and has gates asked again. Thread-safe.
@Component
public class GateAuditRecorder {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AuditLog ledger;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    GateAuditRecorder(AuditLog ledger, ApplicationEventPublisher events, Clock clock) {
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /// Who does something, to what, and why.
    public record AuditedAction(String who, String action, String subject, String reason) {}

    /// Notes a change in the caller's transaction.
    ///
    /// @param before null when there was nothing
    /// @param after null when there is nothing any more
    public void note(AuditedAction deed, @Nullable Object before, @Nullable Object after) {
        ledger.append(
                new AuditEvent(deed.who(), deed.action(), deed.subject(), deed.reason(), text(before), text(after)));
        events.publishEvent(new GatesChangedEvent());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : JSON.writeValueAsString(value);
    }

    /// The present, as precise as the database keeps it.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
