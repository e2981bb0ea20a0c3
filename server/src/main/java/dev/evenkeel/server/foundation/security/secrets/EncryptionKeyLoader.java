// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.secrets;

import dev.evenkeel.postgres.DataDirectoryErrors;
import dev.evenkeel.server.foundation.config.CommandLineUsageException;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Loader of the keys that encrypt secrets in the database; creates the key in the data folder if it is
/// missing.
final class EncryptionKeyLoader {
    private static final String FILE = "secrets.key";
    private static final int BYTES = 32;

    private EncryptionKeyLoader() {}

    /// Returns the keys, newest first. Empty when the database is not the embedded one and no key is
    /// configured, because a key in the data folder of one server would be unknown to the other servers of the
    /// database.
    ///
    /// @throws CommandLineUsageException when the keys cannot be read
    static List<byte[]> load(ServerStartOptions options) {
        String given = options.encryptionKeys().keys();
        if (given != null) {
            return parse(options.encryptionKeys().name(), given);
        }
        Path keys = options.encryptionKeys().file();
        if (keys == null) {
            Path data = options.dataFolder();
            if (data == null || options.databaseUrl() != null) {
                return List.of();
            }
            keys = createKeyFile(data.resolve(FILE));
        }
        try {
            return parse("The file " + keys, Files.readString(keys));
        } catch (IOException e) {
            throw new CommandLineUsageException("Cannot read the encryption keys in " + keys + ": "
                    + DataDirectoryErrors.describe(e) + ". To create a key: (umask 077; openssl rand -hex 32 > " + keys
                    + ")");
        }
    }

    private static List<byte[]> parse(String source, String text) {
        List<byte[]> keys = Stream.of(text.strip().split("\\s+"))
                .map(key -> {
                    if (!key.matches("[0-9a-fA-F]{" + 2 * BYTES + "}")) {
                        throw new CommandLineUsageException(source + " must contain keys of " + 2 * BYTES
                                + " hexadecimal digits, newest first. To create a key: openssl rand -hex " + BYTES);
                    }
                    return HexFormat.of().parseHex(key);
                })
                .toList();
        return keys;
    }

    /*
     * Writes a temporary file, then links it, so that a server that starts at the same time finds a complete
     * key or none.
     */
    private static Path createKeyFile(Path file) {
        if (Files.exists(file)) {
            return file;
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        try {
            Files.createDirectories(folder);
            Path aside = Files.createTempFile(
                    folder,
                    "secrets",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                byte[] key = new byte[BYTES];
                new SecureRandom().nextBytes(key);
                Files.writeString(aside, HexFormat.of().formatHex(key) + "\n");
                Files.createLink(file, aside);
            } catch (FileAlreadyExistsException e) {
                // Another server has just created a key, which is used instead.
            } finally {
                Files.delete(aside);
            }
            return file;
        } catch (IOException e) {
            throw new CommandLineUsageException(DataDirectoryErrors.explain(folder)
                    .orElse("Cannot create the encryption key " + file + ": " + DataDirectoryErrors.describe(e)
                            + ". Specify a writable directory with --data DIR, or a key with"
                            + " --encryption-key-file FILE."));
        }
    }
}
