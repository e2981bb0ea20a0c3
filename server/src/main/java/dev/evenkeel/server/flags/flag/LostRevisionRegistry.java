// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Environments for which an SDK has proven a revision that the database does not have: the database was
/// restored from a backup without declaring it. Until a server is started with `--restored-from-backup`, such
/// an environment delivers no flags and accepts no data, and none of its rollouts advances. Thread-safe.
@Component
public class LostRevisionRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(LostRevisionRegistry.class);

    private final LostRevisionRepository lostRevisionRepository;
    private final AuditLog auditLog;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private volatile Map<String, DatabaseLostRevision> known = Map.of();

    LostRevisionRegistry(
            LostRevisionRepository lostRevisionRepository,
            AuditLog auditLog,
            ApplicationEventPublisher events,
            Clock clock) {
        this.lostRevisionRepository = lostRevisionRepository;
        this.auditLog = auditLog;
        this.events = events;
        this.clock = clock;
    }

    /// Event published when an SDK is found to have newer flags of an environment than the database.
    ///
    /// @param lost the lost revision
    public record LostRevisionFoundEvent(DatabaseLostRevision lost) {}

    /// Returns the lost revision of an environment, from memory; usually empty.
    public Optional<DatabaseLostRevision> find(String environment) {
        return Optional.ofNullable(known.get(environment));
    }

    /// Whether any environment has a lost revision, from memory.
    boolean hasAny() {
        return !known.isEmpty();
    }

    /// Rejects the request while a revision of the environment is lost.
    ///
    /// @throws MalformedOrOverLimitException while one is lost
    public void requireNone(String environment) {
        DatabaseLostRevision lost = known.get(environment);
        if (lost != null) {
            throw lost.toException();
        }
    }

    /// Compares a revision that this installation has signed with the database, and records a loss if the
    /// database does not have it.
    ///
    /// @throws MalformedOrOverLimitException when the revision is lost
    @Transactional(noRollbackFor = MalformedOrOverLimitException.class)
    public void requirePresent(SdkRevisionTokenPayload proven) {
        if (!lostRevisionRepository.isLost(proven)) {
            return;
        }
        String environment = proven.environment();
        if (lostRevisionRepository.markLost(proven, clock.instant())) {
            auditLog.append(new AuditEvent(
                    "server",
                    "database.outdated",
                    environment,
                    "an SDK has revision " + proven.revision() + ", which the database has lost",
                    null,
                    null));
        }
        lostRevisionRepository.listLost().stream()
                .filter(lost -> lost.environment().equals(environment))
                .forEach(lost -> {
                    throw lost.toException();
                });
    }

    /// Reloads the lost revisions from the database.
    void refresh() {
        Map<String, DatabaseLostRevision> before = known;
        Map<String, DatabaseLostRevision> now = new HashMap<>();
        lostRevisionRepository.listLost().forEach(lost -> now.put(lost.environment(), lost));
        known = Map.copyOf(now);
        now.forEach((environment, lost) -> {
            if (!before.containsKey(environment)) {
                LOG.error(
                        "Environment {}: {}. The server does not deliver its flags, rejects its outcomes, and does not"
                                + " advance its rollouts. If you restored the database from a backup, start one server"
                                + " once with --restored-from-backup REASON",
                        environment,
                        lost.message());
                events.publishEvent(new LostRevisionFoundEvent(lost));
            }
        });
    }
}
