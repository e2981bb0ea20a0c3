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

/// A folder that files are written into whose names come from elsewhere, such as a server. Whatever the names
/// are, nothing outside of the folder is written: a name that is not that of a file is refused, and so is one
/// at which the folder has a symbolic link. Confined to one thread.
public final class SafeOutputFolder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");

    private final Path folder;
    private final Set<String> written = new HashSet<>();

    private SafeOutputFolder(Path folder) {
        this.folder = folder;
    }

    /// The folder; it is created when it does not exist, and may itself be a symbolic link.
    ///
    /// @throws IOException when it cannot be created
    public static SafeOutputFolder at(Path folder) throws IOException {
        Path real = Files.exists(folder) ? folder.toRealPath() : Files.createDirectories(folder);
        return new SafeOutputFolder(real);
    }

    /// Writes a file, over one of the same name. A file that holds the text already is left alone.
    ///
    /// @param names of the folders below this one, and last that of the file: letters, digits, dots, dashes and
    ///     underscores, no dot first
    /// @return whether it was written
    /// @throws IOException when a name is not allowed, a symbolic link is in the way, or this object has
    ///     written a file of that name already, by whatever case; and when the file cannot be written
    public boolean write(List<String> names, String text) throws IOException {
        Path file = folder;
        for (String name : names) {
            refuseLink(file);
            if (!file.equals(folder)) {
                Files.createDirectories(file);
            }
            file = file.resolve(checked(name));
        }
        refuseLink(file);
        if (!written.add(file.toString().toLowerCase(Locale.ROOT))) {
            throw new FileAlreadyExistsException(file.toString(), null, "two objects have this file name");
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

    private static String checked(String name) throws FileSystemException {
        if (!NAME.matcher(name).matches()) {
            throw new FileSystemException(
                    "\"" + name.replaceAll("\\p{Cc}", "?") + "\"",
                    null,
                    "not allowed as a file name; allowed are letters, digits, dots, dashes and underscores");
        }
        return name;
    }

    private void refuseLink(Path file) throws FileSystemException {
        if (!file.equals(folder) && Files.isSymbolicLink(file)) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "is a symbolic link, which is not followed; remove it, or name another folder");
        }
    }
}
