// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.technology;

import dev.evenkeel.server.audit.AuditEvent;
import dev.evenkeel.server.audit.AuditLedger;
import dev.evenkeel.server.gate.GatesChanged;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Notes what is changed here in the audit ledger, and has gates asked again. Thread-safe.
@Component
class RegisterLedger {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AuditLedger ledger;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RegisterLedger(AuditLedger ledger, ApplicationEventPublisher events, Clock clock) {
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /// Who does something, to what, and why.
    record Deed(String who, String action, String subject, String reason) {}

    /// Notes a change in the caller's transaction.
    ///
    /// @param before null when there was nothing
    void note(Deed deed, @Nullable Object before, Object after) {
        ledger.append(new AuditEvent(
                deed.who(),
                deed.action(),
                deed.subject(),
                deed.reason(),
                before == null ? null : JSON.writeValueAsString(before),
                JSON.writeValueAsString(after)));
        events.publishEvent(new GatesChanged());
    }

    /// The present, as precise as the database keeps it.
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
