// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service for the salts with which SDK processes pseudonymize the units of rollouts, experiments and
/// drills. Each gets its own salt when its first split is set ([FlagService#setSplit]). Thread-safe.
@Component
public class UnitSaltService {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final UnitSaltRepository salts;
    private final FlagRepository flags;
    private final AuditLog auditLog;

    UnitSaltService(UnitSaltRepository salts, FlagRepository flags, AuditLog auditLog) {
        this.salts = salts;
        this.flags = flags;
        this.auditLog = auditLog;
    }

    /// A stored salt.
    ///
    /// @param owner id of the rollout, experiment or drill
    /// @param salt pseudonymizes its units; null when deleted
    /// @param endedAt when its owner ended, if recorded; null while it runs
    /// @param deletedAt when the salt was deleted, so that pseudonyms can no longer be linked to units; null
    ///     while the salt exists
    public record StoredUnitSalt(
            String owner,
            String environment,
            String flag,
            @Nullable UnitSalt salt,
            Instant createdAt,
            @Nullable Instant endedAt,
            @Nullable Instant deletedAt) {}

    /// Generates a salt from 256 random bits.
    static UnitSalt generate() {
        byte[] secret = new byte[UnitSalt.BYTES];
        RANDOM.nextBytes(secret);
        return UnitSalt.of(secret);
    }

    /// Returns all salts, including deleted ones, newest first.
    public List<StoredUnitSalt> listAll() {
        return salts.listAll();
    }

    /// Returns the salt of an owner; empty for owners that started under an older server version.
    public Optional<StoredUnitSalt> findByOwner(String owner) {
        return salts.findByOwner(owner);
    }

    /// Whether any flag has the owner's split.
    public boolean isActive(StoredUnitSalt storedUnitSalt) {
        return flags.findByEnvironment(storedUnitSalt.environment()).stream()
                .flatMap(stored -> stored.splits().values().stream())
                .anyMatch(split -> split.owner().equals(storedUnitSalt.owner()));
    }

    /// Records when the owner ended, unless recorded before.
    public void markEnded(String owner, Instant at) {
        salts.updateEndedAt(owner, at);
    }

    /// Removes the replacements of deleted salts that no flag needs any more.
    public void cleanUp() {
        salts.deleteObsoleteReplacements();
    }

    /// Permanently deletes a salt, if it exists. A flag that still has its owner's split gets a replacement
    /// salt, which SDK processes receive instead, so that they never report units unsalted.
    ///
    /// @param who the actor, for the audit log
    /// @return whether the salt existed
    @Transactional
    public boolean delete(StoredUnitSalt storedUnitSalt, String who, Instant now) {
        flags.lock(storedUnitSalt.environment());
        boolean inForce = isActive(storedUnitSalt);
        if (!salts.delete(storedUnitSalt.owner(), inForce ? generate() : null, now)) {
            return false;
        }
        if (inForce) {
            flags.findByEnvironment(storedUnitSalt.environment())
                    .ifPresent(
                            stored -> flags.advanceRevision(storedUnitSalt.environment(), stored.revision() + 1, now));
        }
        auditLog.append(new AuditEvent(
                who,
                "salt.deleted",
                storedUnitSalt.owner(),
                "stored hashes can no longer be linked to units",
                null,
                null));
        return true;
    }
}
