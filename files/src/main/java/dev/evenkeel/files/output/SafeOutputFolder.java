// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// A folder for files whose names come from elsewhere, such as a server. Writes nothing outside the folder,
/// whatever the names: rejects a name that is not a plain file name, and one at which the folder has a symbolic
/// link. Not thread-safe.
public final class SafeOutputFolder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");

    private final Path folder;
    private final Set<String> written = new HashSet<>();

    private SafeOutputFolder(Path folder) {
        this.folder = folder;
    }

    /// Opens a folder; it is created if missing, and may itself be a symbolic link.
    ///
    /// @throws IOException when it cannot be created
    public static SafeOutputFolder open(Path folder) throws IOException {
        Path real = Files.exists(folder) ? folder.toRealPath() : Files.createDirectories(folder);
        return new SafeOutputFolder(real);
    }

    /// Writes a file, replacing one with the same name. Leaves a file with the same text unchanged.
    ///
    /// @param names names of the folders below this one, and last that of the file: letters, digits, dots,
    ///     dashes and underscores, no dot first
    /// @return whether the file was written
    /// @throws IOException when a name is not allowed, a symbolic link is in the way, or this object has
    ///     already written a file with that name, ignoring case; and when the file cannot be written
    public boolean write(List<String> names, String text) throws IOException {
        Path file = folder;
        for (String name : names) {
            rejectLink(file);
            if (!file.equals(folder)) {
                Files.createDirectories(file);
            }
            file = file.resolve(checkName(name));
        }
        rejectLink(file);
        if (!written.add(file.toString().toLowerCase(Locale.ROOT))) {
            throw new FileAlreadyExistsException(file.toString(), null, "two objects have the same file name");
        }
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        if (Files.exists(file) && Arrays.equals(content, Files.readAllBytes(file))) {
            return false;
        }
        Files.write(
                file,
                content,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        return true;
    }

    private static String checkName(String name) throws FileSystemException {
        if (!NAME.matcher(name).matches()) {
            throw new FileSystemException(
                    "\"" + name.replaceAll("\\p{Cc}", "?") + "\"",
                    null,
                    "invalid file name; allowed: letters, digits, dots, dashes and underscores");
        }
        return name;
    }

    private void rejectLink(Path file) throws FileSystemException {
        if (!file.equals(folder) && Files.isSymbolicLink(file)) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "is a symbolic link, which is not followed; remove it, or use another folder");
        }
    }
}
