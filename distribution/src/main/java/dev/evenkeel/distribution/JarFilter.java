// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Removes the entries of a jar that a package does not need. The launcher runs this file from source, so it
/// uses only the JDK.
public final class JarFilter {
    private JarFilter() {}

    /// Keeps the entries whose name matches a pattern, with their times.
    ///
    /// @param arguments the jar, and the regular expression
    /// @throws IOException when the jar cannot be read or written, or no entry matches
    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path filtered = jar.resolveSibling(jar.getFileName() + ".filtered");
        int kept = 0;
        try (ZipFile from = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(filtered);
                ZipOutputStream to = new ZipOutputStream(file)) {
            for (Enumeration<? extends ZipEntry> all = from.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (!entry.isDirectory() && entry.getName().matches(arguments[1])) {
                    copy(from, entry, to);
                    kept++;
                }
            }
        }
        if (kept == 0) {
            throw new IOException("no entry of " + jar + " matches " + arguments[1]);
        }
        Files.move(filtered, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(ZipFile from, ZipEntry entry, ZipOutputStream to) throws IOException {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        to.putNextEntry(copy);
        try (InputStream content = from.getInputStream(entry)) {
            content.transferTo(to);
        }
        to.closeEntry();
    }
}
