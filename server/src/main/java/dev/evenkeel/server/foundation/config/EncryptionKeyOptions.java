// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The source of the keys that encrypt secrets in the database.
///
/// @param file file with one key on each line, or null
/// @param keys keys, separated by blanks, or null
/// @param name name under which the user set `keys`, for messages
public record EncryptionKeyOptions(
        @Nullable Path file, @Nullable String keys, String name) {
    /// Parses the options.
    ///
    /// @throws CommandLineUsageException when both are set
    static EncryptionKeyOptions parse(ServerOptionValues values) {
        if (values.isSet(ServerOption.ENCRYPTION_KEY_FILE) && values.isSet(ServerOption.ENCRYPTION_KEYS)) {
            throw new CommandLineUsageException(values.nameOf(ServerOption.ENCRYPTION_KEY_FILE) + " and "
                    + values.nameOf(ServerOption.ENCRYPTION_KEYS) + " are both set. Set only one of them.");
        }
        return new EncryptionKeyOptions(
                values.findPath(ServerOption.ENCRYPTION_KEY_FILE),
                values.findText(ServerOption.ENCRYPTION_KEYS),
                values.nameOf(ServerOption.ENCRYPTION_KEYS));
    }

    /// Omits the keys.
    @Override
    public String toString() {
        return "EncryptionKeyOptions[" + file + "]";
    }
}
