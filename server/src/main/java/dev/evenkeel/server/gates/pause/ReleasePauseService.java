// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.gates.gate.GateAuditSerializer;
import dev.evenkeel.server.gates.gate.GatesChangedEvent;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Stop-the-line: a switch for each environment and for each service in it. Thread-safe.
@Component
public class ReleasePauseService {
    private final ReleasePauseRepository table;
    private final FlagService flags;
    private final AuditLog ledger;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReleasePauseService(
            ReleasePauseRepository table,
            FlagService flags,
            AuditLog ledger,
            ApplicationEventPublisher events,
            Clock clock) {
        this.table = table;
        this.flags = flags;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /// What is stopped in an environment: itself first, then services by name.
    public List<ReleasePause> of(String environment) {
        return table.of(environment);
    }

    /// Stops a line. One that is stopped stays as it is, with who stopped it first.
    ///
    /// @param service whose; null for the whole environment
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such environment
    @Transactional
    void stop(String environment, @Nullable String service, String reason, String who) {
        flags.current(environment);
        var line = new ReleasePause(
                environment, service, who, reason, clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (table.stop(line)) {
            ledger.append(
                    new AuditEvent(who, "line.stopped", subject(line), reason, null, GateAuditSerializer.text(line)));
            events.publishEvent(new GatesChangedEvent());
        }
    }

    /// Lets a line go on. One that is not stopped stays as it is.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such environment
    @Transactional
    void go(String environment, @Nullable String service, String reason, String who) {
        flags.current(environment);
        List<ReleasePause> before = table.of(environment);
        if (table.go(environment, service)) {
            before.stream()
                    .filter(line -> Objects.equals(line.service(), service))
                    .forEach(line -> ledger.append(new AuditEvent(
                            who, "line.released", subject(line), reason, GateAuditSerializer.text(line), null)));
            events.publishEvent(new GatesChangedEvent());
        }
    }

    private static String subject(ReleasePause line) {
        return line.service() == null ? line.environment() : line.environment() + "/" + line.service();
    }
}
