// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.references;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A finder of source files below a directory: those that git tracks or would add, so without files in
/// `.gitignore`; without git, all files except hidden ones and those in build directories.
final class SourceFileFinder {
    /// Maximum size of a source file.
    static final long MAX_BYTES = 1 << 20;

    private static final Set<String> BUILT =
            Set.of("node_modules", "target", "build", "dist", "out", "bin", "obj", "vendor", "venv", "__pycache__");

    private SourceFileFinder() {}

    /// Returns the possible source files, sorted.
    static List<Path> find(Path directory) throws IOException, InterruptedException {
        List<Path> known = listGitFiles(directory);
        return (known.isEmpty() ? listAllFiles(directory) : known)
                .stream().filter(SourceFileFinder::isSmall).sorted().toList();
    }

    /// The files that git lists; empty without git or a checkout.
    private static List<Path> listGitFiles(Path directory) throws IOException, InterruptedException {
        try {
            Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String listed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean checkout = git.waitFor() == 0;
            return checkout
                    ? Stream.of(listed.split("\\x00"))
                            .filter(name -> !name.isEmpty())
                            .map(directory::resolve)
                            .toList()
                    : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<Path> listAllFiles(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                boolean skipped = !visited.equals(directory) && (isHidden(visited) || BUILT.contains(name(visited)));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!isHidden(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) {
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static boolean isHidden(Path path) {
        return name(path).startsWith(".");
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static boolean isSmall(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MAX_BYTES;
        } catch (IOException e) {
            return false;
        }
    }
}
