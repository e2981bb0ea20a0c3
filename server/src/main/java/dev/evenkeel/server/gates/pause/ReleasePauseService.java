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

/// The service that pauses and resumes releases, per environment and per service. Thread-safe.
@Component
public class ReleasePauseService {
    private final ReleasePauseRepository releasePauseRepository;
    private final FlagService flags;
    private final AuditLog auditLog;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReleasePauseService(
            ReleasePauseRepository releasePauseRepository,
            FlagService flags,
            AuditLog auditLog,
            ApplicationEventPublisher events,
            Clock clock) {
        this.releasePauseRepository = releasePauseRepository;
        this.flags = flags;
        this.auditLog = auditLog;
        this.events = events;
        this.clock = clock;
    }

    /// Returns pauses of an environment: that of the whole environment first, then services by name.
    public List<ReleasePause> listByEnvironment(String environment) {
        return releasePauseRepository.listByEnvironment(environment);
    }

    /// Pauses releases. An existing pause is kept, with the user who created it.
    ///
    /// @param service service key; null for the whole environment
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the environment does not exist
    @Transactional
    void pause(String environment, @Nullable String service, String reason, String who) {
        flags.getSnapshot(environment);
        var line = new ReleasePause(
                environment, service, who, reason, clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (releasePauseRepository.insert(line)) {
            auditLog.append(new AuditEvent(
                    who, "release.paused", subject(line), reason, null, GateAuditSerializer.toJson(line)));
            events.publishEvent(new GatesChangedEvent());
        }
    }

    /// Resumes releases. Does nothing if they are not paused.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the environment does not exist
    @Transactional
    void resume(String environment, @Nullable String service, String reason, String who) {
        flags.getSnapshot(environment);
        List<ReleasePause> before = releasePauseRepository.listByEnvironment(environment);
        if (releasePauseRepository.delete(environment, service)) {
            before.stream()
                    .filter(line -> Objects.equals(line.service(), service))
                    .forEach(line -> auditLog.append(new AuditEvent(
                            who, "release.resumed", subject(line), reason, GateAuditSerializer.toJson(line), null)));
            events.publishEvent(new GatesChangedEvent());
        }
    }

    private static String subject(ReleasePause line) {
        return line.service() == null ? line.environment() : line.environment() + "/" + line.service();
    }
}
