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

/// The salts by which SDK processes name the units of rollouts, experiments and drills. Each gets one of
/// its own when its first split is set ([FlagService#setSplit]). Thread-safe.
@Component
public class UnitSaltService {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final UnitSaltRepository salts;
    private final FlagRepository flags;
    private final AuditLog ledger;

    UnitSaltService(UnitSaltRepository salts, FlagRepository flags, AuditLog ledger) {
        this.salts = salts;
        this.flags = flags;
        this.ledger = ledger;
    }

    /// What is known of a salt.
    ///
    /// @param owner id of the rollout, experiment or drill
    /// @param salt names its units; null when it is gone
    /// @param endedAt when its owner ended, as far as that was noted; null while it runs
    /// @param goneAt since when nobody can tell whose units are whose; null while the salt lives
    public record StoredUnitSalt(
            String owner,
            String environment,
            String flag,
            @Nullable UnitSalt salt,
            Instant madeAt,
            @Nullable Instant endedAt,
            @Nullable Instant goneAt) {}

    /// A new salt, from 256 random bits.
    static UnitSalt fresh() {
        byte[] secret = new byte[UnitSalt.BYTES];
        RANDOM.nextBytes(secret);
        return UnitSalt.of(secret);
    }

    /// All of them, also those that are gone, the newest first.
    public List<StoredUnitSalt> all() {
        return salts.all();
    }

    /// That of one owner; empty for what began under a server of an older version.
    public Optional<StoredUnitSalt> find(String owner) {
        return salts.find(owner);
    }

    /// Whether some flag is under the owner's split.
    public boolean isInForce(StoredUnitSalt kept) {
        return flags.find(kept.environment()).stream()
                .flatMap(stored -> stored.splits().values().stream())
                .anyMatch(split -> split.owner().equals(kept.owner()));
    }

    /// Notes when the owner ended, unless that was noted.
    public void ended(String owner, Instant at) {
        salts.ended(owner, at);
    }

    /// Clears away what stands in the place of salts that are gone and that no flag needs any more.
    public void tidy() {
        salts.clear();
    }

    /// Deletes a salt for ever, if it is there. A flag that is still under its owner's split gets another
    /// one, which goes to SDK processes in its place, so that they never name units without any.
    ///
    /// @param who deletes it, for the ledger
    /// @return whether it was there
    @Transactional
    public boolean drop(StoredUnitSalt kept, String who, Instant now) {
        flags.lock(kept.environment());
        boolean inForce = isInForce(kept);
        if (!salts.drop(kept.owner(), inForce ? fresh() : null, now)) {
            return false;
        }
        if (inForce) {
            flags.find(kept.environment())
                    .ifPresent(stored -> flags.advance(kept.environment(), stored.revision() + 1, now));
        }
        ledger.append(new AuditEvent(
                who, "salt.deleted", kept.owner(), "nobody can tell any more whose units were whose", null, null));
        return true;
    }
}
