// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestRefusedException;
import dev.evenkeel.server.foundation.security.secrets.SecretHash;
import org.jspecify.annotations.Nullable;

/// What a process says of itself beside a batch.
///
/// @param secret what it proves with that its batches are its own; null when it sends none
/// @param heartbeat whether it promises its next batch soon, and shows no other signs of life
record BatchSender(@Nullable SecretHash secret, boolean heartbeat) {
    /// The header with the secret of the process.
    static final String HEADER = "Evenkeel-Instance-Secret";

    /// @param secret the text of the header, or null
    /// @throws RequestRefusedException when it is none
    static BatchSender of(@Nullable String secret, boolean heartbeat) {
        if (secret != null && !secret.matches("[!-~]{16,128}")) {
            throw new RequestRefusedException(
                    ProblemCode.MALFORMED,
                    HEADER + " must be 16 to 128 printable ASCII characters without spaces.",
                    "Send 32 random hexadecimal digits, the same with every batch of the process, or leave it out.");
        }
        return new BatchSender(secret == null ? null : SecretHash.of(secret), heartbeat);
    }
}
