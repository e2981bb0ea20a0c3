// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureMapTest {
    /// `module/package/Class`: a path whose last part is a class name.
    private static final Pattern CLASS_PATH = Pattern.compile("`([a-z/]+/)([A-Z][A-Za-z]+)`");

    private static final Path ROOT = Repository.root();

    @Test
    void namesOnlyExistingClasses() throws IOException {
        String map = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
        List<String> named = CLASS_PATH
                .matcher(map)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertThat(named).as("classes named in ARCHITECTURE.md").hasSizeGreaterThan(10);
        List<String> sources = sources();
        assertThat(named)
                .allSatisfy(name -> assertThat(sources)
                        .as("a source file for %s", name)
                        .anyMatch(source -> isFileOf(source, name.replace("`", ""))));
    }

    private static boolean isFileOf(String source, String name) {
        int slash = name.indexOf('/');
        String module = name.substring(0, slash);
        return source.startsWith(module + "/") && source.endsWith(name.substring(slash) + ".java");
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.map(file -> ROOT.relativize(file).toString())
                    .filter(file -> file.endsWith(".java") && file.contains("src/main/"))
                    .toList();
        }
    }
}
