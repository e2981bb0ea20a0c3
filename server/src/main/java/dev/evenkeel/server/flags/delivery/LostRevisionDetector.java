// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.flags.flag.DatabaseLostRevision;
import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.LostRevisionRegistry;
import dev.evenkeel.server.flags.flag.SdkRevisionTokenPayload;
import dev.evenkeel.server.flags.flag.SdkRevisionTokenSigner;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Detector of revisions that the database has lost, based on the revision tokens of SDKs. Thread-safe.
@Component
class LostRevisionDetector {
    /// The header in which an SDK sends the token of its flags.
    static final String HEADER = "Evenkeel-Revision-Token";

    private static final int MOST_REMEMBERED = 1_000;

    private final Set<String> present = ConcurrentHashMap.newKeySet();
    private final SdkRevisionTokenSigner tokens;
    private final LostRevisionRegistry lost;

    LostRevisionDetector(SdkRevisionTokenSigner tokens, LostRevisionRegistry lost) {
        this.tokens = tokens;
        this.lost = lost;
    }

    /* When many SDKs reconnect at once, they have the same few revisions. */
    private void remember(String known) {
        if (present.size() >= MOST_REMEMBERED) {
            present.clear();
        }
        present.add(known);
    }

    @Nullable
    String tokenOf(EnvironmentSnapshot snapshot) {
        return tokens.sign(snapshot);
    }

    /// Returns the lost revision of an environment, from memory.
    Optional<DatabaseLostRevision> findLost(String environment) {
        return lost.find(environment);
    }

    /// @throws dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException when a revision of the
    ///     environment is known to be lost
    void requireNothingLost(String environment) {
        lost.requireNone(environment);
    }

    /// Checks that the database has the revision that an SDK proves to have. Ignores tokens that this
    /// installation did not sign.
    ///
    /// @param newest the snapshot that the SDK is about to receive
    /// @throws dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException when the database has lost
    ///     the revision
    void check(EncodedSnapshot newest, String token) {
        String known = token + " " + newest.revisionToken();
        if (token.isEmpty() || token.equals(newest.revisionToken()) || present.contains(known)) {
            return;
        }
        Optional<SdkRevisionTokenPayload> proven =
                tokens.verify(newest.snapshot().environment(), token);
        if (proven.isEmpty()) {
            return;
        }
        try {
            lost.requirePresent(proven.get());
            remember(known);
        } catch (DataAccessException e) {
            /* An SDK that is behind receives newer flags from memory while the database is down. */
            if (proven.get().revision() >= newest.revision()) {
                throw e;
            }
        }
    }
}
