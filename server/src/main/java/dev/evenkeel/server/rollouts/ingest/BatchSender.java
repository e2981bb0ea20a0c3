// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.secrets.HashedSecret;
import org.jspecify.annotations.Nullable;

/// The properties of the sending process that accompany a batch.
///
/// @param secret hash of the secret that authenticates batches of the process; null when it sends none
/// @param heartbeat whether the process promises its next batch soon and sends no other sign of life
public record BatchSender(@Nullable HashedSecret secret, boolean heartbeat) {
    /// Name of the header with the secret of the process.
    static final String HEADER = "Evenkeel-Instance-Secret";

    /// @param secret value of the header; null when absent
    /// @throws MalformedOrOverLimitException when the value is malformed
    static BatchSender of(@Nullable String secret, boolean heartbeat) {
        if (secret != null && !secret.matches("[!-~]{16,128}")) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    HEADER + " must be 16 to 128 printable ASCII characters without spaces.",
                    "Send 32 random hexadecimal digits, the same in every batch of the process, or omit the header.");
        }
        return new BatchSender(secret == null ? null : HashedSecret.of(secret), heartbeat);
    }
}
