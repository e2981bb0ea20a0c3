// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The source of the keys that encrypt secrets in the database.
///
/// @param file file with one key on each line, or null
/// @param keys keys from the environment, separated by blanks, or null
public record EncryptionKeyOptions(
        @Nullable Path file, @Nullable String keys) {
    public static final String ENVIRONMENT_VARIABLE = "EVENKEEL_ENCRYPTION_KEYS";

    public EncryptionKeyOptions {
        if (file != null && keys != null) {
            throw new CommandLineUsageException(
                    "--encryption-key-file and " + ENVIRONMENT_VARIABLE + " are both set. Set only one of them.");
        }
    }

    /// Describes the source without revealing a key.
    String describe() {
        if (keys != null) {
            return ENVIRONMENT_VARIABLE;
        }
        return file == null ? "created in the data directory (embedded database only)" : file.toString();
    }

    /// Omits the keys.
    @Override
    public String toString() {
        return "EncryptionKeyOptions[" + describe() + "]";
    }
}
