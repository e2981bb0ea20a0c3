// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The processes that get flags from here, and the revision active in each. Knows those of all servers of the
/// database. Thread-safe.
@Component
public class SdkClientService {
    /// A process counts as connected this long after its last sign of life; streams give one every 5 s.
    public static final Duration CONNECTED = Duration.ofSeconds(15);

    private final SdkClientRepository table;
    private final FlagService flags;
    private final AuditLog ledger;
    private final Clock clock;
    private final Set<SdkClientRepository.ClientKey> signs = ConcurrentHashMap.newKeySet();

    SdkClientService(SdkClientRepository table, FlagService flags, AuditLog ledger, Clock clock) {
        this.table = table;
        this.flags = flags;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// All processes of the environment seen within a day that have not said that they end, by name.
    public List<SdkClientState> of(String environment) {
        return table.clients(environment, clock.instant().minus(CONNECTED));
    }

    /// Those of them that have not acknowledged the revision or a newer one.
    public List<SdkClientState> behind(String environment, long revision) {
        return of(environment).stream()
                .filter(client -> client.revision() == null || client.revision() < revision)
                .toList();
    }

    /// All processes of all environments.
    public List<SdkClientState> all() {
        return flags.environments().stream()
                .flatMap(environment -> of(environment).stream())
                .toList();
    }

    /// The instant from which the revision, or a newer one, was active in every process that is connected now;
    /// empty while one of them has not acknowledged it, or when none is connected.
    public Optional<Instant> findActiveEverywhere(String environment, long revision) {
        return table.activeEverywhere(environment, revision, clock.instant().minus(CONNECTED));
    }

    /// The newest revision that is active, itself or a newer one, in every process that is connected now; empty
    /// when one of them has not acknowledged any, and when none is connected.
    public Optional<Long> findNewestEverywhere(String environment) {
        return table.newestEverywhere(environment, clock.instant().minus(CONNECTED));
    }

    /// Notes a sign of life; costs nothing, it is written within 5 s.
    public void seen(String environment, String instance) {
        signs.add(new SdkClientRepository.ClientKey(environment, instance));
    }

    /// Connected processes that may still send outcomes of exposures before the revision, by name.
    public List<UnflushedSdkClient> unflushed(String environment, long revision) {
        return table.unflushed(environment, revision, clock.instant().minus(CONNECTED));
    }

    /// Notes that a revision is active in a process. Any acknowledgement is a sign of life.
    ///
    /// @param flushed whether the process has sent the outcomes of every call under earlier exposures; null
    ///     when it does not report that
    /// @return false when the environment has never had the revision: then no revision is noted
    @Transactional(timeoutString = "${evenkeel.telemetry-seconds}")
    boolean acknowledge(String environment, String instance, long revision, @Nullable Boolean flushed) {
        SdkClientRepository.ClientKey key = new SdkClientRepository.ClientKey(environment, instance);
        Instant now = clock.instant();
        table.seen(List.of(key), now);
        return table.acknowledge(key, revision, flushed, now);
    }

    /// Notes that a process said that it ends.
    void left(String environment, String instance) {
        table.left(new SdkClientRepository.ClientKey(environment, instance), clock.instant());
    }

    /// Forgets a process because a person says that it has ended. One that says something after all is there
    /// again.
    ///
    /// @param who says so, for the ledger
    /// @throws NotFoundException when there is none
    /// @throws ConflictException when it is connected
    @Transactional
    void forget(String environment, String instance, String who, String reason) {
        if (of(environment).stream().noneMatch(client -> client.instance().equals(instance))) {
            throw new NotFoundException(
                    ProblemCode.CLIENT_NOT_FOUND,
                    "No process " + instance + " of environment " + environment + " was seen within a day.",
                    "GET /api/v1/environments/" + environment + "/clients shows all.");
        }
        if (!table.forget(
                new SdkClientRepository.ClientKey(environment, instance),
                clock.instant().minus(CONNECTED))) {
            throw new ConflictException(
                    ProblemCode.CLIENT_CONNECTED,
                    "Process " + instance + " was heard of less than " + CONNECTED.toSeconds() + " s ago.",
                    "End it first: while it runs it may write at the stage that it knows.");
        }
        ledger.append(new AuditEvent(who, "client.forgotten", environment + "/" + instance, reason, null, null));
    }

    /// Writes the signs of life of some processes that came in since the same call for them.
    ///
    /// @param part which processes, 0..parts-1
    void writeSigns(int part, int parts) {
        List<SdkClientRepository.ClientKey> keys = signs.stream()
                .filter(key -> Math.floorMod(key.hashCode(), parts) == part)
                .toList();
        if (!keys.isEmpty()) {
            keys.forEach(signs::remove);
            table.seen(keys, clock.instant());
        }
    }

    /// Forgets who was not seen for a day.
    void forgetTheLost() {
        table.forgetBefore(clock.instant().minus(Duration.ofDays(1)));
    }
}
