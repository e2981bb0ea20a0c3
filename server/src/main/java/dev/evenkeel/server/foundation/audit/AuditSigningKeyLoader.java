// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.files.audit.AuditSigningKey;
import dev.evenkeel.files.audit.InvalidAuditTextException;
import dev.evenkeel.postgres.DataDirectoryErrors;
import dev.evenkeel.server.foundation.config.AuditHeadOptions;
import dev.evenkeel.server.foundation.config.CommandLineUsageException;
import dev.evenkeel.server.foundation.config.ServerOption;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;

/// Loader of the private key that signs heads of the audit log, from its file.
public final class AuditSigningKeyLoader {
    private static final String FILE = "audit-key.pem";
    private static final String PUBLIC_FILE = "audit-key.pub.pem";
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private AuditSigningKeyLoader() {}

    /// Returns the configured key, else the one in the data folder, which is created if missing. Without both,
    /// and if heads are not published, returns a temporary key for this process. Also checks that the file for
    /// heads is writable.
    ///
    /// @param tell receives messages for the operator: when a key was created, and when other users can read it
    /// @throws CommandLineUsageException when the key is unusable, or the file for heads is not writable
    public static AuditSigningKey load(ServerStartOptions options, Consumer<String> tell) {
        Path heads = options.audit().headsFile();
        if (heads != null) {
            FileHeadDestination.requireWritable(options.nameOf(ServerOption.AUDIT_HEAD_FILE), heads);
        }
        Path given = options.audit().key();
        if (given != null) {
            return readFile(given, options.nameOf(ServerOption.AUDIT_SIGNING_KEY_FILE), tell);
        }
        Path folder = options.dataFolder();
        return folder == null ? loadWithoutDataFolder(options.audit(), tell) : loadOrCreate(folder, tell);
    }

    private static AuditSigningKey loadWithoutDataFolder(AuditHeadOptions audit, Consumer<String> tell) {
        if (audit.headsFile() != null || audit.headsUrl() != null) {
            throw new CommandLineUsageException(
                    "There is no key to sign the heads of the audit log, because --database-url is set without --data."
                            + " Specify a key with --audit-signing-key-file FILE, or a data directory with --data DIR"
                            + " (earlier versions created the key in .evenkeel/audit-key.pem).");
        }
        tell.accept("Heads of the audit log are signed with a temporary key that is lost when the server stops. To keep"
                + " a key, specify --audit-signing-key-file FILE or --data DIR.");
        return AuditSigningKey.generate();
    }

    private static AuditSigningKey loadOrCreate(Path folder, Consumer<String> tell) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            try {
                create(folder, file, tell);
            } catch (IOException e) {
                throw new CommandLineUsageException(DataDirectoryErrors.explain(folder)
                        .orElse("Cannot create the audit signing key " + file + ": " + DataDirectoryErrors.describe(e)
                                + ". Specify a writable directory with --data DIR, or a key with"
                                + " --audit-signing-key-file FILE."));
            }
        }
        return readFile(file, "Audit signing key in the data directory", tell);
    }

    /*
     * Writes a temporary file, then links it, so that a server that starts at the same time finds a complete
     * key or none.
     */
    private static void create(Path folder, Path file, Consumer<String> tell) throws IOException {
        Files.createDirectories(folder);
        AuditSigningKey key = AuditSigningKey.generate();
        Path aside = Files.createTempFile(folder, "audit-key", ".new", PosixFilePermissions.asFileAttribute(OWNER));
        try {
            Files.writeString(aside, key.toPem());
            Files.createLink(file, aside);
            Path open = folder.resolve(PUBLIC_FILE);
            Files.writeString(open, key.verificationKey().toPem());
            tell.accept("Created the audit signing key. Public key: " + open + ", fingerprint "
                    + key.verificationKey().thumbprint());
        } catch (FileAlreadyExistsException e) {
            // Another server has just created a key, which is used instead.
        } finally {
            Files.delete(aside);
        }
    }

    private static AuditSigningKey readFile(Path file, String what, Consumer<String> tell) {
        try {
            warnIfReadableByOthers(file, tell);
            return AuditSigningKey.parsePem(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new CommandLineUsageException(what + ": " + file
                    + " does not exist. To create it: (umask 077; openssl genpkey -algorithm ed25519 -out " + file
                    + ")");
        } catch (IOException e) {
            throw new CommandLineUsageException(what + ": cannot read " + file + ": " + DataDirectoryErrors.describe(e)
                    + ". Make the file readable for the user who runs the server.");
        } catch (InvalidAuditTextException e) {
            throw new CommandLineUsageException(what + ": " + file + " does not contain a valid private key: "
                    + e.getMessage() + ". To create one: openssl genpkey -algorithm ed25519");
        }
    }

    private static void warnIfReadableByOthers(Path file, Consumer<String> tell) throws IOException {
        Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
        if (allowed.stream().anyMatch(OTHERS::contains)) {
            tell.accept("Other users can read or change the audit signing key " + file + " ("
                    + PosixFilePermissions.toString(allowed) + "). To restrict access: chmod 600 " + file);
        }
    }
}
