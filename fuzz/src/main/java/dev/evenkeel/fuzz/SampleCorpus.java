// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Samples taken from files in the repository.
public final class SampleCorpus {
    private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"[ \t]*\n(.*?)\"\"\"", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("%(\\d+\\$)?[sd]");
    private static final int LONGEST = 20_000;

    private SampleCorpus() {}

    /// Returns the text blocks of Java sources below a module's folder. Format specifiers are replaced by a
    /// word.
    public static List<String> textBlocks(String... sources) {
        return Arrays.stream(sources)
                .map(Path::of)
                .map(SampleCorpus::read)
                .flatMap(source -> TEXT_BLOCK.matcher(source).results())
                .map(block -> block.group(1).stripIndent().translateEscapes())
                .map(text -> PLACE.matcher(text).replaceAll(Matcher.quoteReplacement("1")))
                .toList();
    }

    /// Returns the files with this suffix in a folder and its subfolders, of at most 20 kB each.
    public static List<String> files(String folder, String end) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(end))
                    .sorted()
                    .map(SampleCorpus::read)
                    .filter(text -> text.length() <= LONGEST)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
