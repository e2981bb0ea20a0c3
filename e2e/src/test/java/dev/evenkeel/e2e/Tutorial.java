// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A tutorial as somebody does it who follows it to the letter.
///
/// Of its fenced blocks, `bash` is entered, `console` directly behind it is what has to come out, and
/// one with `title=NAME` is a file to write. All others are for reading only. Commands without a
/// `console` have to be silent. Blocks with `from=WAY` are for who got Evenkeel that way, `checkout` or
/// `package`.
///
/// @param sections in order
record Tutorial(List<Section> sections) {
    private static final Pattern FENCE = Pattern.compile("(`{3,})\\s*(\\S*)\\s*(.*)");
    private static final Pattern TITLE = Pattern.compile("title=(\\S+)");
    private static final Pattern FROM = Pattern.compile("from=(\\S+)");

    Tutorial {
        sections = List.copyOf(sections);
    }

    /// What stands below a heading.
    record Section(String title, List<Step> steps) {
        Section {
            steps = List.copyOf(steps);
        }
    }

    /// One thing to do.
    sealed interface Step {}

    /// A file to write.
    ///
    /// @param name below the folder of the tutorial
    record WrittenFile(String name, String text) implements Step {}

    /// Lines to enter.
    ///
    /// @param line where they begin in the document, from 1
    record Commands(int line, String script, ExpectedOutput expected) implements Step {}

    /// A fenced block.
    private record Block(int line, String kind, String more, String text) {
        @Nullable
        String title() {
            Matcher title = TITLE.matcher(more);
            return title.find() ? title.group(1) : null;
        }

        boolean isFor(String way) {
            Matcher from = FROM.matcher(more);
            return !from.find() || from.group(1).equals(way);
        }
    }

    static Tutorial read(Path file, String way) throws IOException {
        return parse(Files.readAllLines(file), way);
    }

    /// Reads the lines of a document.
    ///
    /// @param way in which Evenkeel was got: `checkout` or `package`
    /// @throws IllegalArgumentException when an output stands behind no commands, a block does not end,
    /// or the text above a file does not name it, as readers do not see titles of blocks
    static Tutorial parse(List<String> lines, String way) {
        List<Section> sections = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        String title = "";
        var above = new StringBuilder();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (FENCE.matcher(line).matches()) {
                Block block = block(lines, at);
                check(block, above.toString());
                if (block.isFor(way)) {
                    add(steps, block);
                }
                above.setLength(0);
                at = block.line() + (int) block.text().lines().count();
            } else if (line.startsWith("#")) {
                sections.add(new Section(title, steps));
                steps = new ArrayList<>();
                title = line.replaceFirst("#+ ", "");
            } else {
                above.append(line).append('\n');
            }
        }
        sections.add(new Section(title, steps));
        return new Tutorial(
                sections.stream().filter(section -> !section.steps().isEmpty()).toList());
    }

    /* The block that begins at an index of the lines. */
    private static Block block(List<String> lines, int begin) {
        Matcher fence = FENCE.matcher(lines.get(begin));
        if (!fence.matches()) {
            throw new IllegalArgumentException("no block: " + lines.get(begin));
        }
        var text = new StringBuilder();
        for (int at = begin + 1; at < lines.size(); at++) {
            if (lines.get(at).equals(fence.group(1))) {
                return new Block(begin + 1, fence.group(2), fence.group(3), text.toString());
            }
            text.append(lines.get(at)).append('\n');
        }
        throw new IllegalArgumentException("the block of line " + (begin + 1) + " does not end");
    }

    private static void check(Block block, String above) {
        String title = block.title();
        if (title != null && !above.contains('`' + title + '`')) {
            throw new IllegalArgumentException(
                    "the text above line " + block.line() + " does not name the file " + title);
        }
    }

    private static void add(List<Step> steps, Block block) {
        String title = block.title();
        if (title != null) {
            steps.add(new WrittenFile(title, block.text()));
        } else if (block.kind().equals("bash")) {
            steps.add(new Commands(block.line(), block.text(), ExpectedOutput.NOTHING));
        } else if (block.kind().equals("console")) {
            if (steps.isEmpty()
                    || !(steps.getLast() instanceof Commands commands)
                    || !commands.expected().equals(ExpectedOutput.NOTHING)) {
                throw new IllegalArgumentException("the output of line " + block.line() + " stands behind no commands");
            }
            steps.set(
                    steps.size() - 1,
                    new Commands(commands.line(), commands.script(), new ExpectedOutput(block.text())));
        }
    }
}
