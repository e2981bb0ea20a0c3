// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A region of a document that is generated from code, between two comments: `<!-- generated: NAME -->` and
/// `<!-- end of NAME -->`. For tests of a module, which run in its folder.
///
/// @param file path below `docs`
public record GeneratedDocRegion(String file, String name) {
    /// Checks that the region equals the generated text; with `-Devenkeel.docs=write`, writes it instead.
    ///
    /// @throws AssertionError when the document has no such region, or its text differs
    public void assertUpToDate(String made) throws IOException {
        Path page = Path.of("..", "docs").resolve(file);
        String text = Files.readString(page);
        String begin = "<!-- generated: " + name + " -->";
        int from = text.indexOf(begin);
        int to = text.indexOf("<!-- end of " + name + " -->");
        if (from < 0 || to < from) {
            throw new AssertionError(file + " has no place for " + name);
        }
        String fresh = text.substring(0, from) + begin + "\n\n" + made.strip() + "\n\n" + text.substring(to);
        if (System.getProperty("evenkeel.docs", "").equals("write")) {
            Files.writeString(page, fresh);
        } else if (!text.equals(fresh)) {
            throw new AssertionError(file + " does not say what the code says. To make it so: ./evenkeel build --docs. "
                    + firstDifference(text, fresh));
        }
    }

    private static String firstDifference(String text, String fresh) {
        String[] is = text.split("\n", -1);
        String[] made = fresh.split("\n", -1);
        int line = 0;
        while (line < Math.min(is.length, made.length) && is[line].equals(made[line])) {
            line++;
        }
        return "Line %d is\n%s\nand was to be\n%s"
                .formatted(line + 1, line < is.length ? is[line] : "", line < made.length ? made[line] : "");
    }
}
