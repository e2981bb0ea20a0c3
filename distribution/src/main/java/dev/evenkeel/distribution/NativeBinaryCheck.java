// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// Checks by file type that the embedded PostgreSQL in a package is that of its platform. The launcher runs this
/// file from source, with the libraries of the package.
public final class NativeBinaryCheck {
    private static final int ELF = 0x7f454c46;
    private static final int ELF_X86_64 = 62;
    private static final int ELF_AARCH64 = 183;
    private static final int MACH_O_64 = 0xcffaedfe;
    private static final int MACH_O_UNIVERSAL = 0xcafebabe;
    private static final int MACH_O_X86_64 = 0x01000007;
    private static final int MACH_O_ARM64 = 0x0100000c;
    private static final int HEADER_BYTES = 4_096;

    private NativeBinaryCheck() {}

    /// Checks every program and library in the archive of a jar, and prints a summary.
    ///
    /// @param arguments the jar, and a platform: `linux-amd64`, `linux-arm64`, `darwin-amd64` or `darwin-arm64`
    /// @throws IOException when the jar cannot be read, a file is of another platform, or `bin/postgres` is missing
    public static void main(String[] arguments) throws IOException {
        String platform = arguments[1];
        List<String> checked = new ArrayList<>();
        try (ZipFile jar = new ZipFile(Path.of(arguments[0]).toFile())) {
            ZipEntry archive = jar.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(arguments[0] + " contains no .txz archive"));
            try (InputStream raw = new BufferedInputStream(jar.getInputStream(archive));
                    TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(raw))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    if (entry.isFile() && isNative(platform, entry.getName(), tar.readNBytes(HEADER_BYTES))) {
                        checked.add(entry.getName());
                    }
                }
            }
        }
        if (checked.stream().noneMatch(name -> name.matches("(\\./)?bin/postgres"))) {
            throw new IOException(arguments[0] + " contains no program bin/postgres");
        }
        System.out.println(checked.size() + " programs and libraries of PostgreSQL, all "
                + (platform.startsWith("linux") ? "ELF" : "Mach-O") + " for "
                + platform.substring(platform.indexOf('-') + 1));
    }

    /* Whether the file is native code of the platform; false for other files. */
    private static boolean isNative(String platform, String name, byte[] start) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(start);
        if (start.length < 20 || !List.of(ELF, MACH_O_64, MACH_O_UNIVERSAL).contains(header.getInt(0))) {
            return false;
        }
        if (!architectures(header).contains(platform)) {
            throw new IOException(name + " is for " + architectures(header) + ", not for " + platform);
        }
        return true;
    }

    private static List<String> architectures(ByteBuffer header) {
        return switch (header.getInt(0)) {
            case ELF ->
                List.of("linux-"
                        + elfMachine(header.duplicate()
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getShort(18)));
            case MACH_O_64 ->
                List.of("darwin-"
                        + machOMachine(header.duplicate()
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getInt(4)));
            default -> universalArchitectures(header);
        };
    }

    /* A universal binary begins with the number of its parts, and 20 bytes about each. */
    private static List<String> universalArchitectures(ByteBuffer header) {
        List<String> found = new ArrayList<>();
        for (int part = 0; part < Math.min(header.getInt(4), 16); part++) {
            found.add("darwin-" + machOMachine(header.getInt(8 + 20 * part)));
        }
        return found;
    }

    private static String elfMachine(int machine) {
        return switch (machine) {
            case ELF_X86_64 -> "amd64";
            case ELF_AARCH64 -> "arm64";
            default -> "machine " + machine;
        };
    }

    private static String machOMachine(int machine) {
        return switch (machine) {
            case MACH_O_X86_64 -> "amd64";
            case MACH_O_ARM64 -> "arm64";
            default -> "machine " + machine;
        };
    }
}
