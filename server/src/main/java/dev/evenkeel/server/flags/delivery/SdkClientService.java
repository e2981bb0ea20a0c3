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

/// The service for SDK processes and the revision active in each. Includes the processes of all servers of the
/// database. Thread-safe.
@Component
public class SdkClientService {
    /// Time since the last sign of life during which a process counts as connected; streams renew it every 5 s.
    public static final Duration CONNECTED = Duration.ofSeconds(15);

    private final SdkClientRepository sdkClientRepository;
    private final FlagService flags;
    private final AuditLog auditLog;
    private final Clock clock;
    private final Set<SdkClientRepository.ClientKey> signs = ConcurrentHashMap.newKeySet();

    SdkClientService(SdkClientRepository sdkClientRepository, FlagService flags, AuditLog auditLog, Clock clock) {
        this.sdkClientRepository = sdkClientRepository;
        this.flags = flags;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /// Returns the environment's processes that were seen within a day and have not signed off, by name.
    public List<SdkClientState> listByEnvironment(String environment) {
        return sdkClientRepository.listByEnvironment(
                environment, clock.instant().minus(CONNECTED));
    }

    /// Returns the processes that have not acknowledged the revision or a newer one.
    public List<SdkClientState> listBehind(String environment, long revision) {
        return listByEnvironment(environment).stream()
                .filter(client -> client.revision() == null || client.revision() < revision)
                .toList();
    }

    /// Returns the processes of all environments.
    public List<SdkClientState> listAll() {
        return flags.listEnvironments().stream()
                .flatMap(environment -> listByEnvironment(environment).stream())
                .toList();
    }

    /// Returns the instant since which the revision, or a newer one, has been active in every connected
    /// process; empty while one of them has not acknowledged it, or when none is connected.
    public Optional<Instant> findActiveEverywhere(String environment, long revision) {
        return sdkClientRepository.findActiveEverywhere(
                environment, revision, clock.instant().minus(CONNECTED));
    }

    /// Returns the newest revision that is active, directly or by a newer one, in every connected process;
    /// empty when one of them has not acknowledged any, or when none is connected.
    public Optional<Long> findNewestEverywhere(String environment) {
        return sdkClientRepository.findNewestEverywhere(
                environment, clock.instant().minus(CONNECTED));
    }

    /// Records a sign of life in memory; it is stored within 5 s.
    public void markSeen(String environment, String instance) {
        signs.add(new SdkClientRepository.ClientKey(environment, instance));
    }

    /// Returns the connected processes that may still send outcomes of exposures before the revision, by name.
    public List<UnflushedSdkClient> listUnflushed(String environment, long revision) {
        return sdkClientRepository.listUnflushed(
                environment, revision, clock.instant().minus(CONNECTED));
    }

    /// Stores that a revision is active in a process. Every acknowledgement is a sign of life.
    ///
    /// @param flushed whether the process has sent the outcomes of every call under earlier exposures; null
    ///     when it does not report that
    /// @return false when the environment never had the revision; then no revision is stored
    @Transactional(timeoutString = "${evenkeel.telemetry-timeout-seconds}")
    boolean acknowledge(String environment, String instance, long revision, @Nullable Boolean flushed) {
        SdkClientRepository.ClientKey key = new SdkClientRepository.ClientKey(environment, instance);
        Instant now = clock.instant();
        sdkClientRepository.updateLastSeen(List.of(key), now);
        return sdkClientRepository.acknowledge(key, revision, flushed, now);
    }

    /// Records that a process signed off.
    void markDisconnected(String environment, String instance) {
        sdkClientRepository.markDisconnected(new SdkClientRepository.ClientKey(environment, instance), clock.instant());
    }

    /// Deletes a process that an operator confirms to have ended. A process that reports again is added again.
    ///
    /// @param who the actor, for the audit log
    /// @throws NotFoundException when the process does not exist
    /// @throws ConflictException when the process is connected
    @Transactional
    void delete(String environment, String instance, String who, String reason) {
        if (listByEnvironment(environment).stream()
                .noneMatch(client -> client.instance().equals(instance))) {
            throw new NotFoundException(
                    ProblemCode.CLIENT_NOT_FOUND,
                    "No SDK client " + instance + " connected to environment " + environment
                            + " within the last 24 hours.",
                    "To list the clients: ./evenkeel client list --environment " + environment);
        }
        if (!sdkClientRepository.deleteUnseenSince(
                new SdkClientRepository.ClientKey(environment, instance),
                clock.instant().minus(CONNECTED))) {
            throw new ConflictException(
                    ProblemCode.CLIENT_CONNECTED,
                    "SDK client " + instance + " is connected (last seen less than " + CONNECTED.toSeconds()
                            + " s ago). It was not deleted.",
                    "Stop the client first, because it can still write to the stores at its migration stage.");
        }
        auditLog.append(new AuditEvent(who, "client.removed", environment + "/" + instance, reason, null, null));
    }

    /// Stores the signs of life of one part of the processes since the last call for that part.
    ///
    /// @param part index of the part, 0..parts-1
    void flushLastSeen(int part, int parts) {
        List<SdkClientRepository.ClientKey> keys = signs.stream()
                .filter(key -> Math.floorMod(key.hashCode(), parts) == part)
                .toList();
        if (!keys.isEmpty()) {
            keys.forEach(signs::remove);
            sdkClientRepository.updateLastSeen(keys, clock.instant());
        }
    }

    /// Deletes the processes that were not seen for a day.
    void deleteInactive() {
        sdkClientRepository.deleteBefore(clock.instant().minus(Duration.ofDays(1)));
    }
}
