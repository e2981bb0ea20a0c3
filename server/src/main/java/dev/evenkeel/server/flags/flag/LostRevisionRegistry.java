// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.RequestRefusedException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Environments of which an SDK has proven a revision that the database does not have: it was restored from a
/// backup, and nobody said so. Such an environment delivers and takes nothing, and none of its rollouts
/// advances, until a server is started with `--restored`. Thread-safe.
@Component
public class LostRevisionRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(LostRevisionRegistry.class);

    private final RevisionRepository table;
    private final AuditLog ledger;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private volatile Map<String, LostRevision> known = Map.of();

    LostRevisionRegistry(RevisionRepository table, AuditLog ledger, ApplicationEventPublisher events, Clock clock) {
        this.table = table;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /// The environments of which an SDK has newer flags than the database began to be known.
    ///
    /// @param lost what is known of one
    public record LostRevisionFoundEvent(LostRevision lost) {}

    /// What is lost of an environment, from memory; empty in general.
    public Optional<LostRevision> find(String environment) {
        return Optional.ofNullable(known.get(environment));
    }

    /// Whether something of any environment is lost, from memory.
    boolean isAny() {
        return !known.isEmpty();
    }

    /// Lets nothing of an environment pass while something of it is lost.
    ///
    /// @throws RequestRefusedException then
    public void requireNone(String environment) {
        LostRevision lost = known.get(environment);
        if (lost != null) {
            throw lost.refusal();
        }
    }

    /// Compares a revision that this installation has given out with the database, and takes note when it is
    /// not there.
    ///
    /// @throws RequestRefusedException then
    @Transactional(noRollbackFor = RequestRefusedException.class)
    public void require(RevisionToken proven) {
        if (!table.isLost(proven)) {
            return;
        }
        String environment = proven.environment();
        if (table.mark(proven, clock.instant())) {
            ledger.append(new AuditEvent(
                    "server",
                    "database.outdated",
                    environment,
                    "an SDK has revision " + proven.revision() + ", which the database has lost",
                    null,
                    null));
        }
        table.lost().stream()
                .filter(lost -> lost.environment().equals(environment))
                .forEach(lost -> {
                    throw lost.refusal();
                });
    }

    /// Reads what is known from the database.
    void refresh() {
        Map<String, LostRevision> before = known;
        Map<String, LostRevision> now = new HashMap<>();
        table.lost().forEach(lost -> now.put(lost.environment(), lost));
        known = Map.copyOf(now);
        now.forEach((environment, lost) -> {
            if (!before.containsKey(environment)) {
                LOG.error(
                        "Environment {}: {}. Its flags are not delivered, its outcomes not taken, and its rollouts do"
                                + " not advance. If the database was restored from a backup, start one server once with"
                                + " --restored REASON",
                        environment,
                        lost.words());
                events.publishEvent(new LostRevisionFoundEvent(lost));
            }
        });
    }
}
