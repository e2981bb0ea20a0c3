// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Writer of a folder's archive: a `tar.gz` in which names, order, owners, permissions and times depend only
/// on the folder. The launcher runs this file from source, so it uses only the JDK and its own package.
public final class PackageArchiveWriter {
    private static final String SUMS = "SHA256SUMS";
    private static final int BLOCK = 512;
    private static final int NAME_BYTES = 100;
    private static final int PREFIX_BYTES = 155;

    private final Path folder;
    private final long seconds;

    private PackageArchiveWriter(Path folder, long seconds) {
        this.folder = folder;
        this.seconds = seconds;
    }

    /// Runs one of two commands. `age DIR SECONDS` sets the modification time of everything in the folder.
    /// `write DIR SECONDS FILE` writes `SHA256SUMS` into the folder, the archive of the folder to the file,
    /// and its checksum to `FILE.sha256`.
    ///
    /// @param arguments the command, the folder, seconds since 1970, and the archive
    /// @throws IOException when a file cannot be read or written
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]).toAbsolutePath().normalize();
        PackageArchiveWriter archive = new PackageArchiveWriter(folder, Long.parseLong(arguments[2]));
        switch (arguments[0]) {
            case "age" -> archive.setModifiedTimes();
            case "write" -> archive.write(Path.of(arguments[3]));
            default -> throw new IllegalArgumentException("expected age or write, got " + arguments[0]);
        }
    }

    private void setModifiedTimes() throws IOException {
        for (Path path : contents()) {
            Files.setLastModifiedTime(path, FileTime.from(seconds, TimeUnit.SECONDS));
        }
    }

    /* The folder and its contents; each folder comes before its contents. */
    private List<Path> contents() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted().toList();
        }
    }

    private void write(Path file) throws IOException {
        writeSums();
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (Path path : contents()) {
                append(path, out);
            }
            out.write(new byte[2 * BLOCK]);
        }
        Path name = file.getFileName();
        Files.writeString(
                file.resolveSibling(name + ".sha256"), FileChecksums.compute(file, "SHA-256") + "  " + name + "\n");
    }

    private void writeSums() throws IOException {
        StringBuilder sums = new StringBuilder();
        for (Path path : contents()) {
            String name = folder.relativize(path).toString();
            if (!name.equals(SUMS) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                sums.append(FileChecksums.compute(path, "SHA-256"))
                        .append("  ")
                        .append(name)
                        .append('\n');
            }
        }
        Files.writeString(folder.resolve(SUMS), sums);
    }

    private void append(Path path, OutputStream out) throws IOException {
        boolean isFolder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        if (!isFolder && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(path + " is neither a file nor a folder");
        }
        long size = isFolder ? 0 : Files.size(path);
        String name = folder.getFileName().resolve(folder.relativize(path)) + (isFolder ? "/" : "");
        out.write(header(name, isFolder, mode(path), size));
        if (!isFolder) {
            Files.copy(path, out);
            out.write(new byte[(int) (-size & (BLOCK - 1))]);
        }
    }

    private static int mode(Path path) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        int mode = 0;
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            mode = mode << 1 | (permissions.contains(permission) ? 1 : 0);
        }
        return mode;
    }

    /* The ustar header of POSIX.1-1988. The leading folders of a long name are in the prefix field. */
    private byte[] header(String name, boolean isFolder, int mode, long size) throws IOException {
        byte[] header = new byte[BLOCK];
        int split = name.length() <= NAME_BYTES ? -1 : name.indexOf('/', name.length() - NAME_BYTES - 1);
        put(header, 0, NAME_BYTES, name.substring(split + 1));
        put(header, 345, PREFIX_BYTES, name.substring(0, Math.max(split, 0)));
        putOctal(header, 100, 8, mode);
        putOctal(header, 108, 8, 0);
        putOctal(header, 116, 8, 0);
        putOctal(header, 124, 12, size);
        putOctal(header, 136, 12, seconds);
        header[156] = (byte) (isFolder ? '5' : '0');
        put(header, 257, 8, "ustar\00000");
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte part : header) {
            sum += part & 0xff;
        }
        putOctal(header, 148, 7, sum);
        return header;
    }

    private static void put(byte[] header, int offset, int length, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length > length) {
            throw new IOException("the name is too long for a tar archive: " + text);
        }
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    /* Writes octal digits with leading zeros, terminated by a zero byte. */
    private static void putOctal(byte[] header, int offset, int length, long number) throws IOException {
        String digits = Long.toOctalString(number);
        put(header, offset, length - 1, "0".repeat(Math.max(0, length - 1 - digits.length())) + digits);
    }
}
