// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Operations on whole folders.
final class DirectoryTree {
    private DirectoryTree() {}

    /// Copies the folder with its contents and permissions to a path that does not exist.
    static void copy(Path folder, Path target) throws IOException {
        List<Path> parentsFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            parentsFirst = all.toList();
        }
        for (Path path : parentsFirst) {
            Files.copy(path, target.resolve(folder.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /// Renames a complete folder, so that the target is never seen incomplete. Keeps a target that another process
    /// created meanwhile, and deletes the folder.
    static Path install(Path complete, Path target) throws IOException {
        try {
            return Files.move(complete, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            delete(complete);
            if (Files.isDirectory(target)) {
                return target;
            }
            throw e;
        }
    }

    /// Deletes the folder and its contents; symbolic links are removed, not followed.
    static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
