// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The unpacked PostgreSQL programs: one folder with `bin`, `lib` and `share`.
///
/// They are unpacked once per user into the cache folder (`XDG_CACHE_HOME`, else `~/.cache`), which takes
/// some seconds. An existing folder is complete, because it is renamed into place. If no cache folder is
/// writable, they are unpacked beside the data.
record PostgresBinaries(Path home) {
    static PostgresBinaries install(Path dataDir) {
        URL archive = archive();
        try {
            String name = "postgresql-" + checksum(archive);
            return new PostgresBinaries(unpack(archive, writableFolder(dataDir).resolve(name)));
        } catch (IOException e) {
            throw new EmbeddedPostgresException(
                    "Cannot unpack PostgreSQL: " + DataDirectoryErrors.describe(e)
                            + ". Free about 100 MB of disk space, or set XDG_CACHE_HOME to a writable directory.",
                    e);
        }
    }

    String programPath(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static URL archive() {
        String name = Platform.CURRENT.archiveName();
        URL found = PostgresBinaries.class.getClassLoader().getResource(name);
        if (found == null) {
            throw new EmbeddedPostgresException("This installation contains no PostgreSQL for this platform ("
                    + System.getProperty("os.name") + ", "
                    + System.getProperty("os.arch") + "; " + name
                    + " is missing). Install the package for this platform, or use your own PostgreSQL:"
                    + " --database-url URL.");
        }
        return found;
    }

    private static String checksum(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection jar) {
            return Long.toHexString(jar.getJarEntry().getCrc());
        }
        throw new IOException("not in a jar: " + archive);
    }

    private static Path writableFolder(Path dataDir) throws IOException {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        try {
            return Files.createDirectories(base.toAbsolutePath().resolve("evenkeel"));
        } catch (FileSystemException e) {
            return Files.createDirectories(dataDir.resolve("programs"));
        }
    }

    private static Path unpack(URL archive, Path target) throws IOException {
        if (Files.isDirectory(target)) {
            return target;
        }
        Path unfinished = Files.createTempDirectory(target.getParent(), "unpacking-");
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (InputStream raw = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, unfinished);
            }
        }
        return DirectoryTree.install(unfinished, target);
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("the archive contains a path outside its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            link(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, file);
            String mode = (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--";
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        }
    }

    private static void link(Path file, Path target) throws IOException {
        try {
            Files.createSymbolicLink(file, target);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("the archive names " + file.getFileName() + " twice", e);
        }
    }
}
