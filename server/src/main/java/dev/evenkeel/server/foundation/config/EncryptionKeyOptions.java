// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the keys come from that encrypt secrets in the database.
///
/// @param file with one key on each line, or null
/// @param keys of the environment, separated by blanks, or null
public record EncryptionKeyOptions(
        @Nullable Path file, @Nullable String keys) {
    public static final String VARIABLE = "EVENKEEL_SECRETS_KEY";

    public EncryptionKeyOptions {
        if (file != null && keys != null) {
            throw new CommandLineUsageException("--secrets-key and " + VARIABLE + " both give keys. Give one of them.");
        }
    }

    /// In words, without a key.
    String words() {
        if (keys != null) {
            return VARIABLE;
        }
        return file == null ? "that of the data folder, for the embedded database only" : file.toString();
    }

    /// Hides the keys.
    @Override
    public String toString() {
        return "EncryptionKeyOptions[" + words() + "]";
    }
}
