// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A part of a document that says what the code says, between two comments: `<!-- generated: NAME -->` and
/// `<!-- end of NAME -->`.
///
/// @param file below `docs`
public record GeneratedRegion(String file, String name) {
    /// Makes sure that it is what was made of the code; with `-Devenkeel.docs=write` makes it so.
    public void hold(String made) throws IOException {
        Path page = Path.of("..", "docs").resolve(file);
        String text = Files.readString(page);
        String begin = "<!-- generated: " + name + " -->";
        int from = text.indexOf(begin);
        int to = text.indexOf("<!-- end of " + name + " -->");
        assertThat(from).as("%s has a place for %s", file, name).isBetween(0, to);
        String fresh = text.substring(0, from) + begin + "\n\n" + made.strip() + "\n\n" + text.substring(to);
        if (System.getProperty("evenkeel.docs", "").equals("write")) {
            Files.writeString(page, fresh);
        } else {
            assertThat(text)
                    .as("%s says what the code says. To make it so: ./evenkeel build --docs", file)
                    .isEqualTo(fresh);
        }
    }
}
