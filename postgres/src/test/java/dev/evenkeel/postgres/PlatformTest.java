// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, postgres-linux-x86_64.txz",
        "Linux, aarch64, postgres-linux-arm_64.txz",
        "Mac OS X, aarch64, postgres-darwin-arm_64.txz",
        "Mac OS X, x86_64, postgres-darwin-x86_64.txz",
        "FreeBSD, amd64, postgres-freebsd-x86_64.txz"
    })
    void selectsArchiveForPlatform(String system, String processor, String archive) {
        assertThat(Platform.of(system, processor).archiveName()).isEqualTo(archive);
    }

    @ParameterizedTest
    @CsvSource({"Linux", "Mac OS X"})
    void startsCommandInOwnSession(String system) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Platform.of(system, "aarch64").newSessionCommand());
        command.addAll(List.of("sh", "-c", "echo $$ $(ps -o sid= -p $$) \"$1\"", "sh", "a b"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).isEqualTo(process.pid() + " " + process.pid() + " a b\n");
    }

    @Test
    void findsSameProcessesWithLsofAndProc(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(isInstalled("lsof"), "lsof is not installed");
        Path real = folder.toRealPath();
        Process process = new ProcessBuilder("cat").directory(real.toFile()).start();
        try {
            assertThat(WorkingDirectories.findInProc(real)).containsExactly(process.pid());
            assertThat(WorkingDirectories.findWithLsof(real)).containsExactly(process.pid());
            Path other = Files.createDirectory(real.resolve("other"));
            assertThat(WorkingDirectories.findInProc(other)).isEmpty();
            assertThat(WorkingDirectories.findWithLsof(other)).isEmpty();
        } finally {
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
