// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.references;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The matches in one file.
///
/// @param path path below the scanned directory, with `/`
/// @param bytes size of the file; 0 when it is empty, unreadable or binary
/// @param hits matches in the order of the text
record ScannedFile(String path, long bytes, List<KeywordHit> hits) {
    private static final int LOOKED_AT = 8192;
    private static final int LONGEST_DECLARATION = 200;
    private static final Pattern CONSTANT = Pattern.compile("\\b([A-Z][A-Z0-9_]{2,})\\b[^A-Za-z0-9\"'`]*[\"'`]$");

    /// A match.
    ///
    /// @param line line number, from 1
    /// @param constant name that the line assigns to the quoted word; null without one
    record KeywordHit(String word, int line, @Nullable String constant) {}

    /// Scans a file. A file with a NUL at its beginning is binary.
    static ScannedFile read(Path directory, Path file, KeywordMatcher words) {
        String path = directory.relativize(file).toString().replace('\\', '/');
        try {
            byte[] text = Files.readAllBytes(file);
            if (isBinary(text)) {
                return new ScannedFile(path, 0, List.of());
            }
            List<KeywordHit> hits = new ArrayList<>();
            words.find(text, (word, start, line) -> hits.add(new KeywordHit(word, line, constant(text, start))));
            return new ScannedFile(path, text.length, hits);
        } catch (IOException e) {
            return new ScannedFile(path, 0, List.of());
        }
    }

    private static boolean isBinary(byte[] text) {
        for (int i = 0; i < Math.min(text.length, LOOKED_AT); i++) {
            if (text[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String constant(byte[] text, int start) {
        int from = start;
        while (from > 0 && text[from - 1] != '\n' && start - from < LONGEST_DECLARATION) {
            from--;
        }
        Matcher declaration = CONSTANT.matcher(new String(text, from, start - from, StandardCharsets.UTF_8));
        return declaration.find() ? declaration.group(1) : null;
    }
}
