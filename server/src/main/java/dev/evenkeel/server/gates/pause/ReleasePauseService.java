// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import dev.evenkeel.api.ReleasePauseApi.PauseOrResumeReleasesRequest;
import dev.evenkeel.engine.gate.ReleasePause;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.gates.gate.GateAuditSerializer;
import dev.evenkeel.server.gates.gate.GatesChangedEvent;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
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
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the environment does not exist
    @Transactional
    void pause(String environment, PauseOrResumeReleasesRequest request, String who) {
        flags.getSnapshot(environment);
        var pause = new ReleasePause(
                environment,
                request.service(),
                who,
                request.reason(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (releasePauseRepository.insert(pause)) {
            auditLog.append(new AuditEvent(
                    who, "release.paused", subject(pause), request.reason(), null, GateAuditSerializer.toJson(pause)));
            events.publishEvent(new GatesChangedEvent());
        }
    }

    /// Resumes releases. Does nothing if they are not paused.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the environment does not exist
    @Transactional
    void resume(String environment, PauseOrResumeReleasesRequest request, String who) {
        flags.getSnapshot(environment);
        List<ReleasePause> before = releasePauseRepository.listByEnvironment(environment);
        if (releasePauseRepository.delete(environment, request.service())) {
            before.stream()
                    .filter(pause -> Objects.equals(pause.service(), request.service()))
                    .forEach(pause -> auditLog.append(new AuditEvent(
                            who,
                            "release.resumed",
                            subject(pause),
                            request.reason(),
                            GateAuditSerializer.toJson(pause),
                            null)));
            events.publishEvent(new GatesChangedEvent());
        }
    }

    private static String subject(ReleasePause pause) {
        return pause.service() == null ? pause.environment() : pause.environment() + "/" + pause.service();
    }
}
