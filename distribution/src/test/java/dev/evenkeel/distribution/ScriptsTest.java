// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Shell scripts of the repository.
final class ScriptsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NO_SOURCES = Set.of("target", "node_modules", ".git", ".evenkeel", "data");
    private static final Pattern SHEBANG = Pattern.compile("#!.*\\b(ba)?sh\n.*", Pattern.DOTALL);
    private static final Pattern NEWER_THAN_BASH_3 =
            Pattern.compile("\\b(mapfile|readarray|coproc|EPOCH(REALTIME|SECONDS)|wait -n)\\b"
                    + "|\\b(declare|local|typeset) -[a-zA-Z]*[Agn]|\\$\\{\\w+(,|\\^|@[A-Z])|&>>|\\|&|\\[\\[ -v");
    private static final Pattern OF_GNU = Pattern.compile("\\b(flock|md5sum|sha1sum|sha256sum|(?<!umoci )stat)\\b"
            + "|\\breadlink -|-printf|-quit|-maxdepth|\\bsort -z|\\bxargs -[0d]|\\bcp -u|\\bsed -[ir]|\\bgrep -[a-z]*[oP]"
            + "|\\b(date|touch) .*-d|\\b(head|tail) -[0-9]|\\btar .*--");

    private static List<Path> scripts() throws IOException {
        List<Path> scripts = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NO_SOURCES.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = file.getFileName().toString();
                if (name.endsWith(".sh") || (!name.contains(".") && hasShebang(file))) {
                    scripts.add(ROOT.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return scripts;
    }

    private static boolean hasShebang(Path file) throws IOException {
        return SHEBANG.matcher(Files.readString(file, ISO_8859_1)).matches();
    }

    @Test
    void shellcheckFindsNothing() throws IOException, InterruptedException {
        String shellcheck = Program.require("shellcheck").toString();
        List<String> command = new ArrayList<>(List.of(shellcheck));
        scripts().forEach(script -> command.add(script.toString()));
        assertThat(command)
                .contains("evenkeel", "launcher/build.sh", "distribution/src/main/package/bin/evenkeel")
                .contains("distribution/src/test/package/check.sh", "examples/ci/evenkeel-rollout.sh", ".ci/run");
        assertThat(Program.output(ROOT, command)).isEmpty();
    }

    /* macOS has bash 3.2 and the tools of BSD. */
    @Test
    void theLauncherUsesWhatEverySystemHas() throws IOException {
        List<String> problems = new ArrayList<>();
        for (Path script : scripts()) {
            if (!script.startsWith("launcher") && !script.equals(Path.of("evenkeel"))) {
                continue;
            }
            for (String line : Files.readAllLines(ROOT.resolve(script))) {
                if (NEWER_THAN_BASH_3.matcher(line).find()
                        || OF_GNU.matcher(line).find()) {
                    problems.add(script + ": " + line.strip());
                }
            }
        }
        assertThat(problems).isEmpty();
    }
}
