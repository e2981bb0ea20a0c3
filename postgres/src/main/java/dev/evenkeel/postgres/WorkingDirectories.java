// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds processes by their working directory: every PostgreSQL process works in its data folder.
interface WorkingDirectories {
    /// Reads `/proc`, or runs `lsof` on systems without it.
    WorkingDirectories CURRENT =
            Platform.CURRENT.isLinux() ? WorkingDirectories::findInProc : WorkingDirectories::findWithLsof;

    /// Returns the ids of all processes of this user that work in the folder.
    ///
    /// @param folder absolute and without symbolic links
    List<Long> findProcesses(Path folder) throws IOException;

    static List<Long> findInProc(Path folder) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(ProcessHandle::pid)
                    .filter(pid -> readLink(pid).filter(folder::equals).isPresent())
                    .toList();
        }
    }

    private static Optional<Path> readLink(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /* lsof prints a line "pPID" for each process, then a line "nPATH" for its working directory. */
    static List<Long> findWithLsof(Path folder) throws IOException {
        Process lsof = new ProcessBuilder(
                        "lsof", "-w", "-u", System.getProperty("user.name"), "-a", "-d", "cwd", "-Fpn")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Long> found = new ArrayList<>();
        try (BufferedReader lines = lsof.inputReader()) {
            long pid = -1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("p")) {
                    pid = Long.parseLong(line.substring(1));
                } else if (line.equals("n" + folder)) {
                    found.add(pid);
                }
            }
        }
        return found;
    }
}
