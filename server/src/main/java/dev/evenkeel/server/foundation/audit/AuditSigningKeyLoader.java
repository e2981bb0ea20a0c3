// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.files.audit.AuditSigningKey;
import dev.evenkeel.files.audit.InvalidAuditTextException;
import dev.evenkeel.server.foundation.config.AuditOptions;
import dev.evenkeel.server.foundation.config.CommandLineUsageException;
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

/// The private key that signs heads of the ledger, in its file.
public final class AuditSigningKeyLoader {
    private static final String FILE = "audit-key.pem";
    private static final String PUBLIC_FILE = "audit-key.pub.pem";
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private AuditSigningKeyLoader() {}

    /// The key that the options name, else the one of the data folder, which is made when there is none.
    /// Without either, and where no heads are published, one that ends with the process. Also sees to it that
    /// the file for heads can be written.
    ///
    /// @param tell is told, for the operator, when a key was made, and when others can read it
    /// @throws CommandLineUsageException when the key cannot be used, or the file for heads not be written
    public static AuditSigningKey open(ServerStartOptions options, Consumer<String> tell) {
        Path heads = options.audit().heads();
        if (heads != null) {
            FileHeadDestination.requireWritable(heads);
        }
        Path given = options.audit().key();
        if (given != null) {
            return read(given, "--audit-key", tell);
        }
        Path folder = options.data();
        return folder == null ? withoutFolder(options.audit(), tell) : kept(folder, tell);
    }

    private static AuditSigningKey withoutFolder(AuditOptions audit, Consumer<String> tell) {
        if (audit.heads() != null || audit.headsUrl() != null) {
            throw new CommandLineUsageException(
                    "Heads of the audit ledger are to be published, and there is no key to sign them with:"
                            + " with --database-url there is no data folder. Name a key with --audit-key, or a folder with --data;"
                            + " earlier versions made one in .evenkeel/audit-key.pem.");
        }
        tell.accept("Signs heads of the audit ledger with a key that ends with this process, because there is no data"
                + " folder to keep one in. Name a key with --audit-key, or a folder with --data.");
        return AuditSigningKey.generate();
    }

    private static AuditSigningKey kept(Path folder, Consumer<String> tell) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            try {
                make(folder, file, tell);
            } catch (IOException e) {
                throw new CommandLineUsageException("No key to sign heads of the audit ledger with could be made in "
                        + file + ": " + e + ". Name a --data folder that can be written, or a key with --audit-key.");
            }
        }
        return read(file, "The key of the data folder", tell);
    }

    /* Written aside and then linked: whoever starts at the same time finds a whole key or none. */
    private static void make(Path folder, Path file, Consumer<String> tell) throws IOException {
        Files.createDirectories(folder);
        AuditSigningKey key = AuditSigningKey.generate();
        Path aside = Files.createTempFile(folder, "audit-key", ".new", PosixFilePermissions.asFileAttribute(OWNER));
        try {
            Files.writeString(aside, key.pem());
            Files.createLink(file, aside);
            Path open = folder.resolve(PUBLIC_FILE);
            Files.writeString(open, key.verifying().pem());
            tell.accept("Made a key that signs heads of the audit ledger. Its public key is " + open + ", fingerprint "
                    + key.verifying().id());
        } catch (FileAlreadyExistsException e) {
            // Another server has just made one, which is as good.
        } finally {
            Files.delete(aside);
        }
    }

    private static AuditSigningKey read(Path file, String what, Consumer<String> tell) {
        try {
            warnOfReaders(file, tell);
            return AuditSigningKey.read(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new CommandLineUsageException(what + ": there is no file " + file
                    + ". Make one: (umask 077; openssl genpkey -algorithm ed25519 -out " + file + ")");
        } catch (IOException e) {
            throw new CommandLineUsageException(what + ": cannot read " + file + ": " + e + ".");
        } catch (InvalidAuditTextException e) {
            throw new CommandLineUsageException(what + ": " + file + " is no key: " + e.getMessage()
                    + ". A good one: openssl genpkey -algorithm ed25519");
        }
    }

    private static void warnOfReaders(Path file, Consumer<String> tell) throws IOException {
        Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
        if (allowed.stream().anyMatch(OTHERS::contains)) {
            tell.accept("Others can reach the key " + file + " (" + PosixFilePermissions.toString(allowed)
                    + ") and could sign heads of the audit ledger. Take it away from them: chmod 600 " + file);
        }
    }
}
