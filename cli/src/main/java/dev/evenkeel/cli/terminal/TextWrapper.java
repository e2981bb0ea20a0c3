// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// A wrapper of text to a width, with a label before the first line and the other lines indented below its
/// text.
public final class TextWrapper {
    private TextWrapper() {}

    public static List<String> wrap(String label, String text, int width) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder(label);
        boolean empty = true;
        for (String word : text.split(" ", -1)) {
            if (!empty && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(label.length()));
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }
}
